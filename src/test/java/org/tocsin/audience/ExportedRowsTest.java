package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.TestDatabase;

/** An exported list that somebody mends in a spreadsheet and imports again. */
final class ExportedRowsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final String HEAD =
      "email,phone,first_name,last_name,city,zip,email_consent,sms_consent,consent_source,"
          + "consent_at,tags";

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
    people.importRows(
        HEAD,
        "ann@gmial.com,315-555-0101,Ann,Doe,Syracuse,13202,yes,yes,fair,2016-01-01,host",
        "bob@example.org,,Bob,Roe,Rome,13440,yes,no,fair,2016-01-01,");
  }

  private Subscribers.Imported again(String from, String to) {
    String csv = people.export();
    assertThat(csv).contains(from);
    return people.importRows(csv.replace(from, to));
  }

  @Test
  void a_slip_in_an_address_is_mended_for_the_person_with_that_id() {
    Subscribers.Imported in = again("ann@gmial.com", "ann@gmail.com");
    assertThat(in.updated()).isOne();
    assertThat(in.added()).isZero();
    Subscriber ann = people.find("ann@gmail.com");
    assertThat(ann.emailConsent()).isTrue();
    assertThat(ann.phone()).isEqualTo("+13155550101");
    assertThat(people.subscribers.count()).isEqualTo(2);
    assertThat(people.consentEvents()).last().asString().startsWith("email given by import, fair");
  }

  @Test
  void a_name_and_a_number_are_mended_too() {
    again("+13155550101,Ann,Doe", "315-555-0102,Anna,Poe");
    Subscriber ann = people.find("ann@gmial.com");
    assertThat(List.of(ann.phone(), ann.firstName(), ann.lastName()))
        .containsExactly("+13155550102", "Anna", "Poe");
    assertThat(people.subscribers.count()).isEqualTo(2);
  }

  @Test
  void a_cell_that_is_emptied_is_cleared() {
    again(",+13155550101,Ann,Doe,", ",,,Doe,");
    again("Syracuse,,13202", ",,");
    again(",host\n", ",\n");
    Subscriber ann = people.find("ann@gmial.com");
    assertThat(ann.phone()).isNull();
    assertThat(List.of(ann.firstName(), ann.lastName(), ann.city(), ann.zip()))
        .containsExactly("", "Doe", "", "");
    assertThat(ann.tags()).isEmpty();
  }

  @Test
  void some_of_the_columns_are_enough_where_the_id_is_among_them() {
    long id = people.find("ann@gmial.com").id();
    people.importRows("id,email,first_name,last_name,city", id + ",ann@gmail.com,Ann,Doe,");
    assertThat(people.subscribers.count()).isEqualTo(2);
    Subscriber ann = people.find("ann@gmail.com");
    assertThat(ann.id()).isEqualTo(id);
    assertThat(ann.city()).isEmpty();
    assertThat(ann.zip()).isEqualTo("13202");
    assertThat(ann.emailConsent()).as("nobody agreed for that address").isFalse();
  }

  @Test
  void a_cell_that_cannot_be_read_clears_nothing() {
    again(",13202,", ",1320Z,");
    assertThat(people.find("ann@gmial.com").zip()).isEqualTo("13202");
  }

  @Test
  void an_address_of_somebody_else_is_not_taken_from_them() {
    Subscribers.Imported in = again("ann@gmial.com", "bob@example.org");
    assertThat(people.find("bob@example.org").firstName()).isEqualTo("Bob");
    assertThat(people.find("ann@gmial.com").firstName()).isEqualTo("Ann");
    assertThat(in.problems()).anyMatch(p -> p.message().contains("somebody else"));
  }

  @Test
  void an_id_of_another_installation_is_nobody_here() {
    String elsewhere = people.export();
    people = People.none(JDBI, folder);
    JDBI.useHandle(handle -> handle.execute("ALTER TABLE subscriber ALTER id RESTART WITH 1"));
    for (int n = 0; n < 20_000; n += 10_000) {
      people.importRows(HEAD, "x" + n + "@example.org,,Xy,Zz,,,,,,,host");
    }
    String id = people.export().lines().skip(1).findFirst().orElseThrow().split(",")[13];
    String csv = elsewhere.replaceFirst("(2016-01-01T[^,]*,)[0-9]+", "$1" + id);
    Subscribers.Imported in = people.importRows(csv.replace(",host", ","));
    assertThat(in.added()).isEqualTo(2);
    assertThat(people.find("x0@example.org").firstName()).isEqualTo("Xy");
    assertThat(people.find("x0@example.org").tags()).containsExactly("host");
    assertThat(in.problems()).anyMatch(p -> p.field().equals("id") && p.line() == 2);
  }

  @Test
  void a_bounce_of_the_address_with_the_slip_does_not_follow_the_right_one() {
    JDBI.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO suppression SELECT 'email', email_key, 'hard_bounce', now()"
                    + " FROM subscriber WHERE email = 'ann@gmial.com'"));
    again("ann@gmial.com", "ann@gmail.com");
    assertThat(people.export()).contains("ann@gmail.com").doesNotContain("suppressed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://x.example.org\")",
        "+1",
        "@SUM(A1)",
        "-1",
        "=1+1",
        "'=1",
        "''a",
        "'t Hooft",
        "\uFF1D1",
        "-"
      })
  void what_a_spreadsheet_would_run_is_made_harmless_and_comes_back_as_it_was(String name) {
    // CWE-1236
    JDBI.useHandle(
        handle ->
            handle.execute(
                "UPDATE subscriber SET first_name = ?, street = ?, consent_source = ?",
                name,
                name,
                name));
    String csv = people.export();
    assertThat(csv).doesNotContainPattern("(?m)(?:^|,)\"?[=@\\uFF1D]").doesNotContain(",-", ",+1,");
    assertThat(people.importRows(csv).unchanged()).isEqualTo(2);
    assertThat(people.export()).isEqualTo(csv);
  }

  @Test
  void tab_and_carriage_return_before_a_formula_do_not_hide_it() {
    JDBI.useHandle(
        handle -> handle.execute("UPDATE subscriber SET city = E'\\t=1', street = E'\\r=1'"));
    assertThat(people.export()).contains("'\t=1", "\"'\r=1\"");
  }
}
