package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.support.TestDatabase;

/** What an import says of itself. */
final class SummaryTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder).withDistricts();
  }

  @Test
  void thousands_of_bad_rows_are_one_remark_with_a_count_and_the_first_lines() {
    String rows =
        IntStream.range(0, 6_000).mapToObj(n -> "no address").collect(Collectors.joining("\n"));
    Subscribers.Imported in = people.importRows("email", rows);
    assertThat(in.remarks()).singleElement();
    assertThat(in.remarks().get(0).toString())
        .endsWith(
            "people.csv:2: email: It is no email address. (6,000 times: lines 2, 3, 4, 5, 6 and"
                + " more)");
    assertThat(in.isUseless()).isTrue();
  }

  @Test
  void a_remark_about_two_lines_names_both() {
    Subscribers.Imported in =
        people.importRows(
            "phone,first_name",
            "315-555-0101,Ann",
            "315-555-0101,Bob",
            "315-555-0102,Cy",
            "315-555-0102,Di");
    assertThat(in.remarks()).singleElement();
    assertThat(in.remarks().get(0).toString()).contains("3 (as 2), 5 (as 4)");
  }

  @Test
  void it_counts_who_can_be_written_to_and_whose_zip_lies_nowhere() {
    people.suppress(Channel.SMS, "+13155550102");
    Subscribers.Imported in =
        people.importRows(
            "email,phone,zip,email_consent,sms_consent,consent_source",
            "ann@example.org,315-555-0101,13202,yes,yes,fair",
            "bob@example.org,315-555-0102,99999,yes,yes,fair",
            "cy@example.org,,,no,,");
    assertThat(in.reach()).isEqualTo(new Subscribers.Reach(2, 1, 2));
    assertThat(in.remarks()).anyMatch(r -> r.toString().contains(":3: zip: It lies in no"));
    assertThat(in.isUseless()).isFalse();
  }
}
