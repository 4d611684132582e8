package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.TestDatabase;

/** Programs that nobody listed: an opt-out travels by the words of its column's name. */
final class OtherProgramsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private List<String> suppressed() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery("SELECT channel || ' ' || reason FROM suppression ORDER BY 1")
                .mapTo(String.class)
                .list());
  }

  @ParameterizedTest
  @CsvSource({
    "Unsubscribed from all email, true, email unsubscribe",
    "Opted out of email: Marketing Information, Yes, email unsubscribe",
    "EMAIL_BLACKLISTED, true, email unsubscribe",
    "SMS_BLACKLISTED, 1, sms stop",
    "Do Not Bulk Email, Yes, email unsubscribe",
    "email_disabled, true, email unsubscribe",
    "IsEmailBounced, 1, email hard_bounce",
    "Email Suppressions, \"[\"\"HARD_BOUNCE\"\"]\", email hard_bounce",
    "Unsubscribe timestamp, 2016-02-01, email unsubscribe",
    "Cancelled at, 2016-02-01, email unsubscribe",
    "Is Deceased / Closed, 1, 'email by_hand,sms by_hand'",
    "Subscribe/unsubscribe status, , ''"
  })
  void an_opt_out_comes_in_by_the_words_of_its_column(String column, String cell, String out) {
    String written = cell == null ? "" : cell;
    people.importRows("email,phone,\"" + column + "\"", "ann@example.org,315-555-0101," + written);
    assertThat(String.join(",", suppressed())).isEqualTo(out);
  }

  @ParameterizedTest
  @CsvSource({
    "Unsubscribed from all email, false",
    "Email Suppressions, []",
    "Unsub campaign title, March news",
    "Confirmed opt-out source, Contact",
    "Emails bounced, 1",
    "Opt in or opt out, Opt in",
    "Do Not Mail, 1",
    "Do Not Call, 1"
  })
  void what_tells_of_no_opt_out_opts_nobody_out(String column, String cell) {
    people.importRows("email,phone,\"" + column + "\"", "ann@example.org,315-555-0101," + cell);
    assertThat(suppressed()).isEmpty();
  }

  @Test
  void what_is_read_by_the_words_of_its_name_alone_is_said() {
    assertThat(
            people.importRows("email,unsubscribed_from_all_email", "a@example.org,no").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("it is read as email_opt_out"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created_at",
        "created",
        "CreatedDate",
        "Create Date",
        "updated_at",
        "updated",
        "modified_date",
        "Last Modified Date",
        "date_added",
        "added_time",
        "cancellation"
      })
  void times_at_which_a_program_wrote_a_row_are_not_taken_for_a_slip(String column) {
    assertThat(people.importRows("email," + column, "a@example.org,2016-01-01").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).startsWith("These columns are not read"));
  }

  @Test
  void donors_and_subscribers_have_addresses_too() {
    people.importRows(
        "Donor First Name,Donor Last Name,Donor Addr1,Donor City,Donor State,Donor ZIP,Donor Email,"
            + "Donor Phone,Text Message Opt In",
        "Ann,Doe,1 Main St,Syracuse,NY,13202,ann@example.org,3155550101,opted_in");
    Subscriber ann = people.find("ann@example.org");
    assertThat(ann.phone()).isEqualTo("+13155550101");
    assertThat(ann.street()).isEqualTo("1 Main St");
    assertThat(ann.smsConsent()).isTrue();
    assertThat(ann.emailConsent()).isFalse();
    people.importRows("Subscriber,Subscribed,Status", "bob@example.org,2016-01-02 03:04:05,active");
    assertThat(people.find("bob@example.org").emailConsent()).isTrue();
    assertThat(people.consentEvents()).contains("email given by import,  at 2016-01-02 03:04:05");
  }

  @Test
  void an_address_in_one_cell_is_parted_beside_a_column_with_its_zip() {
    people.importRows(
        "Email Address,Address,Zip Code", "ann@example.org,1 Main St  Syracuse NY 13202,13202");
    Subscriber ann = people.find("ann@example.org");
    assertThat(List.of(ann.street(), ann.city(), ann.state(), ann.zip()))
        .containsExactly("1 Main St", "Syracuse", "NY", "13202");
  }

  @Test
  void groups_that_google_makes_are_no_tags_and_no_remark() {
    assertThat(people.importRows("Email,Labels", "a@example.org,* myContacts ::: Hosts").problems())
        .isEmpty();
    assertThat(people.find("a@example.org").tags()).containsExactly("hosts");
  }

  @Test
  void that_mail_arrives_says_nothing_against_a_subscription() {
    people.importRows(
        "Email,Email Subscription Status,Email Status", "a@example.org,Subscribed,Good");
    assertThat(people.find("a@example.org").emailConsent()).isTrue();
  }

  @Test
  void a_second_address_counts_where_the_first_is_missing() {
    people.importRows(
        "first_name,email1,email2", "Ann,,ann@example.org", "Bob,bob@example.org,b@example.org");
    assertThat(people.find("ann@example.org").firstName()).isEqualTo("Ann");
    assertThat(people.find("bob@example.org").firstName()).isEqualTo("Bob");
  }
}
