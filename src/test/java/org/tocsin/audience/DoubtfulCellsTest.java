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
import org.tocsin.Problem;
import org.tocsin.civic.Zips;
import org.tocsin.support.TestDatabase;

/** A doubtful cell beside the address costs the cell, not the person. */
final class DoubtfulCellsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "907|00907",
        "501|00501",
        "1234|01234",
        "13202.0|13202",
        "13202 1234|13202",
        "13202-1234|13202",
        "\u00A013202\u00A0|13202",
        "=\"02139\"|02139",
        "21391234|02139",
        "132021234|13202",
        "'02139|02139",
        "13202\u20131234|13202",
        "13202 - 1234|13202",
        "13202-|13202"
      })
  void zips_are_read_as_spreadsheets_leave_them(String written, String zip) {
    assertThat(Zips.read(written).orElseThrow().five()).isEqualTo(zip);
  }

  @Test
  void what_is_no_zip_is_none() {
    for (String wrong : List.of("", "12", "1320Z", "132021", "1320212", "1320212345")) {
      assertThat(Zips.read(wrong)).as(wrong).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Pat <pat@example.org>",
        "mailto:pat@example.org",
        "pat@example.org.",
        "\u00A0pat@example.org\u00A0",
        "pat\u200B@example.org"
      })
  void emails_are_read_as_programs_write_them(String written) {
    assertThat(Emails.normal(written)).contains("pat@example.org");
  }

  @Test
  void an_address_among_words_is_kept_and_it_is_said() {
    for (String cell :
        List.of(
            "pat@example.org (work)",
            "Email: pat@example.org",
            "\"pat@example.org; pat@example.net\"",
            "\"pat@example.org, old@example.net\"",
            "pat@example.org or pat@example.net",
            "pat@example.org ::: pat@example.net",
            "\u201Cpat@example.org\u201D")) {
      people = People.none(JDBI, folder);
      Subscribers.Imported in = people.importRows("email", cell);
      assertThat(people.find("pat@example.org").id()).as(cell).isPositive();
      assertThat(in.problems()).as(cell).hasSize(1).noneMatch(p -> p.isError());
    }
  }

  @Test
  void a_curly_apostrophe_is_a_straight_one() {
    assertThat(Emails.normal("o\u2019neil@example.org")).contains("o'neil@example.org");
  }

  @Test
  void an_address_that_cannot_be_written_to_yet_is_not_called_none() {
    // RFC 6531
    String yet = "Email cannot be sent yet to an address with letters such as é or ñ before the @.";
    Subscribers.Imported in =
        people.importRows("email,phone", "josé@example.org,315-555-0101", "señora@example.org,");
    assertThat(in.problems())
        .extracting(Problem::toString)
        .satisfiesExactly(
            kept -> assertThat(kept).contains(":2: email: " + yet, "left out, the person is kept"),
            lost -> assertThat(lost).contains(":3: email: " + yet, "Ask for another one."));
    assertThat(people.find("315-555-0101").email()).isNull();
  }

  @Test
  void the_number_of_a_cell_is_kept_and_what_is_none_costs_the_cell() {
    for (String cell :
        List.of(
            "315-423-5657 x12",
            "315/423-5657",
            "3154235657.0",
            "315-423-5657 ext. 4",
            "315-423-5657; 315-555-0101",
            "315-423-5657 or 315-555-0101",
            "315-423-5657 / 315-555-0101",
            "'3154235657",
            "315-423-5657 (cell)",
            "cell: 315-423-5657",
            "(315) 423-5657 home",
            "\"315-423-5657, ask for Pat\"",
            "1 315 423 5657 #4",
            "13154235657.0")) {
      people = People.none(JDBI, folder);
      people.importRows("email,phone", "pat@example.org," + cell);
      assertThat(people.find("pat@example.org").phone()).as(cell).isEqualTo("+13154235657");
    }
    for (String cell :
        List.of(
            "n/a",
            "4235657",
            "3.15424E+09",
            "+33 612 345 6789",
            "011 44 315 423 5657",
            "none",
            "31542356571",
            "000-000-0000")) {
      people = People.none(JDBI, folder);
      Subscribers.Imported in = people.importRows("email,phone", "pat@example.org," + cell);
      assertThat(people.find("pat@example.org").phone()).as(cell).isNull();
      assertThat(in.problems()).as(cell).hasSize(1).noneMatch(p -> p.isError());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2/1/2017|2017-02-01T00:00:00Z",
        "02/01/2017 12:00 PM|2017-02-01T12:00:00Z",
        "2017-02-01 12:00:00 UTC|2017-02-01T12:00:00Z",
        "2017/02/01|2017-02-01T00:00:00Z",
        "2017-02-01 12:00:00 EST|2017-02-01T17:00:00Z",
        "2017-02-01 12:00:00 -0500|2017-02-01T17:00:00Z",
        "2017-02-01 12:00:00 UTC-05:00|2017-02-01T17:00:00Z",
        "2017-02-01T12:00:00.000+0000|2017-02-01T12:00:00Z",
        "2/1/17|2017-02-01T00:00:00Z",
        "2/1/2017 0:05|2017-02-01T00:05:00Z",
        "02/01/2017 01:02:03 pm|2017-02-01T13:02:03Z",
        "02-01-2017|2017-02-01T00:00:00Z",
        "1 February 2017|2017-02-01T00:00:00Z",
        "1-Feb-2017|2017-02-01T00:00:00Z",
        "Wednesday, February 1, 2017 at 12:00 PM|2017-02-01T12:00:00Z",
        "Wed Feb 1 2017|2017-02-01T00:00:00Z",
        "20170201|2017-02-01T00:00:00Z",
        "42767|2017-02-01T00:00:00Z",
        "42767.5|2017-02-01T12:00:00Z",
        "1485907200|2017-02-01T00:00:00Z",
        "1485907200000|2017-02-01T00:00:00Z",
        "\u00A02017-02-01\u00A0|2017-02-01T00:00:00Z",
        "2017-02-01T12:00:00+01:00|2017-02-01T11:00:00Z",
        "Feb 1, 2017|2017-02-01T00:00:00Z"
      })
  void dates_are_read_as_spreadsheets_write_them(String written, String at) {
    assertThat(Dates.read(written).orElseThrow()).hasToString(at);
  }

  @Test
  void what_is_no_time_is_none() {
    for (String wrong :
        List.of(
            "", "yesterday", "25/12/2016", "2017-02-30", "2017", "0000-00-00", "1/2", "99999999")) {
      assertThat(Dates.read(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void consent_is_read_in_the_words_of_programs_and_other_words_are_none() {
    for (String yes : List.of("Opted in", "subscribed", "on")) {
      people.importRows("email,email_consent", "pat@example.org," + yes);
      assertThat(people.find("pat@example.org").emailConsent()).as(yes).isTrue();
      people = People.none(JDBI, folder);
    }
    people.importRows("email,email_consent", "pat@example.org,perhaps");
    assertThat(people.find("pat@example.org").emailConsent()).isFalse();
  }
}
