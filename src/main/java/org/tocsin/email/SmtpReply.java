package org.tocsin.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of a mail server.
 *
 * @param code of RFC 5321 4.2; 0 where there was none
 * @param status enhanced status of RFC 3463, such as "5.1.1", or ""
 * @param text the rest, without addresses
 */
record SmtpReply(int code, String status, String text) {
  /** Not answered yet. */
  static final SmtpReply NONE = new SmtpReply(0, "", "");

  /** The answer was asked for, and nothing came that is one. */
  static final SmtpReply UNREADABLE = new SmtpReply(0, "", "no answer");

  private static final int LONGEST_TEXT = 300;
  private static final Pattern LINE =
      Pattern.compile("^([2-5]\\d\\d)(?:[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?=\\s|$))?");
  private static final Pattern START_OF_LINE =
      Pattern.compile(
          "(?<!\\s)\\s*\\n[2-5]\\d\\d[ -]?(?:[245]\\.\\d{1,3}\\.\\d{1,3}(?=\\s|$))?\\s*");
  private static final Pattern ADDRESS =
      Pattern.compile("<?(?<![^\\s<>:;,])[^\\s<>:;,]+@[^\\s<>:;,]+>?");

  /**
   * @param lines as they came, several for a multi-line answer
   */
  static SmtpReply of(String lines) {
    Matcher line = LINE.matcher(lines);
    if (!line.find()) {
      return UNREADABLE;
    }
    String rest = START_OF_LINE.matcher(lines.substring(line.end())).replaceAll(" ").strip();
    String text = ADDRESS.matcher(rest).replaceAll("(address)").replaceAll("\\p{Cntrl}", " ");
    return new SmtpReply(
        Integer.parseInt(line.group(1)),
        line.group(2) == null ? "" : line.group(2),
        text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
  }

  boolean isRefusal() {
    return code >= 400;
  }

  boolean isPermanent() {
    return code >= 500 && code < 600;
  }

  /** As it is kept with the delivery: "550 5.1.1", or "550" alone. */
  String label() {
    return status.isEmpty() ? Integer.toString(code) : code + " " + status;
  }
}
