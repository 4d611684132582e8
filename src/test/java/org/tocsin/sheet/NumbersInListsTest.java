package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Problem;

/** Whose numbers are, in the forms in which people write lists; {Name} is that one's number. */
class NumbersInListsTest {
  private static List<Problem> found(String body) {
    Matcher name = Pattern.compile("\\{([^}]+)\\}").matcher(body);
    String written = name.replaceAll(m -> Delegation.number(m.group(1)));
    String source = "---\ntitle: A\nsubject: B\nlang: en\n---\n" + written;
    Sheet sheet = SheetFiles.parse("a", Map.of("a.md", source));
    FactCheck check =
        new FactCheck(
            Optional.of(Delegation.DIRECTORY),
            Set.of(),
            Set.of("315-555-0199"),
            LocalDate.of(2026, 11, 24));
    return check.check(sheet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- Rick Stone: {Rick}\n- Tim Stone: {Tim}",
        "Rick Stone {Rick}, Tim Stone {Tim}",
        "Sen. Rick Stone (R-FL): {Rick}; Sen. Tim Stone (R-SC): {Tim}",
        "Stone (R-SC): {Tim}",
        "Rick and Tim Stone: {Rick} / {Tim}",
        "Mike, Bennie and Glenn Thorne: {Mike Th}, {Bennie}, {Glenn}",
        "Call Mike & Bennie Thorne at {Mike Th} and {Bennie}.",
        "Thorne: {Bennie}",
        "Murdoch/Canton: {Patty} / {Maria}",
        "Murdoch / Canton — {Patty} / {Maria}",
        "Call Lawlor or Rhine at {Michael L} or {Patrick}.",
        "Lawlor and Rhine: {Michael L} and {Patrick}",
        "Sens. Murdoch and Canton ({Patty}, {Maria})",
        "Sens. Murdoch ({Patty}) and Canton ({Maria})",
        "{Patty} (Murdoch) or {Maria} (Canton)",
        "Call {Maria} for Canton, {Patty} for Murdoch.",
        "{Patty} – Patty Murdoch\n{Maria} – Maria Canton",
        "| Sen. Murdoch | {Patty} |\n| Sen. Canton | {Maria} |",
        "Murdoch, Patty (D-WA): {Patty}\nCanton, Maria: {Maria}",
        "Patty Murdoch\n{Patty}\n\nMaria Canton\n{Maria}",
        "## Sen. Patty Murdoch\n\n- DC: {Patty}\n\n## Sen. Maria Canton\n\n- DC: {Maria}",
        "**Sen. Murdoch**, {Patty}",
        "[Sen. Murdoch](https://example.org/murdoch): [{Patty}](tel:{Patty})",
        "Ask Rep. Lawlor to join Rep. Rhine and vote no: {Michael L}",
        "Rep. Lawlor is silent. His number is {Michael L}. Sen. Stone spoke.",
        "At {Michael L}, Rep. Lawlor's staff told us that Sen. Murdoch had called.",
        "Buddy Carver: {Earl}\nRick Crowe: {Eric}\nChuy Galvez: {Jes}\nJan Shaw: {Janice}",
        "Earl L. \"Buddy\" Carver {Earl}, Eric (Rick) Crowe {Eric}, GT Thorne: {Glenn}",
        "Sen. van Halden {Chris}; Wasser Schulz: {Deborah}",
        "Sen. Roger Wick:\n\n- Jackson: 601-555-0140\n- DC: {Roger}",
        "Jackson: 601-555-0140 (Sen. Wick)",
        "Rep. Jackson DC: {Jonathan}; Rep. Jackson Washington office {Jonathan}",
        "Sanford Bishop Jr.: {Sanford}, Bishop, Sanford {Sanford}",
        "Llame a Murdoch o Canton al {Patty} o {Maria}.",
        "SEN. MURDOCH: {Patty}",
        "1. Sen. Murdoch, {Patty}\n2. Sen. Canton, {Maria}"
      })
  void a_right_number_is_no_error_however_the_list_is_written(String body) {
    assertThat(found(body)).allSatisfy(p -> assertThat(p.level()).isEqualTo(Problem.Level.HINT));
    assertThat(found(body)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rick Stone: {Tim}",
        "Stone (R-SC): {Rick}",
        "Rick and Tim Stone: {Tim} / {Rick}",
        "Murdoch/Canton: {Maria} / {Patty}",
        "Lawlor or Rhine at {Patrick} or {Michael L}",
        "Call {Maria} (Murdoch).",
        "Murdoch: {Maria}",
        "- Murdoch, Patty (D-WA) {Maria}",
        "Patty Murdoch\n{Maria}\n\nMaria Canton\n{Patty}",
        "## Sen. Patty Murdoch\n\n- DC: {Maria}",
        "Senator Murdoch is undecided. Call her office at {Maria}.",
        "Buddy Carver: {Eric}",
        "GT Thorne: {Bennie}",
        "Thorne: {Patty}",
        "| Sen. Murdoch | {Maria} |",
        "Jackson: {Patty}",
        "Rep. John Cutler is silent.\n\n- Cutler: {Patty} (DC)"
      })
  void another_ones_number_is_an_error(String body) {
    assertThat(found(body)).anySatisfy(p -> assertThat(p.isError()).isTrue());
  }

  @Test
  void the_white_house_switchboards_and_the_groups_own_numbers_are_known() {
    assertThat(
            found(
                "White House 202-456-1111, switchboard 202-456-1414; Capitol (202) 224-3121 and"
                    + " 202-225-3121; we: 315-555-0199."))
        .isEmpty();
  }

  @Test
  void one_number_on_several_lines_is_one_finding() {
    assertThat(found("Murdoch: {Maria}\n\nMurdoch: {Maria}\n\nMurdoch: {Maria}"))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).endsWith("Also on line 8, 10."));
  }
}
