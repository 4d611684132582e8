package org.tocsin.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes UTF-8 text as quoted-printable (RFC 2045 6.7) in pieces: where a piece ends within a line
 * a soft line break can be set, so that what follows begins on a line of its own and may be encoded
 * by itself. Ends of lines are CRLF, no line is longer than 76.
 */
final class QuotedPrintable {
  private static final int LINE = 76;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int column;

  /** A text that goes between two soft breaks, with the break that ends it. */
  static byte[] piece(String text) {
    QuotedPrintable piece = new QuotedPrintable();
    piece.write(text);
    piece.softBreak();
    return piece.take();
  }

  void write(String text) {
    byte[] bytes = text.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        hardBreak();
      } else {
        write(bytes, i);
      }
    }
  }

  private void write(byte[] bytes, int i) {
    boolean literal = isLiteral(bytes, i);
    if (column + (literal ? 1 : 3) > LINE - 1) {
      softBreak();
      literal = isLiteral(bytes, i);
    }
    if (literal) {
      out.write(bytes[i]);
      column++;
    } else {
      out.write('=');
      out.write(HEX[bytes[i] >> 4 & 15]);
      out.write(HEX[bytes[i] & 15]);
      column += 3;
    }
  }

  /** Encodes also what transports are known to spoil: space at an end, "From " and a first dot. */
  private boolean isLiteral(byte[] bytes, int i) {
    byte b = bytes[i];
    if (b == ' ' || b == '\t') {
      return i + 1 < bytes.length && bytes[i + 1] != '\n';
    }
    return b > ' ' && b < 0x7f && b != '=' && !(column == 0 && (b == '.' || isFrom(bytes, i)));
  }

  private static boolean isFrom(byte[] bytes, int i) {
    return Arrays.mismatch(bytes, i, Math.min(i + 5, bytes.length), FROM, 0, 5) < 0;
  }

  void hardBreak() {
    out.write('\r');
    out.write('\n');
    column = 0;
  }

  /** Ends the line without ending the text's line; nothing where the line has not begun. */
  void softBreak() {
    if (column > 0) {
      out.write('=');
      hardBreak();
    }
  }

  /** What has been written since the last call. */
  byte[] take() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }
}
