package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tocsin.sheet.Sources.ENGLISH;
import static org.tocsin.sheet.Sources.refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.WallTime;

class SheetFilesTest {
  @TempDir Path folder;

  private Path write(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name), source);
  }

  @Test
  void a_sheet_file_is_read_with_all_its_editions_and_the_first_has_no_language_in_its_name()
      throws IOException {
    write("fact-sheet.es.md", ENGLISH.replace("lang: en", "lang: es"));
    write("fact-sheet.zh.md", ENGLISH.replace("lang: en", "lang: zh"));
    write("fact-sheet-two.md", ENGLISH);
    Sheet sheet = SheetFiles.read(write("fact-sheet.md", ENGLISH));

    assertThat(sheet.slug()).isEqualTo("fact-sheet");
    assertThat(sheet.editions()).extracting(Edition::lang).containsExactly("en", "es", "zh");
    assertThat(sheet.first().bodyLine()).isEqualTo(12);
    assertThat(sheet.first().body()).startsWith("Dear");
    assertThat(sheet.first().positions()).containsEntry("K000386", Position.SILENT);
  }

  @Test
  void the_path_of_a_translation_means_the_whole_sheet() throws IOException {
    write("fact-sheet.md", ENGLISH);
    Path spanish = write("fact-sheet.es.md", ENGLISH.replace("lang: en", "lang: es"));
    assertThat(SheetFiles.read(spanish).first().lang()).isEqualTo("en");
  }

  @Test
  void a_translation_without_a_first_edition_is_refused() throws IOException {
    Path spanish = write("fact-sheet.es.md", ENGLISH.replace("lang: en", "lang: es"));
    assertThatThrownBy(() -> SheetFiles.read(spanish))
        .isInstanceOf(BadInput.class)
        .hasMessage("fact-sheet.md: There is no such file. It is the sheet's first edition.");
  }

  @Test
  void the_name_becomes_the_slug_in_lower_case_with_dashes() throws IOException {
    assertThat(SheetFiles.read(write("Sesión de_hoy 2.md", ENGLISH)).slug())
        .isEqualTo("sesion-de-hoy-2");
    assertThatThrownBy(() -> SheetFiles.read(write("what?.md", ENGLISH)))
        .hasMessageContaining("what?.md")
        .hasMessageContaining("letters, digits and single dashes");
    assertThatThrownBy(() -> SheetFiles.read(folder.resolve("sheet.txt")))
        .hasMessageContaining("NAME.md");
    assertThatThrownBy(() -> SheetFiles.read(folder.resolve("nowhere.md")))
        .hasMessageContaining("There is no such file");
  }

  @Test
  void a_file_that_is_not_utf_8_is_refused() throws IOException {
    Path latin = folder.resolve("latin.md");
    Files.write(latin, ENGLISH.replace("Dear", "Señora").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> SheetFiles.read(latin))
        .hasMessage("latin.md: The file is not in UTF-8. Save it again with that encoding.");
  }

  @Test
  void a_file_that_is_not_utf_8_hides_no_other_error() throws IOException {
    Path sheet = write("a.md", ENGLISH.replace("{{ call_list }}", "{{ calls }}"));
    String spanish = ENGLISH.replace("lang: en", "lang: es").replace("silent\n", "quieto\n");
    Files.write(
        folder.resolve("a.es.md"),
        spanish.replace("Dear", "Se\u00f1ora").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> SheetFiles.read(sheet))
        .hasMessageContaining("a.md:14: calls: ")
        .hasMessageContaining("a.es.md: The file is not in UTF-8")
        .hasMessageContaining("a.es.md:7: positions.K000386: 'quieto'");
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_make_no_difference() {
    Sheet windows = Sources.sheet("\uFEFF" + ENGLISH.replace("\n", "\r\n"));
    assertThat(windows).isEqualTo(Sources.sheet(ENGLISH));
  }

  @Test
  void broken_yaml_is_refused_with_its_line() {
    assertThat(refusal(ENGLISH.replace("\"Call today\"", "Call: today: now")))
        .singleElement()
        .asString()
        .startsWith("fact-sheet.md:3: This is not valid YAML");
    assertThat(refusal(ENGLISH.replace("lang: en", "lang: [en")))
        .singleElement()
        .asString()
        .contains("not valid YAML");
  }

  @Test
  void front_matter_without_a_beginning_or_an_end_is_refused() {
    assertThat(refusal("Just text")).singleElement().asString().contains("three dashes");
    assertThat(refusal("---\ntitle: x\n")).singleElement().asString().contains("no end");
    assertThat(refusal("")).singleElement().asString().contains("three dashes");
    assertThat(refusal("---\n---\ntext")).singleElement().asString().contains("empty");
  }

  @Test
  void every_missing_key_is_named() {
    assertThat(refusal("---\ntitle: \"\"\nsms: x\n---\ntext"))
        .extracting(problem -> problem.replaceAll("Missing.*", ""))
        .containsExactlyInAnyOrder(
            "fact-sheet.md:1: lang: ", "fact-sheet.md:2: title: ", "fact-sheet.md:1: subject: ");
    assertThat(refusal(ENGLISH.substring(0, ENGLISH.indexOf("Dear"))))
        .singleElement()
        .asString()
        .contains("The sheet has no text");
  }

  @Test
  void a_bad_position_names_file_line_and_field() {
    assertThat(refusal(ENGLISH.replace("K000386: silent", "K000386: quiet")))
        .containsExactly(
            "fact-sheet.md:7: positions.K000386: 'quiet' is no position. Use supports, silent,"
                + " opposes or unknown.");
    assertThat(refusal(ENGLISH.replace("K000386: silent", "386: silent")))
        .containsExactly(
            "fact-sheet.md:7: positions.386: '386' is neither a name nor a bioguide id, which looks"
                + " like K000386.");
    assertThat(refusal(ENGLISH.replace("  unknown:", "  unsure:")))
        .singleElement()
        .asString()
        .startsWith("fact-sheet.md:10: asks.unsure");
    assertThat(refusal(ENGLISH.replace("positions:\n  K000386: silent", "positions: silent")))
        .singleElement()
        .asString()
        .startsWith("fact-sheet.md:6: positions: Write one line for each");
  }

  @Test
  void every_error_of_every_edition_is_told_at_once() {
    String english =
        ENGLISH
            .replace("title: \"Fact Sheet\"", "title: \"\"")
            .replace("lang: en", "lang: en\ndeadline: tomorrow")
            .replace("K000386: silent", "K000386: quiet")
            .replace("representative.phone", "representative.fax");
    String spanish =
        ENGLISH.replace("lang: en", "lang: es").replace("{{ call_list }}", "{{ calls }}");
    String broken = ENGLISH.replace("lang: en", "lang: [vi").replace("Dear", "{% if x %}Dear");
    BadInput refused =
        catchThrowableOfType(
            BadInput.class,
            () -> Sources.editions("a.md", english, "a.es.md", spanish, "a.vi.md", broken));
    assertThat(refused.problems().stream().map(Problem::toString))
        .satisfiesExactly(
            each -> assertThat(each).startsWith("a.md:2: title: Missing:"),
            each -> assertThat(each).startsWith("a.md:5: deadline: 'tomorrow'"),
            each -> assertThat(each).startsWith("a.md:6: sms: {{ representative.fax"),
            each -> assertThat(each).startsWith("a.md:8: positions.K000386: 'quiet'"),
            each -> assertThat(each).startsWith("a.es.md:14: calls:"),
            each -> assertThat(each).startsWith("a.vi.md:5: This is not"),
            each -> assertThat(each).startsWith("a.vi.md:14: There is no"));
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    assertThat(refusal(ENGLISH.replace("lang: en", "lang: en\nlang: es")))
        .singleElement()
        .asString()
        .startsWith("fact-sheet.md:5: lang: This key stands here a second time");
  }

  @Test
  void a_deadline_is_a_local_time_and_may_say_its_zone() {
    String dated = ENGLISH.replace("lang: en", "lang: en\ndeadline: 2027-03-31T20:00");
    assertThat(Sources.sheet(dated).deadline()).contains(WallTime.of("2027-03-31T20:00"));
    assertThat(Sources.sheet(dated.replace("20:00", "20:00 America/New_York")).deadline())
        .contains(WallTime.of("2027-03-31T20:00 America/New_York"));
    for (String wrong : new String[] {"tomorrow", "2027-03-31", "2027-03-31T20:00 Syracuse"}) {
      assertThat(refusal(ENGLISH.replace("lang: en", "lang: en\ndeadline: " + wrong)))
          .singleElement()
          .asString()
          .startsWith("fact-sheet.md:5: deadline: '" + wrong + "' is no time.");
    }
  }

  @Test
  void editions_must_agree() {
    String spanish = ENGLISH.replace("lang: en", "lang: es");
    assertThatThrownBy(() -> Sources.editions("a.md", ENGLISH, "a.es.md", ENGLISH))
        .hasMessageContaining("a.es.md:4: lang: The file is named as 'es' and says 'en'")
        .hasMessageContaining("a.md has this language too");
    assertThatThrownBy(
            () ->
                Sources.editions(
                    "a.md", ENGLISH, "a.es.md", spanish.replace(": silent\n", ": opposes\n")))
        .hasMessageContaining("a.es.md:6: positions: Positions are not those of a.md");
  }

  @Test
  void a_reader_gets_their_language_and_else_the_first() {
    Sheet sheet =
        Sources.editions("a.md", ENGLISH, "a.es.md", ENGLISH.replace("lang: en", "lang: es"));
    assertThat(sheet.in("es").lang()).isEqualTo("es");
    assertThat(sheet.in("es-MX").lang()).isEqualTo("es");
    assertThat(sheet.in("vi").lang()).isEqualTo("en");
    assertThat(sheet.in("").lang()).isEqualTo("en");
  }

  @Test
  void yaml_bombs_and_huge_files_are_refused() {
    String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    assertThat(refusal("---\n" + bomb + "---\ntext")).isNotEmpty();
    assertThat(refusal("---\n" + "[".repeat(5000) + "\n---\ntext")).isNotEmpty();
    assertThat(refusal(ENGLISH + "x".repeat(SheetFiles.LARGEST_FILE)))
        .singleElement()
        .asString()
        .contains("at most 128 kB");
  }
}
