package org.tocsin.sheet.draft;

import java.io.ByteArrayOutputStream;

/** Bytes written as letters, five for four, as some PDFs have them (ISO 32000-1, 7.4.3). */
final class Ascii85 {
  private Ascii85() {}

  /** From a place up to "~" or to a letter that is none of it. */
  static byte[] decoded(byte[] written, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long group = 0;
    int count = 0;
    for (int i = from; i < written.length && written[i] != '~'; i++) {
      int c = written[i];
      if (c == 'z' && count == 0) {
        put(out, 0, 4);
      } else if (c >= '!' && c <= 'u') {
        group = group * 85 + (c - '!');
        if (++count == 5) {
          put(out, group, 4);
          group = 0;
          count = 0;
        }
      } else if (c > ' ') {
        break;
      }
    }
    for (int i = count; i > 1 && i < 5; i++) {
      group = group * 85 + 84;
    }
    put(out, group, Math.max(0, count - 1));
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, long group, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (group >> (24 - 8 * i)));
    }
  }
}
