package org.tocsin.email;

import java.time.Duration;
import java.util.Optional;
import org.tocsin.TocsinException;

/**
 * How mail leaves, from the settings {@code tocsin.smtp.*} and {@code tocsin.email.*}.
 *
 * @param username "" to send without logging in
 * @param connections how many threads hand off at once; each keeps one connection open
 * @param from the address that mail is from
 * @param fromName the name beside it, usually the organization's
 * @param replyTo where answers go, or "" for the address it is from
 * @param bounceAddress where bounces go, with a star for the delivery; "" for {@code from}
 * @param unsubscribeAddress where people can write to leave, or "" for none
 * @param dkim signs when present
 * @param connectTimeout until the connection stands
 * @param answerTimeout until each answer; also until a write is taken
 * @param tokens what to log in with in place of a password (XOAUTH2), when present
 */
public record EmailSettings(
    String host,
    int port,
    String username,
    String password,
    Tls tls,
    int connections,
    String from,
    String fromName,
    String replyTo,
    String bounceAddress,
    String unsubscribeAddress,
    Optional<DkimKey> dkim,
    Duration connectTimeout,
    Duration answerTimeout,
    Optional<AccessTokens> tokens) {
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  public EmailSettings {
    check("tocsin.email.from", from);
    if (!replyTo.isEmpty()) {
      check("tocsin.email.reply-to", replyTo);
    }
    if (!unsubscribeAddress.isEmpty()) {
      check("tocsin.email.unsubscribe-address", unsubscribeAddress);
    }
  }

  /** With a password, or without logging in. */
  public EmailSettings(
      String host,
      int port,
      String username,
      String password,
      Tls tls,
      int connections,
      String from,
      String fromName,
      String replyTo,
      String bounceAddress,
      String unsubscribeAddress,
      Optional<DkimKey> dkim,
      Duration connectTimeout,
      Duration answerTimeout) {
    this(
        host,
        port,
        username,
        password,
        tls,
        connections,
        from,
        fromName,
        replyTo,
        bounceAddress,
        unsubscribeAddress,
        dkim,
        connectTimeout,
        answerTimeout,
        Optional.empty());
  }

  /** Without addresses of their own for bounces and for leaving. */
  public EmailSettings(
      String host,
      int port,
      String username,
      String password,
      Tls tls,
      int connections,
      String from,
      String fromName,
      String replyTo,
      Optional<DkimKey> dkim,
      Duration connectTimeout,
      Duration answerTimeout) {
    this(
        host,
        port,
        username,
        password,
        tls,
        connections,
        from,
        fromName,
        replyTo,
        "",
        "",
        dkim,
        connectTimeout,
        answerTimeout);
  }

  private static void check(String setting, String address) {
    if (!Address.isPlain(address)) {
      throw new TocsinException(
          setting
              + " is '"
              + address
              + "'. Give a mail address such as alerts@example.org"
              + (address.chars().allMatch(c -> c < 0x80) ? "." : ", without letters such as é."));
    }
  }

  /** How a connection is kept private. */
  public enum Tls {
    NONE,
    /** In the clear first, then encrypted; a server that does not offer it gets nothing. */
    STARTTLS,
    /** Encrypted from the first byte, usually on port 465, or 993 for reading. */
    TLS
  }

  /** What stands right of the @ in {@link #from}; Message-IDs and the List-Id live under it. */
  public String domain() {
    return from.substring(from.lastIndexOf('@') + 1);
  }
}
