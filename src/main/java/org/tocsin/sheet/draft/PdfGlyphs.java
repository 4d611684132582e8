package org.tocsin.sheet.draft;

import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The letters of a PDF, page by page, bounded in number and in work. */
final class PdfGlyphs extends PDFTextStripper {
  private static final int MOST = 200_000;
  private static final int MOST_OPERATORS = 2_000_000;

  private record Link(PDRectangle at, String to) {}

  private final List<List<PdfGlyph>> pages = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private PdfDots dots;
  private float height;
  private int count;
  private int operators;

  private PdfGlyphs() throws IOException {}

  static List<List<PdfGlyph>> of(PDDocument pdf) throws IOException {
    PdfGlyphs glyphs = new PdfGlyphs();
    glyphs.writeText(pdf, Writer.nullWriter());
    return glyphs.pages;
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    pages.add(new ArrayList<>());
    height = page.getCropBox().getHeight();
    links.clear();
    dots = new PdfDots(page.getCropBox(), pages.get(pages.size() - 1));
    for (PDAnnotation each : page.getAnnotations()) {
      if (each instanceof PDAnnotationLink link
          && link.getAction() instanceof PDActionURI uri
          && uri.getURI() != null
          && link.getRectangle() != null) {
        links.add(new Link(link.getRectangle(), uri.getURI()));
      }
    }
    super.processPage(page);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (++operators > MOST_OPERATORS) {
      throw new IOException("more operators than a text has");
    }
    dots.see(operator.getName(), operands, getGraphicsState().getCurrentTransformationMatrix());
    super.processOperator(operator, operands);
  }

  @Override
  protected void processTextPosition(TextPosition at) {
    if (++count > MOST) {
      throw new IllegalStateException("more letters than a sheet has");
    }
    String text = at.getUnicode();
    if (text == null || at.getDir() != 0) {
      return;
    }
    String font = at.getFont() == null ? "" : String.valueOf(at.getFont().getName());
    boolean bold = font.toLowerCase(Locale.ROOT).matches(".*(bold|black|heavy).*");
    pages
        .get(pages.size() - 1)
        .add(
            new PdfGlyph(
                Normalizer.normalize(text, Normalizer.Form.NFKC),
                at.getXDirAdj(),
                at.getYDirAdj(),
                at.getWidthDirAdj(),
                Math.max(1, at.getFontSizeInPt()),
                bold,
                height,
                link(at)));
  }

  private String link(TextPosition at) {
    float x = at.getXDirAdj() + at.getWidthDirAdj() / 2;
    float y = height - at.getYDirAdj() + at.getFontSizeInPt() / 4;
    return links.stream()
        .filter(link -> link.at().contains(x, y))
        .map(Link::to)
        .findFirst()
        .orElse("");
  }
}
