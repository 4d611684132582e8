package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.consent.AddressKeys;
import org.tocsin.support.TestDatabase;

/** Who has opted out stays out, from whatever program and into whatever database they come. */
final class OptOutsTravelTest {
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
                .createQuery(
                    """
                    SELECT channel || ' ' || reason || ' ' || (since AT TIME ZONE 'UTC')::date
                    FROM suppression ORDER BY 1\
                    """)
                .mapTo(String.class)
                .list());
  }

  @Test
  void an_exported_list_takes_its_opt_outs_into_an_empty_database() {
    // P4
    people.importRows(
        "email,phone,email_consent,sms_consent", "ann@example.org,315-555-0101,yes,yes");
    JDBI.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO suppression SELECT 'email', email_key, 'complaint',"
                    + " timestamptz '2016-05-04 03:02:01Z' FROM subscriber"));
    String exported = people.export();
    people = People.none(JDBI, folder);
    assertThat(people.importRows(exported).optOuts()).isOne();
    assertThat(suppressed()).containsExactly("email complaint 2016-05-04");
    assertThat(people.export().replaceAll("(?m),[0-9]+,,UNKNOWN", ""))
        .isEqualTo(exported.replaceAll("(?m),[0-9]+,,UNKNOWN", ""));
    assertThat(people.consentEvents())
        .contains("email withdrawn by import,  at 2016-05-04 03:02:01");
    assertThat(people.importRows(exported).optOuts()).isZero();
  }

  @Test
  void a_state_without_way_and_time_is_an_opt_out_from_today() {
    people.importRows(
        "email,email_consent,email_state",
        "ann@example.org,yes,suppressed",
        "bob@example.org,yes,Unsubscribed",
        "cy@example.org,yes,cleaned",
        "di@example.org,yes,subscribed");
    assertThat(suppressed())
        .containsExactly(
            "email by_hand 2017-03-14",
            "email hard_bounce 2017-03-14",
            "email unsubscribe 2017-03-14");
  }

  @Test
  void a_state_that_nobody_knows_gives_no_consent() {
    Subscribers.Imported in =
        people.importRows("email,email_consent,email_state", "ann@example.org,yes,gone fishing");
    assertThat(people.find("ann@example.org").emailConsent()).isFalse();
    assertThat(in.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.field()).isEqualTo("email_state"));
  }

  @Test
  void an_import_makes_no_opt_out_weaker() {
    people.importRows("phone,sms_opt_out", "315-555-0101,complaint");
    people.importRows("phone,sms_opt_out", "315-555-0101,unsubscribe");
    assertThat(suppressed()).containsExactly("sms complaint 2017-03-14");
  }

  @Test
  void a_list_of_addresses_is_entered_with_or_without_names_of_columns() throws IOException {
    assertThat(enter("ann@example.org\n315-555-0101\nnobody\n")).isEqualTo(new long[] {3, 2, 1});
    assertThat(enter("Email Address,UNSUB_TIME\nbob@example.org,2016-01-02 03:04:05\n"))
        .isEqualTo(new long[] {1, 1, 0});
    assertThat(suppressed())
        .containsExactly(
            "email by_hand 2016-01-02", "email by_hand 2017-03-14", "sms by_hand 2017-03-14");
    people.importRows("email,email_consent", "ann@example.org,yes");
    assertThat(people.export()).contains(",suppressed,");
  }

  private long[] enter(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), csv);
    OptOutList.Entered entered =
        new OptOutList(JDBI, People.CLOCK, AddressKeys.of(JDBI)).enter(file, "old program");
    assertThat(people.consentEvents()).anyMatch(e -> e.contains("import, old program"));
    return new long[] {entered.rows(), entered.optedOut(), entered.skipped()};
  }
}
