package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.sheet.Sheet;

/** Nothing stays in a draft that made sense only in what it was made from. */
final class DraftScrapsTest {
  private static final String START =
      "Vote No on S. 900\n\nThe bill raises rents for everyone in town.\n\n";

  @TempDir private Path folder;

  private String body(String name, String text) {
    Sheet sheet = new Drafts(folder).sheet(name, text);
    return sheet.first().body();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Official, Phone",
        "Who, DC, Albany",
        "Senator, Phone Number",
        "Name, Office, Tel.",
        "Nombre, Teléfono"
      })
  void the_head_of_a_table_goes_with_its_rows(String head) {
    String rows = "Sen. Robert Baker, 202-555-0104\nSen. Carla Núñez, 202-555-0105";
    String markdown =
        "| "
            + head.replace(", ", " | ")
            + " |\n"
            + head.replaceAll("[^,]+(, )?", "|---")
            + "|\n"
            + rows.replaceAll("(?m)^|$|, ", "|");
    assertThat(body("sheet.md", "# Vote No on S. 900\n\n## Call\n\n" + markdown + "\n\nThen vote."))
        .doesNotContain(head)
        .contains("## Call\n\n{{ call_list }}");
  }

  @Test
  void a_row_that_says_something_stays_above_the_call_list() {
    assertThat(
            body(
                "sheet.txt",
                START
                    + "Call:\n- Be polite, Be brief\n- Sen. Robert Baker: 202-555-0104\n- Sen."
                    + " Carla Núñez: 202-555-0105\n"))
        .contains("Be polite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tanner has said he will vote for the cuts.",
        "Archer and Tanner both oppose it.",
        "Only Tanner is undecided."
      })
  void a_sentence_that_names_someone_by_the_last_name_alone_stands_at_the_position(String said) {
    String source =
        new Drafts(folder)
            .draft(
                "sheet.txt",
                START
                    + "- Rep. Ann Archer, 202-555-0101\n- Rep. Tia Tanner, 202-555-0107\n\n"
                    + said
                    + "\n")
            .source();
    assertThat(source).contains("  # " + said + "\n  T000001: unknown\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks,\nPat Jones",
        "In solidarity,\nPat Jones\nVolunteer, River Watch",
        "Best wishes,\n\nPat",
        "Saludos,\nPat Jones"
      })
  void whoever_wrote_the_mail_does_not_sign_the_sheet(String close) {
    String mail =
        "From: Pat Jones <pat@example.org>\nSubject: Vote No on S. 900\nTo: all@example.org\n\n"
            + "The bill raises rents for everyone in town.\n\nCall your senators.\n\n"
            + close
            + "\n";
    assertThat(body("mail.txt", mail)).contains("Call your senators.").doesNotContain("Pat", ",\n");
  }

  @Test
  void thanks_that_say_for_what_stay() {
    String mail =
        "From: Pat Jones <pat@example.org>\n"
            + "Subject: Vote No on S. 900\n"
            + "To: all@example.org\n\n"
            + "The bill raises rents for everyone in town.\n\n"
            + "Thanks,\n"
            + "every call of yours counts!\n";
    assertThat(body("mail.txt", mail)).contains("every call of yours counts!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Page 2 of 2", "- page 3 -", "Página 2 de 4", "Page 1"})
  void a_message_has_no_pages(String number) {
    assertThat(body("sheet.txt", START + "Call your senators.\n\n" + number + "\n"))
        .doesNotContain(number);
  }

  @Test
  void a_word_parted_at_the_end_of_a_line_is_whole_again() {
    String text =
        START + "It would end fed-\neral grants to long-\nterm care and to 212 libraries.\n";
    assertThat(body("sheet.txt", text)).contains("federal grants to long-term care");
  }
}
