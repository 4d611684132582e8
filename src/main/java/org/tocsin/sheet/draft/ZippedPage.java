package org.tocsin.sheet.draft;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A page with its pictures in a .zip, as documents on the web are exported. */
final class ZippedPage {
  /** Bytes, unpacked. */
  private static final int MOST = 50 << 20;

  private ZippedPage() {}

  /** The page; empty where the .zip is something else, such as a .docx. */
  static Optional<byte[]> in(byte[] zip) {
    int left = MOST;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
        byte[] content = in.readNBytes(left + 1);
        left -= content.length;
        if (left < 0 || part.getName().startsWith("word/")) {
          return Optional.empty();
        }
        if (part.getName().toLowerCase(Locale.ROOT).matches("[^/]+(/[^/]+)?\\.x?html?")) {
          return Optional.of(content);
        }
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
