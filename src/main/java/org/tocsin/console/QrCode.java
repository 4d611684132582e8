package org.tocsin.console;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.tocsin.TocsinException;

/** A text as a square that a telephone reads (ISO/IEC 18004). */
final class QrCode {
  private QrCode() {}

  /**
   * As the address of a picture: an SVG, with the white margin that readers need in the dark too.
   */
  static String picture(String text) {
    BitMatrix bits = matrix(text);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < bits.getHeight(); y++) {
      for (int x = 0; x < bits.getWidth(); x++) {
        if (bits.get(x, y)) {
          path.append("M%d %dh1v1h-1z".formatted(x, y));
        }
      }
    }
    String svg =
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' shape-rendering='crispEdges'>"
                + "<path fill='#fff' d='M0 0h%dv%dH0z'/><path d='%s'/></svg>")
            .formatted(bits.getWidth(), bits.getHeight(), bits.getWidth(), bits.getHeight(), path);
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }

  /** With a margin of four, one bit a module. */
  static BitMatrix matrix(String text) {
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
    } catch (WriterException e) {
      throw new TocsinException("This text is too long for a picture.", e);
    }
  }
}
