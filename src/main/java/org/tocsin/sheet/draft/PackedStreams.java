package org.tocsin.sheet.draft;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether what is packed in a PDF unpacks to no more than a text has; looked at before it is read.
 */
final class PackedStreams {
  /** Bytes, of all but its pictures, which are not read. */
  private static final long MOST = 64L << 20;

  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEAD = 600;

  private PackedStreams() {}

  static boolean areBounded(byte[] pdf) {
    long left = MOST;
    byte[] room = new byte[1 << 16];
    for (int at = next(pdf, 0); at >= 0; at = next(pdf, at)) {
      String head =
          new String(pdf, Math.max(0, at - HEAD), Math.min(at, HEAD), StandardCharsets.ISO_8859_1);
      String own = head.substring(Math.max(head.lastIndexOf(" obj"), 0));
      boolean twice = own.split("FlateDecode|/Fl\\b|LZWDecode|RunLengthDecode", -1).length > 2;
      if (twice) {
        return false;
      }
      byte[] packed = own.contains("ASCII85Decode") ? Ascii85.decoded(pdf, at) : pdf;
      int from = packed == pdf ? at : 0;
      left -= own.contains("/Image") ? 0 : unpacked(packed, from, left, room);
      if (left < 0) {
        return false;
      }
    }
    return true;
  }

  /** Behind the next "stream" and its line end, or -1. */
  private static int next(byte[] pdf, int from) {
    for (int i = from; i < pdf.length - STREAM.length - 2; i++) {
      if (pdf[i] == 's' && Arrays.equals(pdf, i, i + STREAM.length, STREAM, 0, STREAM.length)) {
        int end = i + STREAM.length;
        end += pdf[end] == '\r' ? 1 : 0;
        if (pdf[end] == '\n') {
          return end + 1;
        }
        i = end;
      }
    }
    return -1;
  }

  /**
   * Bytes that it unpacks to, as far as they are more than it has; no more than one above the
   * limit.
   */
  private static long unpacked(byte[] packed, int from, long limit, byte[] room) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed, from, packed.length - from);
      long count = 0;
      while (count <= limit && !inflater.finished()) {
        int some = inflater.inflate(room);
        if (some == 0) {
          return count;
        }
        count += some;
      }
      return count;
    } catch (DataFormatException e) {
      return 0;
    } finally {
      inflater.end();
    }
  }
}
