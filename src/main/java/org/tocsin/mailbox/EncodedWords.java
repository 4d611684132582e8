package org.tocsin.mailbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words in header fields that hold other letters than ASCII (RFC 2047). Not {@code MimeUtility}: it
 * gives up on the whole field where one charset is unknown, and leaves words encoded that stand
 * without white space around them.
 */
final class EncodedWords {
  /** RFC 2047 2 has 75 characters; some programs write longer ones. */
  private static final Pattern WORD =
      Pattern.compile(
          "=\\?([!-)+->@-~]{1,40})(?:\\*[!->@-~]{0,20})?\\?([bBqQ])\\?([ -~&&[^?]]{0,1000})\\?=");

  private EncodedWords() {}

  /** What is no such word stays as it is; between two of them white space is none (6.2). */
  static String decoded(String value) {
    Matcher word = WORD.matcher(value);
    StringBuilder decoded = new StringBuilder();
    int from = 0;
    while (word.find()) {
      String between = value.substring(from, word.start());
      if (from == 0 || !between.isBlank()) {
        decoded.append(between);
      }
      decoded.append(letters(word.group(1), word.group(2), word.group(3)));
      from = word.end();
    }
    return decoded.append(value, from, value.length()).toString();
  }

  private static String letters(String charset, String encoding, String text) {
    return encoding.equalsIgnoreCase("B")
        ? BodyDecoder.of(text, "base64", charset)
        : BodyDecoder.of(text.replace('_', ' '), "quoted-printable", charset);
  }
}
