package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.ROSTER;
import static org.tocsin.message.Delegations.certain;
import static org.tocsin.message.Delegations.split;
import static org.tocsin.message.Delegations.stateOnly;
import static org.tocsin.message.Delegations.unknown;

import org.junit.jupiter.api.Test;
import org.tocsin.audience.Assignment;
import org.tocsin.sheet.Sheet;

/** What is said where there is not simply one representative and two senators. */
class WordingTest {
  private static final Renderer RENDERER = Delegations.renderer();

  private static final Sheet WORDS =
      Sheets.withBody(
          "A{{ representative.title }}|{{ representative.last_name }}|{{ representative.phone }}|"
              + "{{ district.name }}|{{ senators_line }}|"
              + "{% if representative.known %}known{% else %}not known{% endif %}Z");

  private static final Sheet CALLS = Sheets.withBody("A{{ call_list }}Z");

  private static String body(Sheet sheet, String lang, Assignment assignment) {
    String body = RENDERER.email(sheet, new RenderingKey(lang, assignment, true), ROSTER).body();
    String inner = body.substring(body.indexOf("\nA") + 2, body.lastIndexOf('Z'));
    return inner.replaceAll("\\s+", " ").strip();
  }

  private static String words(String lang, Assignment assignment) {
    return body(WORDS, lang, assignment);
  }

  private static String calls(String lang, Assignment assignment) {
    return body(CALLS, lang, assignment);
  }

  @Test
  void a_certain_district_has_its_representative() {
    assertThat(words("en", certain("NY-24")))
        .isEqualTo(
            "Rep.|Katko|202-225-3701|NY-24|Gillibrand 202-224-4451, Schumer 202-224-6542|known");
    assertThat(words("es", certain("NY-24"))).startsWith("Rep.|Katko|202-225-3701|NY-24|");
    assertThat(calls("es", certain("NY-24")))
        .startsWith("Rep. John Katko (R-NY-24) - No se ha pronunciado");
  }

  @Test
  void a_split_zip_has_candidates_told_apart_and_nobody_is_named_as_theirs_P7() {
    assertThat(words("en", split("NY-24", "NY-22")))
        .startsWith(
            "Rep.|Katko or Tenney|202-225-3701 (Katko) or 202-225-3665 (Tenney)|NY-24 or NY-22|")
        .endsWith("|not known");
    assertThat(words("es", split("NY-24", "NY-22")))
        .startsWith(
            "Rep.|Katko o Tenney|202-225-3701 (Katko) o 202-225-3665 (Tenney)|NY-24 o NY-22|");
    assertThat(calls("en", split("NY-24", "NY-22")))
        .startsWith("Your ZIP code lies in more than one district: NY-24 or NY-22.")
        .contains("Represents NY-24", "Represents NY-22", "315-732-0713", "315-253-4068");
    assertThat(calls("es", split("NY-24", "NY-22")))
        .startsWith("Su código postal abarca más de un distrito: NY-24 o NY-22.")
        .contains("Representa a NY-24", "Representa a NY-22");
  }

  @Test
  void spanish_says_u_before_an_o() {
    assertThat(words("es", split("NY-24", "NY-26")))
        .contains(
            "|Katko u Owens|202-225-3701 (Katko) o 202-225-3121 (conmutador del Capitolio, para"
                + " Owens)|");
    assertThat(words("es", split("NY-22", "NY-24", "NY-26"))).contains("|Tenney, Katko u Owens|");
    assertThat(words("en", split("NY-24", "NY-26")))
        .contains(
            "|Katko or Owens|202-225-3701 (Katko) or 202-225-3121 (House switchboard, for Owens)|");
  }

  @Test
  void a_split_zip_with_a_vacant_seat_does_not_make_the_other_member_theirs_P7() {
    assertThat(words("en", split("NY-23", "NY-24")))
        .startsWith("Rep.|Katko (if you live in NY-24)|202-225-3701 (Katko)|NY-23 or NY-24|")
        .endsWith("not known");
    assertThat(words("es", split("NY-23", "NY-24"))).contains("|Katko (si vive en NY-24)|");
    assertThat(calls("en", split("NY-23", "NY-24")))
        .contains("The House seat for NY-23 is vacant.", "Represents NY-24");
    assertThat(calls("es", split("NY-23", "NY-24")))
        .contains("El escaño de NY-23 en la Cámara de Representantes está vacante.");
  }

  @Test
  void a_split_zip_over_a_state_line_has_the_senators_of_both_told_apart() {
    assertThat(words("en", split("DC-0", "MD-8")))
        .startsWith("Del./Rep.|Norton or Raskin|")
        .contains("|Cardin (MD) 202-224-4524, Van Hollen (MD) 202-224-4654|");
    assertThat(calls("en", split("DC-0", "MD-8")))
        .contains("There are no senators for the District of Columbia.", "Represents MD-8");
  }

  @Test
  void an_at_large_seat_is_called_by_its_state() {
    assertThat(words("en", certain("WY-0"))).contains("|Wyoming (at large)|");
    assertThat(words("es", certain("WY-0"))).contains("|Wyoming (distrito único)|");
    assertThat(calls("en", certain("WY-0")))
        .startsWith("Rep. Liz Cheney (R-WY) -")
        .contains("One of the two Senate seats for Wyoming is vacant.");
    assertThat(calls("es", certain("WY-0")))
        .contains("Uno de los dos escaños del Senado por Wyoming está vacante.");
  }

  @Test
  void a_delegate_has_no_vote_and_there_are_no_senators() {
    assertThat(words("en", certain("DC-0")))
        .startsWith("Del.|Norton|202-225-8050|District of Columbia|")
        .contains("|there are no senators for the District of Columbia|");
    assertThat(words("es", certain("DC-0")))
        .contains("|Distrito de Columbia|no hay senadores por el Distrito de Columbia|");
    assertThat(calls("en", certain("DC-0")))
        .contains("Speaks for the District of Columbia in the House, but has no vote")
        .contains("There are no senators for the District of Columbia.");
    assertThat(calls("es", certain("DC-0")))
        .contains(
            "Habla por el Distrito de Columbia", "No hay senadores por el Distrito de Columbia.");
  }

  @Test
  void puerto_rico_has_a_resident_commissioner() {
    assertThat(words("en", certain("PR-0")))
        .startsWith("Res. Comm.|González-Colón|202-225-2615|Puerto Rico|");
    assertThat(words("es", certain("PR-0"))).startsWith("Com. Res.|González-Colón|");
    assertThat(calls("en", certain("PR-0"))).contains("There are no senators for Puerto Rico.");
  }

  @Test
  void a_vacant_seat_is_said_to_be_vacant() {
    assertThat(words("en", certain("NY-23")))
        .startsWith("|your representative|their office|NY-23|Gillibrand")
        .endsWith("not known");
    assertThat(words("es", certain("NY-23")))
        .startsWith("|su representante|teléfono de su oficina|");
    assertThat(calls("en", certain("NY-23"))).startsWith("The House seat for NY-23 is vacant.");
    assertThat(calls("es", certain("NY-23"))).startsWith("El escaño de NY-23");
  }

  @Test
  void an_official_without_any_number_is_reached_by_the_switchboard_of_the_chamber() {
    assertThat(words("en", certain("NY-26")))
        .startsWith("Rep.|Owens|202-225-3121 (House switchboard)|");
    assertThat(words("es", certain("NY-26")))
        .startsWith("Rep.|Owens|202-225-3121 (conmutador del Capitolio)|");
    assertThat(calls("en", certain("NY-26")))
        .contains(
            "Rep. Una Owens (NY-26)",
            "No number of this office is known to us yet.",
            "ask for Rep. Una Owens",
            "House switchboard: 202-225-3121");
    assertThat(calls("es", certain("NY-26")))
        .contains("Todavía no conocemos ningún número", "conmutador del Capitolio: 202-225-3121");
  }

  @Test
  void a_senator_without_any_number_is_reached_by_the_switchboard_of_the_senate() {
    assertThat(words("en", certain("PA-1"))).contains("|Newman 202-224-3121 (Senate switchboard)|");
    assertThat(calls("en", certain("PA-1"))).contains("Senate switchboard: 202-224-3121");
  }

  // RFC 3966 5.3
  @Test
  void an_extension_is_kept_and_dialled() {
    assertThat(Names.tel("202-225-3701 x204")).isEqualTo("tel:+12022253701;ext=204");
    assertThat(Names.tel("(315) 555-0100")).isEqualTo("tel:+13155550100");
  }

  @Test
  void where_only_the_state_is_known_the_senators_are_listed() {
    assertThat(words("en", stateOnly("NY"))).contains("|your district|Gillibrand 202-224-4451,");
    assertThat(calls("en", stateOnly("NY")))
        .startsWith("We know your state but not your district")
        .contains("Sen. Charles Schumer")
        .doesNotContain("Rep. ");
    assertThat(calls("es", stateOnly("NY"))).startsWith("Conocemos su estado, pero no su distrito");
  }

  @Test
  void where_nothing_is_known_nobody_is_listed_and_there_are_ways_to_find_out() {
    assertThat(words("en", unknown())).contains("|your district|find yours at www.senate.gov|");
    assertThat(calls("en", unknown()))
        .startsWith("We do not know your district")
        .contains("house.gov", "senate.gov", "/preferences/" + Placeholders.TOKEN)
        .doesNotContain("Rep. ", "Sen. ");
    assertThat(calls("es", unknown())).startsWith("No conocemos su distrito");
  }
}
