package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;

/** Whom a row is about, and what it changes. */
final class MergeTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  @Test
  void a_known_email_updates_that_person_and_an_empty_cell_erases_nothing() {
    people.importRows("email,first_name,zip", "ann@example.org,Ann,13202");
    Subscribers.Imported imported =
        people.importRows("email,first_name,zip,phone", "ANN@example.org,,13210,315-555-0101");
    assertThat(imported.updated()).isEqualTo(1);
    Subscriber ann = people.find("ann@example.org");
    assertThat(ann.firstName()).isEqualTo("Ann");
    assertThat(ann.zip()).isEqualTo("13210");
    assertThat(ann.phone()).isEqualTo("+13155550101");
  }

  @Test
  void a_known_number_without_an_email_takes_the_email_of_the_row() {
    people.importRows("phone,first_name", "315-555-0101,Ann");
    people.importRows("email,phone", "ann@example.org,315-555-0101");
    assertThat(people.subscribers.count()).isEqualTo(1);
    assertThat(people.find("ann@example.org").firstName()).isEqualTo("Ann");
  }

  @Test
  void a_row_with_a_number_only_updates_whoever_has_it() {
    people.importRows("email,phone", "ann@example.org,315-555-0101");
    people.importRows("phone,first_name", "315-555-0101,Ann");
    assertThat(people.subscribers.count()).isEqualTo(1);
    assertThat(people.find("ann@example.org").firstName()).isEqualTo("Ann");
  }

  @Test
  void two_people_with_emails_may_share_a_number() {
    people.importRows("email,phone", "ann@example.org,315-555-0101");
    people.importRows("email,phone", "bob@example.org,315-555-0101");
    assertThat(people.subscribers.count()).isEqualTo(2);
    assertThat(people.find("bob@example.org").phone()).isEqualTo("+13155550101");
  }

  @Test
  void of_two_new_emails_the_first_takes_the_known_number() {
    people.importRows("phone,first_name", "315-555-0101,Ann");
    people.importRows(
        "email,phone", "ann@example.org,315-555-0101", "bob@example.org,315-555-0101");
    assertThat(people.subscribers.count()).isEqualTo(2);
    assertThat(people.find("ann@example.org").firstName()).isEqualTo("Ann");
    assertThat(people.find("bob@example.org").firstName()).isEmpty();
  }

  @Test
  void rows_of_one_file_merge_and_the_later_one_wins_field_by_field() {
    Subscribers.Imported imported =
        people.importRows(
            "email,phone,first_name,last_name,zip",
            "ann@example.org,,Anne,Doe,13202",
            ",315-555-0101,Anne,,13210",
            "ann@example.org,315-555-0101,Ann,,");
    assertThat(imported.added()).isEqualTo(1);
    assertThat(imported.rows()).isEqualTo(3);
    Subscriber ann = people.find("ann@example.org");
    assertThat(ann.firstName()).isEqualTo("Ann");
    assertThat(ann.lastName()).isEqualTo("Doe");
    assertThat(ann.zip()).isEqualTo("13210");
  }

  @Test
  void tags_are_kept_sorted_and_an_empty_cell_leaves_them_and_a_dash_takes_them_away() {
    people.importRows("email,tags", "ann@example.org,Volunteers; phone  bank;volunteers;");
    assertThat(people.find("ann@example.org").tags()).containsExactly("phone bank", "volunteers");
    assertThat(people.export()).contains(",tags\n", ",phone bank;volunteers\n");

    people.importRows("email,first_name,tags", "ann@example.org,Ann,");
    assertThat(people.find("ann@example.org").tags()).containsExactly("phone bank", "volunteers");
    people.importRows("email,tags", "ann@example.org,driver");
    assertThat(people.find("ann@example.org").tags()).containsExactly("driver");
    assertThat(people.importRows(people.export()).unchanged()).isOne();
    assertThat(people.importRows("email,tags", "ann@example.org,-").updated()).isOne();
    assertThat(people.find("ann@example.org").tags()).isEmpty();
  }

  @Test
  void what_is_no_tag_costs_the_cell_and_is_not_repeated() {
    for (String wrong : List.of("<b>", ";", "x".repeat(41), "ann@example.org")) {
      Subscribers.Imported in = people.importRows("email,tags", "ann@example.org," + wrong);
      assertThat(in.skipped()).as(wrong).isZero();
      assertThat(people.find("ann@example.org").tags()).isEmpty();
      assertThat(in.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.field()).isEqualTo("tags");
                assertThat(problem.message()).contains("semicolon").doesNotContain(wrong + " ");
              });
    }
  }

  @Test
  void rows_with_the_same_number_only_are_one_person() {
    people.importRows("phone,zip", "315-555-0101,13202", "+1 315 555 0101,13210");
    assertThat(people.subscribers.count()).isEqualTo(1);
    assertThat(people.find("315-555-0101").zip()).isEqualTo("13210");
  }

  @Test
  void consent_newly_given_is_recorded_with_its_time_and_source() {
    people.importRows(
        "email,phone,email_consent,sms_consent,consent_source,consent_at",
        "ann@example.org,315-555-0101,yes,no,meeting,2017-02-01T12:00:00Z",
        "bob@example.org,,yes,,,");
    assertThat(people.consentEvents())
        .containsExactly(
            "email given by import, meeting at 2017-02-01 12:00:00",
            "email given by import,  at 2017-03-14 15:00:00");
  }

  @Test
  void a_no_where_there_was_consent_withdraws_it() {
    people.importRows("phone,sms_consent", "315-555-0101,yes");
    people.importRows("phone,sms_consent,consent_at", "315-555-0101,no,2017-02-01");
    assertThat(people.find("315-555-0101").smsConsent()).isFalse();
    assertThat(people.consentEvents())
        .last()
        .isEqualTo("sms withdrawn by import,  at 2017-02-01 00:00:00");
  }

  @Test
  void an_empty_consent_is_no_for_a_new_person_and_no_change_for_a_known_one() {
    people.importRows("email,email_consent", "ann@example.org,yes", "bob@example.org,");
    people.importRows("email,email_consent", "ann@example.org,", "bob@example.org,");
    assertThat(people.find("ann@example.org").emailConsent()).isTrue();
    assertThat(people.find("bob@example.org").emailConsent()).isFalse();
    assertThat(people.consentEvents()).hasSize(1);
  }

  @Test
  void consent_to_texts_does_not_pass_to_another_number() {
    people.importRows("email,phone,sms_consent", "ann@example.org,315-555-0101,yes");
    people.importRows("email,phone", "ann@example.org,315-555-0102");
    assertThat(people.find("ann@example.org").smsConsent()).isFalse();
  }

  @Test
  void consent_said_of_an_earlier_number_of_the_same_file_does_not_count() {
    people.importRows(
        "email,phone,sms_consent",
        "ann@example.org,315-555-0101,yes",
        "ann@example.org,315-555-0102,");
    assertThat(people.find("ann@example.org").phone()).isEqualTo("+13155550102");
    assertThat(people.find("ann@example.org").smsConsent()).isFalse();
  }

  @Test
  void consent_without_an_address_is_none() {
    people.importRows("email,sms_consent", "ann@example.org,yes");
    assertThat(people.find("ann@example.org").smsConsent()).isFalse();
    assertThat(people.consentEvents()).isEmpty();
  }
}
