package org.tocsin.sheet.draft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/** Writes a PDF line by line, each where it is said to stand, on paper of 612 by 792 points. */
final class PdfFile {
  private static final float LEADING = 1.25f;

  private final PDDocument document = new PDDocument();
  private float size = 11;
  private boolean bold;

  PdfFile page() {
    document.addPage(new PDPage(PDRectangle.LETTER));
    return this;
  }

  /** Of the lines that follow. */
  PdfFile size(float points, boolean inBold) {
    size = points;
    bold = inBold;
    return this;
  }

  /** Lines below each other, from a place counted from the top left. */
  PdfFile lines(float x, float y, String... lines) {
    for (int i = 0; i < lines.length; i++) {
      line(x, y + i * size * LEADING, lines[i]);
    }
    return this;
  }

  private void line(float x, float y, String text) {
    PDType1Font font = new PDType1Font(bold ? FontName.HELVETICA_BOLD : FontName.HELVETICA);
    try (PDPageContentStream page =
        new PDPageContentStream(document, last(), AppendMode.APPEND, true)) {
      page.beginText();
      page.setFont(font, size);
      page.newLineAtOffset(x, 792 - y);
      page.showText(text);
      page.endText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PdfFile link(float x, float y, float width, String to) throws IOException {
    PDActionURI action = new PDActionURI();
    action.setURI(to);
    PDAnnotationLink link = new PDAnnotationLink();
    link.setAction(action);
    link.setRectangle(new PDRectangle(x, 792 - y - 3, width, size + 3));
    last().getAnnotations().add(link);
    return this;
  }

  private PDPage last() {
    return document.getPage(document.getNumberOfPages() - 1);
  }

  PdfFile locked() throws IOException {
    document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
    return this;
  }

  Path at(Path file) throws IOException {
    try (document) {
      document.save(file.toFile());
    }
    return file;
  }
}
