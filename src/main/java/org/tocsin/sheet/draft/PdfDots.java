package org.tocsin.sheet.draft;

import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** Bullets that are drawn and not written, as browsers do when they print. */
final class PdfDots {
  private static final float SMALLEST = 1.5f;
  private static final float LARGEST = 6.5f;

  private final PDRectangle page;
  private final List<PdfGlyph> glyphs;
  private float left;
  private float right;
  private float low;
  private float high;

  /**
   * @param glyphs of the page, to which bullets are added
   */
  PdfDots(PDRectangle page, List<PdfGlyph> glyphs) {
    this.page = page;
    this.glyphs = glyphs;
    clear();
  }

  private void clear() {
    left = Float.MAX_VALUE;
    low = Float.MAX_VALUE;
    right = -Float.MAX_VALUE;
    high = -Float.MAX_VALUE;
  }

  /** An operator of the page as it comes (ISO 32000-1, table 51). */
  void see(String operator, List<COSBase> operands, Matrix matrix) {
    switch (operator) {
      case "m", "l", "c", "v", "y" -> {
        for (int i = 0; i + 1 < operands.size(); i += 2) {
          point(number(operands, i), number(operands, i + 1), matrix);
        }
      }
      case "re" -> {
        point(number(operands, 0), number(operands, 1), matrix);
        point(
            number(operands, 0) + number(operands, 2),
            number(operands, 1) + number(operands, 3),
            matrix);
      }
      case "f", "F", "f*", "B", "B*", "b", "b*" -> drawn("•");
      case "S", "s" -> drawn("◦");
      case "n" -> clear();
      default -> {}
    }
  }

  private static float number(List<COSBase> operands, int at) {
    return at < operands.size() && operands.get(at) instanceof COSNumber n ? n.floatValue() : 0;
  }

  private void point(float x, float y, Matrix matrix) {
    var at = matrix.transformPoint(x, y);
    left = Math.min(left, at.x);
    right = Math.max(right, at.x);
    low = Math.min(low, at.y);
    high = Math.max(high, at.y);
  }

  private void drawn(String bullet) {
    float width = right - left;
    float height = high - low;
    boolean dot =
        width > SMALLEST
            && width < LARGEST
            && height > SMALLEST
            && height < LARGEST
            && Math.abs(width - height) < 0.3 * width;
    if (dot) {
      float y = page.getHeight() - (low - page.getLowerLeftY()) + width / 2;
      float x = left - page.getLowerLeftX();
      glyphs.add(new PdfGlyph(bullet, x, y, width, 3 * width, false, page.getHeight(), ""));
    }
    clear();
  }
}
