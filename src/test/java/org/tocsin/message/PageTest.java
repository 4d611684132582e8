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
    SheetVisit visit = SheetVisit.ofAnyone();
    return page(lang, visitor.map(found -> visit.of(found, "13202")).orElse(visit));
  }

  private static String page(String lang, SheetVisit visit) {
    return Delegations.renderer().page(SHEET, lang, visit, ROSTER);
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
          .doesNotContain(Placeholders.TOKEN, Placeholders.FIRST_NAME, "/u/", "/preferences/")
          .contains("<a href=\"https://alerts.example.org/\">Out</a>");
    }
  }

  @Test
  void a_sheet_without_a_call_list_has_the_zip_box_below() {
    String page =
        Delegations.renderer().page(Sheets.withBody("Text"), "en", SheetVisit.ofAnyone(), ROSTER);
    assertThat(page).containsSubsequence("<p>Text</p>", "name=\"zip\"", "</main>");
  }

  @Test
  void who_comes_from_a_text_finds_whom_to_call_before_the_long_text() {
    SheetVisit visit = SheetVisit.ofAnyone().byText();
    String unknown = page("en", visit);
    String known = page("en", visit.of(Delegations.certain("NY-24"), "13202"));

    assertThat(unknown)
        .containsSubsequence("<h1>Title</h1>", "Show my officials", "Dear neighbor", "#calls")
        .containsOnlyOnce("id=\"calls\"")
        .contains("href=\"https://alerts.example.org/t/fact-sheet.es\" lang=\"es\"")
        .contains("rel=\"canonical\" href=\"https://alerts.example.org/s/fact-sheet\"");
    assertThat(known).containsSubsequence("Rep. John Katko", "tel:+12022253701", "Dear neighbor");
    assertThat(page("en", Optional.empty()))
        .containsSubsequence("Dear neighbor", "Show my officials");
  }

  @Test
  void the_other_language_keeps_the_zip_that_was_entered() {
    assertThat(page("en", Optional.of(Delegations.certain("NY-24"))))
        .contains("href=\"https://alerts.example.org/s/fact-sheet.es?zip=13202\" lang=\"es\"");
  }

  @Test
  void the_way_onto_the_list_stands_on_it() {
    assertThat(page("es", Optional.of(Delegations.certain("NY-24"))))
        .contains("<form method=\"post\" action=\"../subscribe\">")
        .contains("name=\"wording\" value=\"es\"", "name=\"email\" type=\"email\"")
        .contains("id=\"join-zip\" name=\"zip\" class=\"short\" value=\"13202\"")
        .doesNotContain("name=\"by_email\"", "name=\"sign-up\"");
  }

  @Test
  void a_link_to_it_can_be_shown_with_what_it_is_about() {
    Sheet sheet =
        Sheets.withBody(
            "Dear friend,\n\n**His \"service\" threatens the rule of law in this country.**\n\n"
                + "word ".repeat(60)
                + "\n\n{{ call_list }}");
    String page = Delegations.renderer().page(sheet, "en", SheetVisit.ofAnyone(), ROSTER);

    assertThat(page)
        .contains("<meta property=\"og:type\" content=\"article\">")
        .contains("<meta property=\"og:title\" content=\"Title\">")
        .contains("og:url\" content=\"https://alerts.example.org/s/fact-sheet\"")
        .contains("<meta property=\"og:site_name\" content=\"CNY Solidarity Coalition\">")
        .contains("<meta name=\"twitter:card\" content=\"summary\">")
        .contains("<meta property=\"og:locale\" content=\"en_US\">")
        .contains("<meta property=\"og:locale:alternate\" content=\"es_US\">")
        .containsPattern(
            "name=\"description\" content=\"His &quot;service&quot; threatens [^\"]{100,180}…\"");
  }

  @Test
  void a_reader_passes_on_the_sheet_and_nothing_of_themselves() {
    String page = page("es", Optional.of(Delegations.certain("NY-24")));
    String url = "https%3A%2F%2Falerts.example.org%2Fs%2Ffact-sheet.es";

    assertThat(page.substring(page.indexOf("class=\"share\"")))
        .contains("Compártalo", "Correo electrónico")
        .contains("href=\"sms:?&amp;body=Title%0A" + url + "\"")
        .contains("href=\"mailto:?subject=Title&amp;body=Title%0A" + url + "\"")
        .contains("href=\"https://www.facebook.com/sharer/sharer.php?u=" + url + "\"")
        .doesNotContain("<script", "zip%3D", "?zip");
  }
}
