package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Problem;
import org.tocsin.civic.Directory;

class FactCheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private static List<String> found(Directory directory, String body) {
    String source = "---\ntitle: A\nsubject: B\nlang: en\n---\n" + body;
    Sheet sheet = SheetFiles.parse("a", Map.of("a.md", source));
    FactCheck check =
        new FactCheck(Optional.ofNullable(directory), Set.of(), Set.of("(315) 555-0199"), TODAY);
    return check.check(sheet).stream().map(FactCheckTest::told).toList();
  }

  private static String told(Problem problem) {
    return problem.level() + " " + problem.line() + " " + problem.message();
  }

  private static List<String> found(String body) {
    return found(Officials.DIRECTORY, body);
  }

  @Test
  void a_number_that_passed_to_the_next_holder_is_an_error() {
    assertThat(
            found("Hello.\n\nCall Ann Archer. Keller: 202-555-0101. Rep. Karl Keller is silent."))
        .anySatisfy(
            told ->
                assertThat(told)
                    .startsWith("ERROR 8 ")
                    .contains("Rep. Ann Archer (NY-22)", "not of Keller", "2017-03-15"));
  }

  @Test
  void a_number_that_nobody_has_any_more_tells_whose_it_was() {
    assertThat(found("Call 315.555.0109 today."))
        .singleElement()
        .asString()
        .contains("ERROR 6", "Rep. Karl Keller (NY-24)", "call_list");
  }

  @Test
  void an_unknown_number_is_a_warning_but_ones_own_and_the_switchboard_are_not() {
    assertThat(found("Call +1 (315) 555-0188, 315 555 0199 or (202) 224-3121."))
        .singleElement()
        .asString()
        .contains("WARNING 6", "2026-06-15", "tocsin.organization.phone");
  }

  @Test
  void the_right_number_under_the_right_name_is_only_a_hint_to_use_the_call_list() {
    assertThat(found("Sen. Bob Baker: 518-555-0103")).singleElement().asString().startsWith("HINT");
  }

  @Test
  void numbers_that_are_none_are_let_be() {
    assertThat(found("ZIP 13202-1234, bill 4242, $202-555-01011, https://example.org/315-555-0109"))
        .isEmpty();
  }

  @Test
  void who_holds_no_seat_now_is_found_once_by_the_earlier_roster_wherever_the_name_stands() {
    assertThat(found("Karl Keller is wrong.\n\nTell Keller so.\n\nFormer Rep. Karl Keller agrees."))
        .singleElement()
        .asString()
        .contains("WARNING 6", "holds no seat", "Rep. Tia Tanner (NY-24) now")
        .endsWith("Also on line 8.");
  }

  @Test
  void without_an_earlier_roster_a_title_tells_that_somebody_holds_a_seat() {
    assertThat(
            found(
                Officials.TODAY_ONLY, "Sen. Al Franken asked; Representative Karl Keller did not."))
        .hasSize(2)
        .allSatisfy(told -> assertThat(told).contains("Nobody in the roster"));
  }

  @Test
  void names_of_officials_are_known_by_nickname_title_and_accent() {
    assertThat(
            found(
                "Senators Bob Baker and Carla Nunez, Congresswoman Archer's office, U.S. Rep. T."
                    + " Tanner, la senadora Carla Núñez and Ann Archer."))
        .isEmpty();
  }

  @Test
  void other_offices_and_laws_called_after_people_are_no_seats() {
    assertThat(
            found(
                "Attorney General Karl Keller, State Senator Rachel May, the Karl Keller Voting"
                    + " Rights Act, President Bill Clinton, the House of Representatives."))
        .isEmpty();
  }

  @Test
  void the_wrong_chamber_is_told() {
    assertThat(found("Rep. Robert Baker"))
        .singleElement()
        .asString()
        .contains("sits in the Senate");
  }

  @Test
  void a_seat_that_another_holds_is_an_error_and_one_that_does_not_exist_too() {
    assertThat(found("Ann Archer (D-NY-24) is for it."))
        .singleElement()
        .asString()
        .startsWith("ERROR 6")
        .contains("Rep. Ann Archer (NY-22)", "NY-24 is Tia Tanner's");
    assertThat(found("Here in NY-40 we wait.")).singleElement().asString().startsWith("ERROR 6");
    assertThat(found("Ann Archer (D-NY-22), New York's 24th, NY-24, @IndivisibleNY40")).isEmpty();
    assertThat(found("Carla Núñez (R-NY)")).singleElement().asString().contains("D-NY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Here in New York's 40th we wait.",
        "Here in the 40th Congressional District of New York we wait.",
        "Here in the 40th district in New York we wait."
      })
  void a_seat_in_words_that_does_not_exist_is_an_error_too(String text) {
    assertThat(found(text)).singleElement().asString().startsWith("ERROR 6");
  }

  @Test
  void a_town_tells_its_seat_by_the_offices_there() {
    assertThat(found("Neighbors in Syracuse (NY-24), call."))
        .singleElement()
        .asString()
        .contains("Syracuse is NY-22", "NY-24 is Tia Tanner's");
    assertThat(found("Neighbors in Oswego (NY-24), call.")).isEmpty();
  }

  @Test
  void days_that_are_over_are_told_and_weekdays_that_do_not_fit() {
    assertThat(found("Join us on March 1, 2026.")).singleElement().asString().startsWith("WARNING");
    assertThat(found("It passed on March 1, 2025.")).singleElement().asString().startsWith("HINT");
    assertThat(found("Venga antes del 3 de marzo de 2026."))
        .singleElement()
        .asString()
        .startsWith("WARNING");
    assertThat(found("Join us on Monday, December 1, 2026."))
        .singleElement()
        .asString()
        .contains("2026-12-01 is a tuesday");
    assertThat(found("Join us on December 1.")).isEmpty();
  }

  @Test
  void links_that_are_broken_or_hide_where_they_lead_are_told() {
    assertThat(
            found("See https//example.org/a and http://exa mple and [a](https://example.org/b c)"))
        .hasSize(3)
        .allSatisfy(told -> assertThat(told).startsWith("ERROR 6"));
    assertThat(found("See https://bit.ly/abc")).singleElement().asString().contains("short link");
    assertThat(found("See https://example.org/a_(b)?c=d#e, [x](https://example.org \"t\")."))
        .isEmpty();
  }

  @Test
  void without_a_roster_dates_and_links_are_still_looked_at() {
    assertThat(found(null, "Join us on March 1, 2026: htps://example.org. Rep. Karl Keller"))
        .hasSize(2);
  }
}
