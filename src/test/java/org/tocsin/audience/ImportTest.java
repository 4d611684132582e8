package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.civic.District;
import org.tocsin.support.TestDatabase;

final class ImportTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private static List<String> lines(Subscribers.Imported imported) {
    return imported.problems().stream().map(p -> p.line() + " " + p.field()).toList();
  }

  @Test
  void columns_come_in_any_order_and_values_are_stored_in_one_form() {
    people.importRows(
        "zip,Phone,first_name,EMAIL,language,state,sms_consent,email_consent",
        "13202-1234,(315) 555-0101,Ann,\" Ann@Example.ORG \",Spanish,new york,x,true");
    Subscriber ann = people.find("ann@example.org");
    assertThat(ann.phone()).isEqualTo("+13155550101");
    assertThat(ann.zip()).isEqualTo("13202");
    assertThat(ann.language()).isEqualTo("es");
    assertThat(ann.state()).isEqualTo("NY");
    assertThat(ann.emailConsent() && ann.smsConsent()).isTrue();
    assertThat(people.find("315 555 0101")).isEqualTo(ann);
  }

  @Test
  void a_file_from_a_spreadsheet_with_mark_crlf_and_quotes_is_read() {
    String csv =
        "\uFEFF\"email\",\"first_name\"\r\n\"ann@example.org\",\"Ann \"\"A\"\" O'Neil, Jr\"\r\n";
    people.importBytes(csv.getBytes(StandardCharsets.UTF_8));
    assertThat(people.find("ann@example.org").firstName()).isEqualTo("Ann \"A\" O'Neil, Jr");
  }

  @Test
  void a_bad_cell_or_row_is_reported_with_its_line_and_the_others_go_in() {
    Subscribers.Imported imported =
        people.importRows(
            "email,phone,zip,email_consent,consent_at,state,language",
            "ann@example.org,,13202,yes,2017-02-01,NY,en",
            "not an address,,,,,,",
            "bob@example.org,555,,,,,",
            "cy@example.org,,1320Z,,,,",
            "di@example.org,,,maybe,,,",
            "ed@example.org,,,,yesterday,,",
            ",,13202,,,,",
            "flo@example.org,,13202,yes,2017-02-01,NY,en,one more",
            "gus@example.org,,,,,Ontario,Klingon");
    assertThat(lines(imported))
        .containsExactly(
            "3 email",
            "4 phone",
            "5 zip",
            "6 email_consent",
            "7 consent_at",
            "8 ",
            "9 ",
            "10 language",
            "10 state");
    assertThat(imported.rows()).isEqualTo(9);
    assertThat(imported.skipped()).isEqualTo(3);
    assertThat(imported.added()).isEqualTo(6);
    assertThat(people.find("gus@example.org").state()).isEmpty();
    // P12: what stands in a wrong cell may be a person's address.
    assertThat(imported.problems()).noneMatch(p -> p.message().contains("not an address"));
  }

  @Test
  void a_four_digit_zip_gets_its_zero_back_with_a_warning() {
    Subscribers.Imported imported = people.importRows("email,zip", "ann@example.org,1234");
    assertThat(people.find("ann@example.org").zip()).isEqualTo("01234");
    assertThat(imported.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.level()).isEqualTo(Problem.Level.WARNING));
  }

  @Test
  void an_unknown_column_is_a_warning() {
    Subscribers.Imported imported =
        people.importRows("email,shoe_size,id,district", "ann@example.org,39,7,NY-24");
    assertThat(lines(imported)).containsExactly("1 ");
    assertThat(imported.problems().get(0).message()).contains("shoe_size");
  }

  @Test
  void only_the_first_thousand_problems_are_kept_and_all_are_counted() {
    StringBuilder csv = new StringBuilder("email\n");
    csv.append("no address\n".repeat(1_500));
    Subscribers.Imported imported = people.importRows(csv.toString());
    assertThat(imported.problems()).hasSize(1_000);
    assertThat(imported.problemCount()).isEqualTo(1_500);
    assertThat(imported.skipped()).isEqualTo(1_500);
  }

  @Test
  void a_broken_file_changes_nothing_and_names_the_line() {
    assertRefused("", 0, "empty");
    assertRefused("name,zip\nAnn,13202\n", 1, "no such column");
    assertRefused("email,email\nann@example.org,\n", 1, "twice");
    assertRefused(
        "email,first_name\nann@example.org,Ann\nbob@example.org,\"Bob\ncy@example.org,Cy\n",
        3,
        "never closed");
    assertRefused("email,first_name\nann@example.org,\"Ann\" A\n", 2, "quote");
  }

  private void assertRefused(String csv, int line, String saying) {
    assertThatThrownBy(() -> people.importBytes(csv.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            BadInput.class,
            e -> {
              assertThat(e.problems().get(0).line()).isEqualTo(line);
              assertThat(e.problems().get(0).file()).endsWith("people.csv");
            })
        .hasMessageContaining(saying);
    assertThat(people.subscribers.count()).isZero();
  }

  @Test
  void a_missing_file_is_said_to_be_missing() {
    assertThatThrownBy(() -> people.subscribers.importFile(folder.resolve("none.csv"), rows -> {}))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void a_name_cannot_begin_a_header_line() {
    // H05
    people.importRows(
        "email,first_name", "ann@example.org,\"Ann\r\nBcc: all@example.org\u202E\u0000\"");
    assertThat(people.find("ann@example.org").firstName()).isEqualTo("Ann Bcc: all@example.org");
  }

  @Test
  void importing_again_changes_nothing() {
    // P2
    String[] rows = {
      "email,phone,zip,email_consent,sms_consent",
      "ann@example.org,315-555-0101,13202,yes,yes",
      ",315-555-0102,13202,,yes"
    };
    assertThat(people.importRows(rows).added()).isEqualTo(2);
    Subscribers.Imported again = people.importRows(rows);
    assertThat(again.added() + again.updated()).isZero();
    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(people.consentEvents()).hasSize(3);
  }

  @Test
  void what_was_exported_can_be_imported_and_changes_nothing() {
    people.withDistricts();
    people.importRows(
        "email,phone,first_name,last_name,language,street,city,state,zip,email_consent,sms_consent,consent_source,consent_at",
        "ann@example.org,315-555-0101,\"Ann, \"\"A\"\"\",Doe,es,1 Main"
            + " St,Syracuse,NY,13202,yes,yes,meeting,2017-02-01T12:00:00.123456Z",
        "bob@example.org,,=1+1,,,,,,13440,no,,,",
        ",315-555-0102,,,,,,NY,,,yes,meeting,");
    String exported = people.export();
    Subscribers.Imported again = people.importRows(exported);
    assertThat(again.unchanged()).isEqualTo(3);
    assertThat(again.problems()).isEmpty();
    assertThat(people.export()).isEqualTo(exported);
  }

  @Test
  void an_import_assigns_districts() {
    people.withDistricts();
    people.importRows("email,zip", "ann@example.org,13202");
    assertThat(people.find("ann@example.org").assignment().districts())
        .containsExactly(District.of("NY-24"));
  }

  @Test
  void suppression_outlives_an_import() {
    // P4
    people.suppress(Channel.SMS, "+13155550101");
    people.importRows("phone,sms_consent", "315-555-0101,yes");
    people.importRows("phone,sms_consent", "315-555-0101,yes");
    long suppressed =
        people.jdbi.withHandle(
            handle ->
                handle.createQuery("SELECT count(*) FROM suppression").mapTo(Long.class).one());
    assertThat(suppressed).isEqualTo(1);
    assertThat(people.export()).contains(",suppressed");
  }
}
