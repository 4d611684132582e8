package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.sheet.Edition;

/** Of a PDF the text is read as people read it, within bounds. */
@Timeout(120)
final class DraftedPdfTest {
  private static final String[] LEFT = {
    "The Senate votes on Thursday on a bill that",
    "lets anybody dump oil into the river, and the repre-",
    "sentatives of forty thousand people have not been",
    "asked. The well-",
    "known families who live there say no."
  };

  private static final String[] RIGHT = {
    "Nobody knows what it would cost the town to",
    "clean the river again. In 2019 it took three years",
    "and more money than the county had."
  };

  @TempDir private Path folder;

  private Edition drafted(PdfFile pdf) throws IOException {
    return Drafts.sheet(Drafts.of(pdf.at(folder.resolve("flyer_final2.pdf")))).first();
  }

  private static PdfFile flyer() {
    return new PdfFile()
        .page()
        .size(9, false)
        .lines(60, 40, "River Watch – November 17, 2026")
        .size(22, true)
        .lines(60, 90, "Keep Our River Clean: Call", "Before the Vote on Thursday");
  }

  @Test
  void columns_are_read_one_after_the_other_and_parted_words_are_whole() throws IOException {
    Edition edition = drafted(flyer().size(11, false).lines(60, 160, LEFT).lines(330, 160, RIGHT));
    assertThat(edition.title()).isEqualTo("Keep Our River Clean: Call Before the Vote on Thursday");
    assertThat(edition.body().replace('\n', ' '))
        .contains("and the representatives of forty thousand", "The well-known families who live")
        .contains("there say no.  Nobody knows what it would cost the town to clean the river");
  }

  @Test
  void page_numbers_and_running_heads_go_and_a_sentence_goes_on_over_the_page() throws IOException {
    PdfFile pdf = flyer();
    String[] numbers = {"Page 1 of 2", "Page 2 of 2"};
    pdf.size(11, false).lines(60, 160, LEFT[0], LEFT[1], LEFT[2] + " asked, and they would");
    pdf.size(9, false).lines(280, 760, numbers[0]).lines(60, 770, "River Watch, 12 Main St");
    pdf.page().size(9, false).lines(60, 40, "River Watch – November 17, 2026");
    pdf.size(11, false).lines(60, 80, "certainly say no if anybody cared to ask them today.");
    pdf.size(9, false).lines(280, 760, numbers[1]).lines(60, 770, "River Watch, 12 Main St");
    assertThat(drafted(pdf).body())
        .contains("asked, and they would\ncertainly say no")
        .doesNotContain("Page", "River Watch", "2 of");
  }

  @Test
  void headings_lists_links_and_numbers_of_officials_are_recognised() throws IOException {
    PdfFile pdf = flyer().size(11, false).lines(60, 160, LEFT[0], "lets anybody dump oil into it.");
    pdf.size(14, true).lines(60, 210, "Why it matters").size(11, false);
    pdf.lines(70, 235, "• It bans dumping", "• It pays for tests that anybody can ask for at the");
    pdf.lines(80, 262.5f, "town hall").lines(90, 276.25f, "– of oil", "– of lead");
    pdf.lines(60, 310, "Read the bill.").link(60, 310, 70, "https://example.org/bill");
    pdf.size(14, true).lines(60, 340, "Call today").size(11, false);
    pdf.lines(60, 365, "Senator Robert Baker", "Senator Carla Núñez", "Rep. Ann Archer");
    pdf.lines(330, 365, "202-555-0104", "202-555-0105", "315-555-0102");
    assertThat(drafted(pdf).body())
        .contains(
            "## Why it matters\n\n- It bans dumping\n- It pays for tests that anybody can ask for")
        .contains("town hall\n  - of oil\n  - of lead")
        .contains("[Read the bill.](https://example.org/bill)")
        .contains("## Call today\n\n{{ call_list }}")
        .doesNotContain("555-01", "Baker");
  }

  @Test
  void numbers_of_a_list_stay_as_they_are() throws IOException {
    PdfFile pdf = flyer().size(11, false).lines(60, 160, LEFT[0], "lets anybody dump oil into it.");
    pdf.lines(60, 200, "3. Read the bill.", "4. Talk about it.");
    assertThat(drafted(pdf).body()).contains("3. Read the bill.\n4. Talk about it.");
  }

  @Test
  void what_cannot_be_read_is_refused_in_words() throws IOException {
    refused(flyer().locked().at(folder.resolve("a.pdf")), "locked with a password");
    refused(new PdfFile().page().at(folder.resolve("b.pdf")), "holds no text");
    refused(Files.writeString(folder.resolve("c.pdf"), "%PDF-1.7 …"), "cannot be read");
  }

  @Test
  void what_has_too_many_pages_or_unpacks_without_end_is_refused() throws IOException {
    PdfFile book = flyer();
    for (int i = 0; i < 60; i++) {
      book.page();
    }
    refused(book.at(folder.resolve("book.pdf")), "far more than a sheet");
    refused(bomb(""), "far more than a sheet");
    refused(bomb("/FlateDecode /FlateDecode"), "far more than a sheet");
  }

  private void refused(Path file, String why) {
    assertThatThrownBy(() -> Drafts.of(file))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(why);
  }

  private Path bomb(String more) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      byte[] blank = new byte[1 << 20];
      for (int i = 0; i < (more.isEmpty() ? 100 : 1); i++) {
        out.write(blank);
      }
    }
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.write(
        ("%PDF-1.4\n1 0 obj\n<< /Filter [/FlateDecode " + more + "] >>\nstream\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    pdf.write(packed.toByteArray());
    pdf.write("\nendstream\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
    return Files.write(folder.resolve("bomb.pdf"), pdf.toByteArray());
  }
}
