package org.tocsin.sheet.draft;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * What a file holds, whatever its format.
 *
 * @param lang that the file says it is in, or ""
 * @param notes what could not be taken over
 */
record Pasted(List<Block> blocks, String lang, List<String> notes) {
  private static final Pattern HTML =
      Pattern.compile(
          "(?is)\\s*+(?:<!--.*?-->\\s*+)*+<(?:!doctype"
              + " html|html|head|body|div|table|p|h[1-6])\\b.*");
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLD_WORD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  static Pasted of(String file, byte[] bytes) {
    if (startsWith(bytes, ZIP)) {
      return WordPaste.of(file, bytes);
    }
    if (startsWith(bytes, OLD_WORD)
        || new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1)
            .matches("\\{\\\\rtf|%PDF-")) {
      throw refused(file, "This format is not read. Save it as .docx, as HTML or as plain text.");
    }
    String text = decode(bytes).replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
    if (text.indexOf('\0') >= 0) {
      throw refused(file, "This is no text. Save it as .docx, as HTML or as plain text.");
    }
    if (text.isBlank()) {
      throw refused(file, "The file is empty.");
    }
    boolean html =
        HTML.matcher(text).matches()
            || file.toLowerCase(java.util.Locale.ROOT).matches(".*\\.x?html?");
    return html
        ? HtmlPaste.of(text, new ArrayList<>())
        : new Pasted(new PlainPaste(text).blocks(), "", List.of());
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** UTF-8 or UTF-16 where it is that, else what Windows writes. */
  private static String decode(byte[] bytes) {
    boolean wide = bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE;
    if (wide) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  static BadInput refused(String file, String message) {
    return new BadInput(Problem.error(file, 0, "", message));
  }
}
