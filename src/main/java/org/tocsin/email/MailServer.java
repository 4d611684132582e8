package org.tocsin.email;

/** A mail server to send by or to read from, and how we get in. */
public record MailServer(String host, int port, Tls tls, MailLogin login) {
  /** How a connection is kept private. */
  public enum Tls {
    NONE,
    /** In the clear first, then encrypted; a server that does not offer it gets nothing. */
    STARTTLS,
    /** Encrypted from the first byte, usually on port 465, or 993 for reading. */
    TLS
  }
}
