package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.ROSTER;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Assignment;
import org.tocsin.sheet.Sheet;

class PageTest {
  private static final Sheet SHEET =
      Sheets.withBody(
          "Dear {{ subscriber.first_name | default('neighbor') }}\n\n{{ call_list }}\n\n"
              + "[Out]({{ unsubscribe_url }}) [Prefs]({{ preferences_url }})");

  private static String page(String lang, Optional<Assignment> visitor) {
    return Delegations.renderer().page(SHEET, lang, visitor, ROSTER);
  }

  @Test
  void a_visitor_finds_the_sheet_a_zip_box_and_the_other_language() {
    String page = page("en", Optional.empty());
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<html lang=\"en\" dir=\"ltr\">", "<h1>Title</h1>", "Dear neighbor")
        .contains(
            "<form method=\"get\"", "<label for=\"zip\">", "name=\"zip\"", "Show my officials")
        .contains("href=\"https://alerts.example.org/s/fact-sheet.es\"", "En Español »")
        .contains("<main id=\"text\">", "href=\"#text\"")
        .doesNotContain("<script", "Katko", Html.CALL_LIST);
    assertThat(page("es", Optional.empty()))
        .contains("<html lang=\"es\"", "Código postal", "In English »")
        .contains("href=\"https://alerts.example.org/s/fact-sheet\"");
  }

  @Test
  void a_visitor_with_a_zip_sees_whom_to_call() {
    assertThat(page("en", Optional.of(Delegations.certain("NY-24"))))
        .contains("Your officials", "Rep. John Katko", "href=\"tel:+12022253701\"", "name=\"zip\"")
        .doesNotContain("Tenney");
    assertThat(page("es", Optional.of(Delegations.split("NY-22", "NY-24"))))
        .contains("Su código postal abarca más de un distrito", "Katko", "Tenney");
    assertThat(page("en", Optional.of(Delegations.unknown())))
        .contains("We cannot place that ZIP code");
  }

  @Test
  void nothing_personal_stands_on_it() {
    for (Assignment visitor : Delegations.everyKind().values()) {
      assertThat(page("en", Optional.of(visitor)))
          .doesNotContain(Slots.TOKEN, Slots.FIRST_NAME, "/u/", "/preferences/")
          .contains("<a href=\"https://alerts.example.org/\">Out</a>");
    }
  }

  @Test
  void a_sheet_without_a_call_list_has_the_zip_box_below() {
    String page =
        Delegations.renderer().page(Sheets.withBody("Text"), "en", Optional.empty(), ROSTER);
    assertThat(page).containsSubsequence("<p>Text</p>", "name=\"zip\"", "</main>");
  }
}
