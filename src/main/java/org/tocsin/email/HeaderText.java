package org.tocsin.email;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Words that people wrote, made fit for a header: nothing in them can end the line and begin
 * another header (H05), and no line grows beyond 78 characters (RFC 5322 2.1.1).
 */
final class HeaderText {
  private static final int LINE = 76;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}\\s]+");
  private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");

  private HeaderText() {}

  /** On one line: control characters and line breaks become a space. */
  static String oneLine(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }

  /**
   * A subject or the like.
   *
   * @param used how many characters of the first line stand before it
   */
  static String unstructured(String text, int used) {
    String line = oneLine(text);
    return isPlain(line) ? fold(line, used) : encode(line, used);
  }

  /** A display name or the phrase of a List-Id. */
  static String phrase(String text, int used) {
    String line = oneLine(text);
    if (!isPlain(line)) {
      return encode(line, used);
    }
    boolean bare = ATOMS.matcher(line).matches();
    return fold(bare ? line : '"' + line.replaceAll("[\\\\\"]", "\\\\$0") + '"', used);
  }

  private static boolean isPlain(String line) {
    int word = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      word = c == ' ' ? 0 : word + 1;
      if (c > 0x7e || word > LINE / 2) {
        return false;
      }
    }
    return !line.contains("=?");
  }

  private static String fold(String line, int used) {
    StringBuilder out = new StringBuilder(line.length() + 8);
    int column = used;
    for (String word : line.split(" ")) {
      boolean first = out.isEmpty();
      if (!first && column + 1 + word.length() > LINE) {
        out.append("\r\n");
        column = 0;
      }
      out.append(first ? "" : " ").append(word);
      column += word.length() + 1;
    }
    return out.toString();
  }

  /** As encoded words, one a line; no character is split between two (RFC 2047 2 and 5). */
  private static String encode(String line, int used) {
    StringBuilder out = new StringBuilder(line.length() * 2);
    StringBuilder word = new StringBuilder();
    int left = wordBytes(used);
    for (int c : line.codePoints().toArray()) {
      int length = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (left < length) {
        flush(word, out);
        left = wordBytes(1);
      }
      word.appendCodePoint(c);
      left -= length;
    }
    flush(word, out);
    return out.toString();
  }

  /** UTF-8 bytes that fit into an encoded word, of which four characters carry three. */
  private static int wordBytes(int used) {
    return (LINE - used - "=?UTF-8?B??=".length()) / 4 * 3;
  }

  private static void flush(StringBuilder word, StringBuilder out) {
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    out.append(out.isEmpty() ? "" : "\r\n ");
    out.append("=?UTF-8?B?").append(Base64.getEncoder().encodeToString(bytes)).append("?=");
    word.setLength(0);
  }
}
