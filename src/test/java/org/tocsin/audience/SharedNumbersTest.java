package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;

/** A number or an address is not a person: households share them. */
final class SharedNumbersTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final String ANN = "ann@example.org,315-555-0101,Ann,13202,en,NY";
  private static final String HEAD = "email,phone,first_name,zip,language,state";

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private List<String> ann() {
    Subscriber ann = people.find("ann@example.org");
    return List.of(ann.firstName(), ann.zip(), ann.language(), ann.state());
  }

  private static List<String> warnings(Subscribers.Imported in) {
    return in.problems().stream().map(p -> p.line() + " " + p.field()).toList();
  }

  @Test
  void a_row_with_the_number_alone_and_no_name_moves_nobody() {
    people.importRows(HEAD, ANN);
    Subscribers.Imported in =
        people.importRows(
            "phone,zip,language,sms_consent,consent_source,consent_at",
            "315-555-0101,00907,es,yes,fair,2017-01-01");
    assertThat(ann()).containsExactly("Ann", "13202", "en", "NY");
    assertThat(people.find("ann@example.org").smsConsent()).isTrue();
    assertThat(warnings(in)).containsExactly("2 phone");
    assertThat(in.problems().get(0).message()).contains("somebody on the list");
    assertThat(in.unchanged() + in.updated()).isOne();
  }

  @Test
  void nor_does_it_within_one_file_and_both_lines_are_named() {
    Subscribers.Imported in = people.importRows(HEAD, ANN, ",315-555-0101,,00907,es,PR");
    assertThat(ann()).containsExactly("Ann", "13202", "en", "NY");
    assertThat(warnings(in)).containsExactly("3 phone");
    assertThat(in.problems().get(0).message()).contains("line 2");
  }

  @Test
  void a_row_with_the_number_and_a_name_says_nothing_of_somebody_without_one() {
    people.importRows(HEAD, "ann@example.org,315-555-0101,,13202,en,NY");
    people.importRows(HEAD, ",315-555-0101,Rosa,00907,es,PR");
    assertThat(ann()).containsExactly("", "13202", "en", "NY");
  }

  @Test
  void what_was_not_known_is_filled_in_and_the_same_name_may_move() {
    people.importRows(HEAD, "ann@example.org,315-555-0101,Ann,,,");
    assertThat(people.importRows("phone,zip", "315-555-0101,13202").problems()).isEmpty();
    assertThat(ann()).containsExactly("Ann", "13202", "", "");
    people.importRows("phone,first_name,zip", "315-555-0101,Ann,13210");
    assertThat(ann()).containsExactly("Ann", "13210", "", "");
  }

  @Test
  void a_new_address_with_a_known_number_and_another_zip_is_somebody_new() {
    people.importRows("phone,zip", "315-555-0101,13202");
    people.importRows("email,phone,zip", "bob@example.org,315-555-0101,00907");
    assertThat(people.subscribers.count()).isEqualTo(2);
    assertThat(people.find("bob@example.org").zip()).isEqualTo("00907");
    assertThat(people.find("315-555-0101").zip()).isEqualTo("13202");
  }

  @Test
  void two_addresses_with_one_number_and_other_names_are_two_people_and_it_is_said() {
    Subscribers.Imported in =
        people.importRows(HEAD, ANN, "bob@example.org,315-555-0101,Bob,13202,en,NY");
    assertThat(in.added()).isEqualTo(2);
    assertThat(warnings(in)).containsExactly("3 phone");
    assertThat(in.problems().get(0).message()).contains("line 2");
  }
}
