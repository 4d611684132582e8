package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Word documents keep second levels, tables, footnotes and the numbers of their lists. */
final class DraftedWordTest {
  @TempDir private Path folder;

  private String body(WordFile word) throws IOException {
    return Drafts.sheet(Drafts.of(word.at(folder.resolve("sheet.docx")))).first().body();
  }

  private static WordFile library() {
    return new WordFile()
        .styled("Title", "Save the Library")
        .paragraph("Our library will close in spring unless the Senate acts.");
  }

  @Test
  void bullets_of_a_second_level_are_below_the_first_however_they_were_made() throws IOException {
    String below = "- Books\n  - for children\n- Rooms";
    assertThat(body(library().item(0, "Books").item(1, "for children").item(0, "Rooms")))
        .contains(below);
    assertThat(
            body(
                library()
                    .styled("ListBullet", "Books")
                    .styled("ListBullet2", "for children")
                    .styled("ListBullet", "Rooms")))
        .contains(below);
    assertThat(
            body(
                library().paragraph("•\tBooks").paragraph("o\tfor children").paragraph("•\tRooms")))
        .contains(below);
  }

  @Test
  void numbers_go_on_behind_a_paragraph_and_begin_anew_where_they_do() throws IOException {
    assertThat(
            body(
                library()
                    .numbered(0, "Read the bill.")
                    .numbered(1, "all of it")
                    .numbered(0, "Think.")
                    .paragraph("Then, in the evening:")
                    .numbered(0, "Talk.")
                    .numbered(1, "to a neighbor")))
        .contains("1. Read the bill.\n   1. all of it\n2. Think.")
        .contains("3. Talk.\n   1. to a neighbor");
  }

  @Test
  void footnotes_stand_below_with_their_numbers() throws IOException {
    assertThat(
            body(
                library()
                    .footnote("It has 9,000 readers.", "Library survey, 2025.")
                    .footnote("Nobody asked us.", "Minutes of May 3.")))
        .contains("readers.\\[1\\]", "asked us.\\[2\\]")
        .contains("---\n\n\\[1\\] Library survey, 2025.\n\n\\[2\\] Minutes of May 3.")
        .doesNotContain("↑", "](#");
  }

  @Test
  void a_row_of_a_table_is_one_line_also_where_its_cells_have_several() throws IOException {
    assertThat(body(library().row("Year", "Visitors\nand loans").row("2025", "9,000\n12,000")))
        .contains("- Year, Visitors, and loans\n- 2025, 9,000, 12,000");
    assertThat(
            body(
                library()
                    .row(
                        "Senator Robert Baker\nRepublican",
                        "DC: 202-555-0104\nAlbany: 518-555-0103")
                    .row("Rep. Ann Archer", "315-555-0102")))
        .contains("{{ call_list }}")
        .doesNotContain("555-01", "Baker", "Archer");
  }
}
