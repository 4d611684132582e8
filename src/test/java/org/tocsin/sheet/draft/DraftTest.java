package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.sheet.Officials;
import org.tocsin.sheet.Position;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;

class DraftTest {
  @TempDir Path folder;

  private static Path sample(String name) throws URISyntaxException {
    return Path.of(DraftTest.class.getResource("/drafts/" + name).toURI());
  }

  /** Whatever came in, the draft is a sheet without errors. */
  private static Sheet drafted(Path file) {
    String source = Draft.of(file, Optional.of(Officials.DIRECTORY)).source();
    Sheet sheet = SheetFiles.parse("draft", Map.of("draft.md", source));
    assertThat(new SheetCheck().check(sheet)).filteredOn(Problem::isError).isEmpty();
    assertThat(sheet.first().body().split("\\{\\{ call_list \\}\\}", -1)).hasSize(2);
    return sheet;
  }

  private static void nothingIsLost(String text, Sheet sheet) {
    Set<String> kept = Set.copyOf(words(sheet.first().source()));
    assertThat(words(text)).filteredOn(word -> !kept.contains(word)).isEmpty();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
        .filter(w -> w.length() > 1)
        .distinct()
        .toList();
  }

  @Test
  void a_mail_as_it_was_pasted_becomes_a_sheet() throws Exception {
    Sheet sheet = drafted(sample("mail-alert.txt"));
    assertThat(sheet.first().title()).isEqualTo("Stop the cuts to school lunch (H.R. 4242)");
    assertThat(sheet.first().positions())
        .isEqualTo(Map.of("A000001", Position.UNKNOWN, "B000001", Position.UNKNOWN));
    assertThat(sheet.first().body())
        .contains(
            "## WHAT YOU CAN DO",
            "> \"We never budgeted",
            "https://example.org/bills/hr_4242?ref=mail_alert",
            "\\*Nobody\\*",
            "1. Call Rep. Ann Archer (NY-22) at 202-555-0101 or 315-555-0102 and",
            "315-555-0199")
        .doesNotContain("Unsubscribe");
    assertThat(sheet.first().source()).doesNotContain("alerts@example.org");
    String all = Files.readString(sample("mail-alert.txt"));
    nothingIsLost(all.substring(all.indexOf("Subject:") + "Subject:".length()), sheet);
  }

  @Test
  void a_newsletter_keeps_its_words_links_and_lists_and_loses_its_layout() throws Exception {
    Sheet sheet = drafted(sample("newsletter.html"));
    assertThat(sheet.first().title()).isEqualTo("Action Alert: Keep Our River Clean");
    assertThat(sheet.first().subject()).isEqualTo("Tell Congress to pass the Clean River Bill");
    assertThat(sheet.first().source())
        .contains(
            "**Clean River Bill**",
            "[Read what it does](https://example.org/river?a=1&b=2)",
            "> “I would not let",
            "- It bans dumping\n  - of oil\n  - of lead\n- It pays for tests",
            "# Representative Ann Archer has said nothing so far.\n  A000001: unknown",
            "River Watch")
        .doesNotContain("<td", "color:red", "](tel:");
    assertThat(sheet.first().body()).doesNotContain("315-555-0102", "Unsubscribe");
  }

  @Test
  void a_word_document_keeps_headings_lists_tables_quotes_and_links() throws Exception {
    Path file =
        new WordFile()
            .styled("Title", "Take Action: Save the Library")
            .paragraph(
                "Our library will close in spring unless the Senate acts, and 9,000 readers — old"
                    + " and young — will have nowhere else to go at all.")
            .styled("Heading1", "What is at stake")
            .item(0, "Books")
            .item(1, "for children")
            .item(0, "Warm rooms")
            .styled("Quote", "It is my second home.")
            .link("Read ", "the bill")
            .styled("Heading1", "Whom to call")
            .row("Senator Carla Núñez", "202-555-0105")
            .row("Rep. Ann Archer", "Syracuse", "315-555-0102")
            .at(folder.resolve("library.docx"));
    Sheet sheet = drafted(file);
    assertThat(sheet.first().title()).isEqualTo("Take Action: Save the Library");
    assertThat(sheet.first().body())
        .contains(
            "## What is at stake",
            "- Books\n  - for children\n- Warm rooms",
            "> It is my second home.",
            "[the bill](https://example.org/bill)")
        .doesNotContain("555-01");
    assertThat(sheet.first().positions()).containsOnlyKeys("A000001", "N000001");
  }

  @Test
  void a_spanish_sheet_is_drafted_in_spanish() throws Exception {
    Sheet sheet = drafted(sample("hoja.txt"));
    assertThat(sheet.first().lang()).isEqualTo("es");
    assertThat(sheet.first().sms().orElseThrow()).contains("Llame a {{ representative.title }}");
    assertThat(sheet.first().body())
        .contains("## ¿Qué pasó?", "  - Su oficina no contesta.", "- Venga a la reunión.")
        .doesNotContain("555-01", "In English");
    nothingIsLost(Files.readString(sample("hoja.txt")), sheet);
  }

  @Test
  void text_from_windows_reads_right() throws Exception {
    Sheet sheet = drafted(sample("post-office-1252.txt"));
    assertThat(sheet.first().title()).isEqualTo("Fact Sheet: Don’t Close the Post Office");
    assertThat(sheet.first().body())
        .contains(
            "Café owners",
            "- It is “the heart of Main Street”.\n  - Mail comes late already.\n- The");
    nothingIsLost(
        Files.readString(sample("post-office-1252.txt"), Charset.forName("windows-1252")), sheet);
  }

  @Test
  void numbered_items_keep_their_numbers_and_paragraphs() throws Exception {
    Sheet sheet = drafted(sample("numbered.txt"));
    assertThat(sheet.first().body())
        .contains(
            "1. It raises rents.\n   Rents went up",
            "\n\n   Nobody we asked",
            "4. Senator Robert Baker")
        .contains("202-224-3121");
    assertThat(sheet.first().positions()).containsOnlyKeys("A000001", "B000001");
    nothingIsLost(Files.readString(sample("numbered.txt")), sheet);
  }

  @Test
  void numbers_of_nobody_stay_for_an_editor_to_see() throws IOException {
    Path file = folder.resolve("old.txt");
    Files.writeString(
        file,
        "Vote No\n\nCall his offices:\n• Keller: 315-555-0109 (Auburn) or 202-555-0101 (DC)\n");
    assertThat(drafted(file).first().body()).contains("315-555-0109", "202-555-0101");
  }

  @Test
  void a_name_with_a_link_is_no_subject_and_brackets_around_a_number_stay_whole()
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("clinic.html"),
            """
            <h1>Keep the clinic open</h1>
            <p>River Watch &mdash; <a href="https://example.org/clinic">read more</a></p>
            <p>Rep. Ann Archer (315-555-0102) has said that she may vote to close the clinic.</p>
            """);
    Sheet sheet = drafted(file);
    assertThat(sheet.first().subject()).isEqualTo("Keep the clinic open");
    assertThat(sheet.first().body()).contains("Rep. Ann Archer (315-555-0102) has said");
  }

  @Test
  void without_a_roster_the_text_is_drafted_all_the_same() throws Exception {
    Draft draft = Draft.of(sample("mail-alert.txt"), Optional.empty());
    assertThat(draft.source()).contains("315-555-0102", "{{ call_list }}");
    assertThat(draft.notes())
        .anySatisfy(note -> assertThat(note).contains("No officials are known"));
  }

  @Test
  void what_is_no_text_is_refused_in_words() throws IOException {
    Path pdf = Files.writeString(folder.resolve("a.pdf"), "%PDF-1.7 …");
    Path zip =
        Files.write(
            folder.resolve("b.docx"),
            "PK\u0003\u0004nonsense".getBytes(StandardCharsets.ISO_8859_1));
    Path empty = Files.writeString(folder.resolve("c.txt"), " \n");
    for (Path file : List.of(pdf, zip, empty, folder.resolve("missing.txt"))) {
      assertThatThrownBy(() -> Draft.of(file, Optional.empty()))
          .isInstanceOf(BadInput.class)
          .hasMessageStartingWith(file.getFileName().toString());
    }
  }
}
