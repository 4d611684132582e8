package org.tocsin.verdict;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status codes of RFC 3463 and what they alone tell. */
final class Status {
  /** RFC 3464 2.3.4: no leading zeros; a comment may follow. Not a piece of an IP address. */
  private static final Pattern CODE =
      Pattern.compile("(?<![\\d.])([245])\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})(?![\\d]|\\.\\d)");

  private static final Pattern REPLY =
      Pattern.compile("(?<![\\d.:/])([245])[0-5]\\d(?=[ \\-]|$)(?![ -]\\d{1,2}[ :/])");

  private Status() {}

  static Optional<String> in(String text) {
    Matcher code = CODE.matcher(text);
    return code.find() ? Optional.of(code.group()) : Optional.empty();
  }

  /** The most telling one: what the far server said, over what the reporting one made of it. */
  static String of(String said, String field) {
    Optional<String> far = in(said).filter(Status::isTelling);
    return far.or(() -> in(field)).or(() -> in(said)).orElse("");
  }

  private static boolean isTelling(String code) {
    return !code.endsWith(".0.0");
  }

  /** Whether a server's answer, and not the reporting program itself, is quoted. */
  static boolean quotesAnswer(String text) {
    return REPLY.matcher(text).find();
  }

  /** 421, 450 and the like, with no 5xx beside it. */
  static boolean isTransientAnswer(String text) {
    Matcher reply = REPLY.matcher(text);
    boolean four = false;
    while (reply.find()) {
      if (reply.group(1).equals("5")) {
        return false;
      }
      four |= reply.group(1).equals("4");
    }
    return four;
  }

  static boolean isTransient(String code) {
    return code.startsWith("4.");
  }

  /** 5.1.x speaks of the address of the recipient; 5.1.7 and 5.1.8 of the sender's. */
  static boolean isOfAddress(String code) {
    return code.matches("[45]\\.1\\.\\d+") && !code.matches("[45]\\.1\\.(7|8|9)");
  }

  /** What the code alone says, where no words help (RFC 3463, RFC 7505, RFC 7372). */
  static Optional<Reason> reason(String code) {
    String detail = code.length() < 2 ? "" : code.substring(2);
    return Optional.ofNullable(
        switch (detail) {
          case "1.1", "1.3", "1.4" -> Reason.USER_UNKNOWN;
          case "1.2", "4.4" -> Reason.HOST_UNKNOWN;
          case "1.6" -> Reason.MOVED;
          case "1.7", "1.8", "1.9" -> Reason.SENDER_REJECTED;
          case "1.10" -> Reason.NOT_ACCEPTING;
          case "2.1" -> Reason.SUSPENDED;
          case "2.2", "3.1" -> Reason.MAILBOX_FULL;
          case "2.3", "3.4" -> Reason.SIZE;
          case "3.2" -> Reason.NOT_ACCEPTING;
          case "4.1", "4.2", "4.3", "4.5", "4.6" -> Reason.NETWORK;
          case "4.7" -> Reason.EXPIRED;
          case "7.20", "7.21", "7.22", "7.23", "7.24", "7.26" -> Reason.AUTHENTICATION;
          case "7.25" -> Reason.REVERSE_DNS;
          case "7.27" -> Reason.SENDER_REJECTED;
          default -> byKind(detail).orElse(null);
        });
  }

  private static Optional<Reason> byKind(String detail) {
    return switch (detail.split("\\.")[0]) {
      case "5" -> Optional.of(Reason.PROTOCOL);
      case "6" -> Optional.of(Reason.CONTENT);
      case "7" -> Optional.of(Reason.POLICY);
      case "3" -> Optional.of(Reason.SYSTEM);
      default -> Optional.empty();
    };
  }
}
