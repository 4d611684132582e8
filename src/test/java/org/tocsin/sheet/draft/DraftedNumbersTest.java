package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Problem;
import org.tocsin.sheet.Officials;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;

/** A draft says nothing of numbers and lists that is not so for every reader. */
final class DraftedNumbersTest {
  private static final String START =
      "Vote No on S. 900\n\nThe bill raises rents for everyone.\n\n";

  @TempDir private Path folder;

  private Draft draft(String text) {
    try {
      Path file = Files.writeString(folder.resolve("alert.txt"), START + text);
      return Draft.of(file, Optional.of(Officials.DIRECTORY));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Sheet sheet(String text) {
    Sheet sheet = SheetFiles.parse("draft", Map.of("draft.md", draft(text).source()));
    assertThat(new SheetCheck().check(sheet)).filteredOn(Problem::isError).isEmpty();
    assertThat(sheet.first().body().split("\\{\\{ call_list }}", -1)).hasSize(2);
    return sheet;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rep. Ann Archer has said nothing. Call her at 315-555-0102 and ask why.",
        "Call Rep. Ann Archer (315-555-0102) and ask her to vote no.",
        "Senator Núñez is on our side: thank her at 202-555-0105!",
        "If you live in NY-22, call Ann Archer at 202-555-0101 today.",
        "Call your representative at 202-555-0101 and say vote no.",
        "Rep. Ann Archer sits on the committee. Her office in Syracuse is at 315-555-0102.",
        "• Senator Robert Baker – supports – 202-555-0104",
        "• Thank Senator Núñez: 202-555-0105",
        "• Baker's aide Megan Cole answers at 518-555-0103"
      })
  void a_line_that_says_more_than_a_number_keeps_it_and_is_marked(String line) {
    String body = sheet(line + "\n").first().body();
    assertThat(body).contains(line.replaceFirst("^• ", "- ") + " {# Not every reader has ");
    assertThat(body).doesNotContain("the number in the list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "• Senator Robert Baker: 202-555-0104\n• Sen. Carla Núñez: 202-555-0105\n",
        "• Sen. Bob Baker: DC 202-555-0104, Albany 518-555-0103\n• Núñez (D-NY): 202-555-0105\n",
        "• Senator Robert Baker: Washington 202-555-0104, Upstate 518-555-0103\n",
        "Senator Robert Baker\n  • DC: 202-555-0104\n  • Albany: (518) 555-0103\n",
        "• Senator Robert Baker:\n   ◦ DC 202-555-0104\n   ◦ LA 518-555-0103\n",
        "Senator Robert Baker\n\n202-555-0104 (DC)\n\n518-555-0103 (Albany)\n",
        "Baker/Núñez: 202-555-0104 / 202-555-0105\n",
        "Sen. Robert Baker, R-NY, phone 202.555.0104, fax 202-555-0199\n",
        "Senators\n\n• Robert Baker 202-555-0104\n\nRepresentatives\n\n• Ann Archer 315-555-0102\n"
      })
  void a_list_of_names_and_numbers_gives_way_to_the_call_list_whole(String list) {
    String body = sheet("Call today:\n\n" + list).first().body();
    assertThat(body)
        .contains("Call today:", "{{ call_list }}")
        .doesNotContain("Baker", "Núñez", "Archer", "555-0", "DC", "LA", "Senators", "{#");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rep. Ann Archer has made no statement. Call her offices and ask why:\n• Archer:"
            + " 315-555-0102 (Syracuse), 202-555-0101 (DC)\n",
        "Call Senator Baker at his offices:\n• DC: 202-555-0104\n• Albany: 518-555-0103\n",
        "Call her today:\n• Rep. Ann Archer: 315-555-0102\n",
        "• Tell Senator Robert Baker to vote no:\n    ◦ 202-555-0104\n    ◦ 518-555-0103\n",
        "Call the hearing's chair:\n• 202-555-0104\n"
      })
  void a_list_below_a_line_about_someone_is_kept_since_others_have_someone_else(String text) {
    String body = sheet(text).first().body();
    assertThat(body).contains("555-01", "{# Not every reader has ");
    assertThat(body).containsPattern("(?s)555-01.*call_list");
  }

  @Test
  void numbers_below_a_line_about_the_readers_own_officials_give_way() {
    String body = sheet("Call your representative today:\n• DC: 202-555-0101\n").first().body();
    assertThat(body).contains("Call your representative today:").doesNotContain("202-555-0101");
  }

  @Test
  void a_paragraph_is_parted_where_a_list_begins_and_ends_in_it() {
    String text =
        "Please call your senators today:\nSen. Robert Baker: 202-555-0104\nSen. Carla Núñez:"
            + " 202-555-0105\nTell them to vote no on this bill, whatever they have said before.\n";
    assertThat(sheet(text).first().body())
        .contains("senators today:\n\n{{ call_list }}\n\nTell them to vote no")
        .doesNotContain("555-01");
  }

  @Test
  void a_second_list_with_words_of_its_own_is_kept() {
    String text =
        "Call your senators:\n\n• Robert Baker: 202-555-0104\n\nAnd if you have time, our"
            + " representatives:\n\n• Rep. Ann Archer: 315-555-0102\n";
    assertThat(sheet(text).first().body())
        .containsPattern("(?s)senators:.*call_list.*representatives:.*Ann Archer: 315-555-0102")
        .doesNotContain("Baker");
  }

  @Test
  void a_number_that_no_official_has_is_marked_in_a_line_that_names_one() {
    assertThat(sheet("• Sen. Robert Baker: DC 202-555-0104, LA 310-555-0100\n").first().body())
        .contains("- Sen. Robert Baker: DC 202-555-0104, LA 310-555-0100 {# Not every reader has")
        .contains("No official has 310-555-0100.");
  }

  @Test
  void who_is_merely_quoted_gets_no_position() {
    Draft draft =
        draft(
            "When Sen. Robert Baker asked him what he would do, he said: “I know of nothing.”\n\n"
                + "“This vote is a disgrace, and I oppose it,” Sen. Carla Núñez told reporters.\n\n"
                + "Rep. Ann Archer has not said how she will vote.\n\n"
                + "“We should support farmers,” wrote Representative Tia Tanner in 2019.\n");
    Sheet sheet = SheetFiles.parse("draft", Map.of("draft.md", draft.source()));
    assertThat(sheet.first().positions()).containsOnlyKeys("A000001");
    assertThat(draft.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("Named, but not as someone to call or with a stand")
                    .contains("Baker", "Núñez", "Tanner"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Senator Robert Baker voted for it.",
        "Please call Senator Robert Baker.",
        "Thank Sen. Robert Baker for standing with us.",
        "Sen. Robert Baker is a co-sponsor of the bill.",
        "La gente lo sabe: el senador Robert Baker no se ha pronunciado.",
        "Tell your friends, and ask Senator Robert Baker where he stands."
      })
  void who_has_a_stand_or_is_to_be_called_gets_a_position(String sentence) {
    assertThat(sheet(sentence + "\n").first().positions()).containsOnlyKeys("B000001");
  }

  @Test
  void numbers_of_a_list_go_on_where_a_paragraph_came_between() {
    String text =
        "1. Read the bill.\n2. Call.\n\nThen, in the evening, when all are home:\n\n3. Talk.\n";
    assertThat(sheet(text).first().body()).contains("1. Read the bill.\n2. Call.", "\n3. Talk.");
    assertThat(sheet("4. Read it.\n5. Call.\n").first().body()).contains("4. Read it.\n5. Call.");
  }
}
