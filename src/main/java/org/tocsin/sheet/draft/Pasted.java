package org.tocsin.sheet.draft;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * What a file holds, whatever its format.
 *
 * @param lang that the file says it is in, or ""
 * @param notes what could not be taken over
 */
record Pasted(List<Block> blocks, String lang, Clues clues, List<String> notes) {
  private static final Pattern HTML =
      Pattern.compile(
          "(?is)\\s*+(?:<!--.*?-->\\s*+)*+<(?:!doctype"
              + " html|html|head|body|div|table|p|h[1-6])\\b.*");

  /** Characters; with its markup. */
  private static final int LONGEST = 2_000_000;

  /** Characters and lines of text; a mail is cut off behind as many. */
  private static final int LONGEST_TEXT = 100_000;

  private static final int MOST_LINES = 4000;

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLD_WORD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  /** Whatever it is made of, no longer than a sheet can be. */
  static Pasted of(String file, byte[] bytes) {
    Pasted pasted = read(file, bytes);
    if (pasted.blocks().stream().mapToLong(block -> block.text().length()).sum() > LONGEST_TEXT
        || pasted.blocks().size() > MOST_LINES) {
      throw tooLong(file);
    }
    return pasted;
  }

  private static Pasted read(String file, byte[] bytes) {
    if (startsWith(bytes, ZIP)) {
      return ZippedPage.in(bytes)
          .map(page -> HtmlPaste.of(file, lines(decode(page))))
          .orElseGet(() -> WordPaste.of(file, bytes));
    }
    String start = new String(bytes, 0, Math.min(1024, bytes.length), StandardCharsets.ISO_8859_1);
    if (start.contains("%PDF-")) {
      return PdfPaste.of(file, bytes);
    }
    if (startsWith(bytes, OLD_WORD) || start.startsWith("{\\rtf")) {
      throw refused(file, "This format is not read. Save it as .docx, as HTML or as plain text.");
    }
    String text = lines(decode(bytes));
    if (text.indexOf('\0') >= 0) {
      throw refused(file, "This is no text. Save it as .docx, as HTML or as plain text.");
    }
    if (text.isBlank()) {
      throw refused(file, "The file is empty.");
    }
    if (text.length() > LONGEST) {
      throw tooLong(file);
    }
    if (MailFile.is(text)) {
      return MailFile.of(file, bytes);
    }
    boolean html =
        HTML.matcher(text).matches() || file.toLowerCase(Locale.ROOT).matches(".*\\.x?html?");
    if (html) {
      return HtmlPaste.of(file, text);
    }
    bounded(file, text);
    return MarkdownFile.is(file, text)
        ? MarkdownFile.of(file, text)
        : new Pasted(plain(text), "", Clues.NONE, List.of());
  }

  /** Before anything is made of it. */
  static void bounded(String file, String text) {
    if (text.length() > LONGEST_TEXT || text.lines().limit(MOST_LINES + 1).count() > MOST_LINES) {
      throw tooLong(file);
    }
  }

  /** With the line ends of one kind. */
  static String lines(String text) {
    return text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
  }

  static List<Block> plain(String text) {
    return new PlainPaste(Redirect.followed(Quoting.unmarked(text))).blocks();
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** UTF-8 or UTF-16 where it is that, else what Windows writes. */
  static String decode(byte[] bytes) {
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

  static BadInput tooLong(String file) {
    return refused(
        file, "It holds far more than a sheet. Take the part that is to be sent and draft that.");
  }

  static BadInput refused(String file, String message) {
    return new BadInput(Problem.error(file, 0, "", message));
  }
}
