package org.tocsin.verdict;

import java.util.Locale;

/** Why a mail came back. What follows from it is {@link Fault}'s to say. */
public enum Reason {
  USER_UNKNOWN(Fault.HARD),
  HOST_UNKNOWN(Fault.HARD),
  MOVED(Fault.HARD),
  /** The host takes no mail at all, for anyone (RFC 7505). */
  NOT_ACCEPTING(Fault.HARD),
  MAILBOX_FULL(Fault.SOFT),
  SUSPENDED(Fault.SOFT),
  /** Said about the recipient, but not that there is none. */
  RECIPIENT_REJECTED(Fault.SOFT),
  EXPIRED(Fault.SOFT),
  NETWORK(Fault.SOFT),
  SYSTEM(Fault.SOFT),
  UNCLEAR(Fault.SOFT),
  RATE(Fault.NOBODYS),
  AUTHENTICATION(Fault.NOBODYS),
  REVERSE_DNS(Fault.NOBODYS),
  BLOCKED(Fault.NOBODYS),
  SPAM(Fault.NOBODYS),
  VIRUS(Fault.NOBODYS),
  SIZE(Fault.NOBODYS),
  RELAYING(Fault.NOBODYS),
  SENDER_REJECTED(Fault.NOBODYS),
  CONTENT(Fault.NOBODYS),
  POLICY(Fault.NOBODYS),
  PROTOCOL(Fault.NOBODYS),
  /** No bounce yet, or none at all: the server still tries, or has delivered. */
  DELAYED(Fault.NOBODYS),
  DELIVERED(Fault.NOBODYS);

  /** Whose fault it is, and so what follows. */
  public enum Fault {
    /** The address is dead: never again. */
    HARD,
    /** It may work tomorrow: counted. */
    SOFT,
    /** Of the mail or of our server; the recipient has no part in it (B11). */
    NOBODYS
  }

  private final Fault fault;

  Reason(Fault fault) {
    this.fault = fault;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }

  /** As it is shown and stored: "user-unknown". */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Reason of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
