package org.tocsin.civic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** How the characters of a file are written. */
public enum FileEncoding {
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE),
  WINDOWS_1252(Charset.forName("windows-1252"));

  private static final int LOOKED_AT = 4096;
  private static final String SAVE = " Open it and save it as CSV UTF-8.";

  private final Charset charset;

  FileEncoding(Charset charset) {
    this.charset = charset;
  }

  /** One that refuses what is no character. */
  CharsetDecoder decoder() {
    return charset.newDecoder();
  }

  /**
   * Looks at the whole file: what is neither UTF-16 nor UTF-8 throughout is Windows-1252, as
   * spreadsheets on Windows write it.
   *
   * @throws BadInput where it is a workbook or no text at all
   */
  static FileEncoding of(Path file) throws IOException {
    byte[] start = start(file);
    refuseWorkbook(file, start);
    if (begins(start, 0xFF, 0xFE) || zeros(start, 1) > zeros(start, 0) + start.length / 5) {
      return UTF_16LE;
    }
    if (begins(start, 0xFE, 0xFF) || zeros(start, 0) > zeros(start, 1) + start.length / 5) {
      return UTF_16BE;
    }
    if (zeros(start, 0) + zeros(start, 1) > start.length / 20) {
      throw refused(file, "It is no text." + SAVE);
    }
    return NotUtf8.firstLine(file) == 0 ? UTF_8 : WINDOWS_1252;
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(LOOKED_AT);
    }
  }

  private static void refuseWorkbook(Path file, byte[] start) {
    if (begins(start, 'P', 'K', 3, 4)) {
      throw refused(file, "It is a workbook or another packed file." + SAVE);
    }
    if (begins(start, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw refused(file, "It is an Excel workbook." + SAVE);
    }
  }

  private static boolean begins(byte[] start, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= start.length || (start[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] start, int first) {
    int zeros = 0;
    for (int i = first; i < start.length; i += 2) {
      zeros += start[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static BadInput refused(Path file, String message) {
    return new BadInput(Problem.error(file.toString(), 0, "", message));
  }
}
