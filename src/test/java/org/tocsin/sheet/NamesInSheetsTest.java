package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Problem;

/** Who is a person in a sheet, and who holds a seat. */
class NamesInSheetsTest {
  private static List<Problem> checked(String source) {
    Sheet sheet = SheetFiles.parse("a", Map.of("a.md", source));
    FactCheck check =
        new FactCheck(
            Optional.of(Delegation.DIRECTORY), Set.of(), Set.of(), LocalDate.of(2026, 11, 24));
    return check.check(sheet);
  }

  private static List<String> found(String body) {
    return checked("---\ntitle: A\nsubject: B\nlang: en\n---\n" + body).stream()
        .filter(problem -> problem.level() != Problem.Level.HINT)
        .map(problem -> problem.field() + ": " + problem.message())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Call your Representative TODAY",
        "CALL YOUR SENATORS NOW",
        "Call Your Senator Today!",
        "Ask Your Representative To Vote No On H.R. 1.",
        "Tell Your Representative Medicaid Matters",
        "Your Senators Need To Hear From You",
        "Hello, I would like to speak to [REP/SEN NAME].",
        "I want Representative LAST NAME to vote no. Rep. [Last Name], Senator X, Rep. ____",
        "Dear Senator Last Name,",
        "Dear Senator,\n\nJohn is my name.",
        "Representative Name: ____",
        "Write to your Senator. John wrote too. Call your Rep. Then call again.",
        "Thanks to Tim. Stone by stone we win. We met with Mike. Leigh was there.",
        "Thank you, Mike\n\nLeigh",
        "Senators Must Act. The Representative Said No. Every Representative Texas has",
        "Representatives from New York met Senators of Texas.",
        "The House of Representatives Monday passed it.",
        "Our Senators Believe In Democracy. Representative Town Hall Friday",
        "Former Sens. Joe Minchin and Pat Twomey, ex-Rep. John Cutler, Senator-elect Ann Ames",
        "State Sens. Small and Johns; Gov. Kathy Hochberg (D-NY); Assemblyman Al Stark (D-NY)",
        "The Rick Stone Voting Rights Act, Tim Stone Avenue"
      })
  void what_is_no_person_is_not_told_of(String body) {
    assertThat(found(body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sens. Cross, Leigh, Pole and Justice; Sens. Murdoch & Canton; Senators Murdoch/Canton",
        "Senators Rick and Tim Stone; Reps. Mike, Bennie and Glenn Thorne",
        "Rep. Buddy Carver, Rep. Rick Crowe, Rep. Chuy Gálvez, Rep. Jan Shaw, Rep. GT Thorne",
        "Rep. Earl \"Buddy\" Carver, Rep. Earl (Buddy) Carver, Rep. “Buddy” Carver, Rep. G.T."
            + " Thorne",
        "Sen. Ted Cross, R-Texas, and Sen. Mike Leigh of Utah; Sen. Jim Justice and Sen. Pole",
        "Sen. van Halden, Rep. Wasser Schulz, Rep. Sanford Bishop, Jr., Sen.\nPatty Murdoch",
        "los senadores Cross y Leigh; la representante Janice Shaw",
        "[Sen. Patty Murdoch](https://example.org), **Sen. Canton**, Senator _Tim Stone_"
      })
  void officials_are_known_as_people_write_them(String body) {
    assertThat(found(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sens. Cross, Leigh, Pole and Rubens|Rubens",
        "Sens. Rubens, Cross and Leigh|Rubens",
        "Sens. Cross & Rubens|Rubens",
        "Senators Cross, Leigh, and Pat Twomey|Twomey",
        "Senators Joe Minchin (D-WV) and Pat Twomey (R-PA)|Minchin,Twomey",
        "Sen. Joe Minchin, D-W.Va., spoke.|Minchin",
        "Joe Minchin (D-WV) spoke.|Minchin",
        "Sens. Ted Cross of Texas, Mike Leigh of Utah and Pat Twomey of Pennsylvania|Twomey",
        "Call your Representative John Cutler.|Cutler",
        "Reps. Lawlor and Zelden; Congressmen Rhine and Cutler|Zelden,Cutler",
        "los senadores Rubens y Cross|Rubens",
        "SENATOR AL FRANKS|FRANKS",
        "Sen. Jackson Whitener|Whitener",
        "Rep. Bob Thorne|Thorne"
      })
  void who_holds_no_seat_is_not_missed_in_a_list(String body, String names) {
    String[] each = names.split(",");
    assertThat(found(body)).hasSize(each.length);
    for (int i = 0; i < each.length; i++) {
      assertThat(found(body).get(i)).startsWith(each[i] + ": Nobody in the roster");
    }
  }

  @Test
  void a_person_is_told_of_once() {
    assertThat(found("Sen. Joe Minchin\n\nJoe Minchin (D-WV)\n\nCall Minchin.\n\nMinchin!"))
        .singleElement()
        .asString()
        .endsWith("Also on line 8, 10, 12.");
  }

  @Test
  void nothing_is_found_in_a_drafts_own_notes_and_other_comments() {
    String head = "---\ntitle: A\nsubject: B\nlang: en\n";
    String notes =
        "# Drafted by Tocsin. Look at these, then delete them:\n"
            + "# - Replaced by the call list: Sen. Joe Minchin: 202-555-0177, htps://example.org\n"
            + "positions:\n  # Sen. Pat Twomey has not spoken.\n  X000001: unknown\n";
    assertThat(checked(head + notes + "---\n<!-- Rep. John Cutler\n202-555-0178 -->\nText."))
        .isEmpty();
  }

  @Test
  void who_is_named_under_positions_is_looked_for_elsewhere() {
    String head = "---\ntitle: A\nsubject: B\nlang: en\npositions:\n  Sen. Joe Minchin: silent\n";
    assertThat(checked(head + "---\nText.")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sen. Murdoch: 202-555-0115\n",
        "Sen. Joe Minchin and ",
        "Stone, ",
        "Rick and ",
        "<!-- x ",
        "202-555-0115 (",
        "Rep. Lawlor said. Call him. "
      })
  void a_long_sheet_of_any_make_is_read_to_its_end(String part) {
    assertThat(checked("---\ntitle: A\nsubject: B\nlang: en\n---\n" + part.repeat(4_000)))
        .hasSizeLessThan(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Call Rep. Lawlor and ask why.",
        "Rep. Mike Lawlor has made no public statement.\n\nCall his offices today.",
        "Tell Sen. Tim Stone to vote no.",
        "Pídale a la representante Shaw que vote."
      })
  void a_body_that_names_one_official_although_readers_have_others_is_hinted_at(String body) {
    assertThat(checked("---\ntitle: A\nsubject: B\nlang: en\n---\n" + body))
        .singleElement()
        .satisfies(p -> assertThat(p.level()).isEqualTo(Problem.Level.HINT))
        .satisfies(p -> assertThat(p.message()).contains("readers elsewhere have other"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rep. Lawlor voted for it.",
        "Call {{ representative.name }}: {{ call_list }}",
        "{% if district.name == 'NY-17' %}Call Rep. Lawlor.{% endif %}"
      })
  void what_tells_or_is_for_some_readers_only_is_not(String body) {
    assertThat(checked("---\ntitle: A\nsubject: B\nlang: en\n---\n" + body)).isEmpty();
  }
}
