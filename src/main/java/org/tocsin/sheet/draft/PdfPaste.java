package org.tocsin.sheet.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.tocsin.BadInput;

/** A PDF: its text in the order in which people read it. */
final class PdfPaste {
  private static final int MOST_PAGES = 40;

  /** Bytes that the reader may keep of it at a time. */
  private static final long MEMORY = 64L << 20;

  private PdfPaste() {}

  static Pasted of(String file, byte[] bytes) {
    if (!PackedStreams.areBounded(bytes)) {
      throw Pasted.tooLong(file);
    }
    PdfFonts.useOwn();
    try (PDDocument pdf =
        Loader.loadPDF(
            bytes, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MEMORY).streamCache)) {
      if (pdf.getNumberOfPages() > MOST_PAGES) {
        throw Pasted.tooLong(file);
      }
      return pasted(file, pdf);
    } catch (InvalidPasswordException e) {
      throw Pasted.refused(
          file, "This PDF is locked with a password. Save it without, or copy its text.");
    } catch (BadInput known) {
      throw known;
    } catch (IOException | RuntimeException e) {
      throw Pasted.refused(
          file, "This PDF cannot be read. Save it once more as PDF, or copy its text.");
    }
  }

  private static Pasted pasted(String file, PDDocument pdf) throws IOException {
    List<List<PdfLine>> pages = new ArrayList<>();
    for (List<PdfGlyph> glyphs : PdfGlyphs.of(pdf)) {
      pages.add(PdfColumns.pieces(glyphs));
    }
    List<PdfLine> lines = PdfColumns.ordered(PdfEdges.without(pages));
    List<Block> blocks = new PdfParagraphs(lines).blocks();
    if (blocks.isEmpty()) {
      throw Pasted.refused(
          file, "This PDF holds no text, only pictures of it. Copy or type the text into a file.");
    }
    return new Pasted(blocks, "", Clues.NONE, List.of());
  }
}
