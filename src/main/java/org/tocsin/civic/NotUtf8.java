package org.tocsin.civic;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the place at which a file ceases to be UTF-8; readers tell only that it does. */
final class NotUtf8 {
  private NotUtf8() {}

  /** The line, counted from 1, or 0 where every line is UTF-8 or the file has gone. */
  static int firstLine(Path file) {
    // ISO 8859-1 maps every byte to the character of the same number, so the bytes can be had back.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 1;
      String line = lines.readLine();
      while (line != null && isUtf8(line.getBytes(StandardCharsets.ISO_8859_1))) {
        number++;
        line = lines.readLine();
      }
      return line == null ? 0 : number;
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
