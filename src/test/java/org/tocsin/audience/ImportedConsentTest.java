package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;

/** What people agreed to, by when they said it, and who they are, by name. */
final class ImportedConsentTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final String HEAD = "email,email_consent,consent_source,consent_at";

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private boolean agreed() {
    return people.find("ann@example.org").emailConsent();
  }

  private static List<String> warnings(Subscribers.Imported imported) {
    return imported.problems().stream().map(p -> p.line() + " " + p.field()).toList();
  }

  @Test
  void an_older_yes_that_comes_later_does_not_undo_a_no() {
    people.importRows(HEAD, "ann@example.org,yes,fair,2015-01-01");
    people.importRows(HEAD, "ann@example.org,no,phone,2016-02-01");
    Subscribers.Imported in = people.importRows(HEAD, "ann@example.org,yes,form,2016-01-01");
    assertThat(agreed()).isFalse();
    assertThat(warnings(in)).containsExactly("2 consent_at");
    assertThat(people.consentEvents())
        .last()
        .isEqualTo("email withdrawn by import, phone at 2016-02-01 00:00:00");
    people.importRows(HEAD, "ann@example.org,yes,,");
    assertThat(agreed()).isFalse();
    people.importRows(HEAD, "ann@example.org,yes,form,2016-03-01");
    assertThat(agreed()).isTrue();
  }

  @Test
  void a_no_before_there_was_any_consent_counts_by_its_date_and_so_in_one_file() {
    people.importRows(HEAD, "ann@example.org,no,phone,2016-02-01");
    people.importRows(HEAD, "ann@example.org,yes,form,2016-01-01");
    assertThat(agreed()).isFalse();
    people.importRows(
        HEAD, "bob@example.org,no,phone,2016-02-01", "bob@example.org,yes,form,2016-01-01");
    assertThat(people.find("bob@example.org").emailConsent()).isFalse();
  }

  @Test
  void a_row_without_a_consent_cell_leaves_where_consent_came_from() {
    people.importRows(HEAD, "ann@example.org,yes,paper form at town hall,2016-01-01");
    people.importRows(
        "email,first_name,consent_source,consent_at", "ann@example.org,Ann,raffle list,2017-01-01");
    assertThat(people.export()).contains("paper form at town hall,2016-01-01");
  }

  @Test
  void consent_of_tomorrow_is_refused_and_one_without_source_and_date_is_warned_about() {
    Subscribers.Imported in =
        people.importRows(
            HEAD,
            "ann@example.org,yes,fair,2017-03-16",
            "bob@example.org,yes,,",
            "cy@example.org,yes,,");
    assertThat(warnings(in)).containsExactly("2 consent_at", "3 consent_source");
    assertThat(in.problems().get(1).message()).contains(": 2.");
    assertThat(in.skipped()).isOne();
  }

  @Test
  void a_number_with_another_name_is_another_person_and_both_lines_are_named() {
    people.importRows(
        "email,phone,first_name,zip,language", "ann@example.org,315-555-0101,Ann,13202,en");
    Subscribers.Imported in =
        people.importRows(
            "phone,first_name,zip,language",
            "315-555-0101,Rosa,00907,es",
            "315-555-0101,Luis,00907,es");
    assertThat(in.added()).isEqualTo(2);
    assertThat(warnings(in)).containsExactly("2 phone", "3 phone");
    Subscriber ann = people.find("ann@example.org");
    assertThat(List.of(ann.firstName(), ann.zip(), ann.language()))
        .containsExactly("Ann", "13202", "en");
    assertThat(people.importRows("phone,first_name", "315-555-0101,Rosa").unchanged()).isOne();
  }

  @Test
  void two_people_with_a_number_only_are_two_and_a_shorter_name_is_the_same() {
    Subscribers.Imported in =
        people.importRows(
            "phone,first_name,last_name",
            "315-555-0101,Ann,Doe",
            "315-555-0101,Bob,Doe",
            "315-555-0101,ANN,",
            "315-555-0101,B.,Doe");
    assertThat(in.added()).isEqualTo(2);
    assertThat(in.problems())
        .anySatisfy(p -> assertThat(p.message()).contains("line 2", "another name"));
  }

  @Test
  void two_people_with_one_email_do_not_melt_into_one() {
    Subscribers.Imported in =
        people.importRows(
            "email,first_name,zip,email_consent,consent_source",
            "doe@example.org,Ann,13202,,",
            "doe@example.org,Bob,00907,yes,fair");
    Subscriber doe = people.find("doe@example.org");
    assertThat(doe.firstName()).isEqualTo("Ann");
    assertThat(doe.zip()).isEqualTo("13202");
    assertThat(doe.emailConsent()).isTrue();
    assertThat(in.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.line()).isEqualTo(3);
              assertThat(p.message()).contains("line 2");
            });
  }
}
