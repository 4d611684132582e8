package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;
import org.tocsin.support.TestDatabase;

/** Separators, encodings and headers as programs write them. */
final class FilesOfAnyProgramTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private String jose() {
    return people.find("jose@example.org").firstName();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void cells_are_separated_by_what_the_header_has(String by) {
    people.importRows(
        String.join(by, "email", "first_name", "zip"),
        String.join(by, "jose@example.org", "\"José" + by + "\"", "13202"));
    assertThat(jose()).isEqualTo("José" + by.strip());
    assertThat(people.find("jose@example.org").zip()).isEqualTo("13202");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sep=;", "SEP=;", "\"sep=;\"", "\uFEFFsep=;"})
  void a_line_that_names_the_separator_is_processed_and_counted(String said) {
    Subscribers.Imported in =
        people.importRows(said, "email;first_name", "jose@example.org;José", "nobody;No");
    assertThat(jose()).isEqualTo("José");
    assertThat(in.problems()).singleElement().satisfies(p -> assertThat(p.line()).isEqualTo(4));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,false",
    "UTF-8,true",
    "UTF-16LE,true",
    "UTF-16BE,true",
    "UTF-16LE,false",
    "UTF-16BE,false",
    "windows-1252,false"
  })
  void every_encoding_of_spreadsheets_is_read(String name, boolean isMarked) {
    String text = (isMarked ? "\uFEFF" : "") + "email,first_name\r\njose@example.org,José\r\n";
    people.importBytes(text.getBytes(Charset.forName(name)));
    assertThat(jose()).isEqualTo("José");
  }

  @Test
  void what_is_read_as_windows_1252_is_said() {
    byte[] csv = "email,first_name\njose@example.org,José\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(people.importBytes(csv).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("Windows-1252"));
  }

  @Test
  void workbooks_and_what_is_no_text_are_refused_in_words() {
    for (byte[] start :
        List.of(
            new byte[] {'P', 'K', 3, 4, 20, 0}, new byte[] {(byte) 0xD0, (byte) 0xCF, 17, -32})) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(start);
      bytes.writeBytes(new byte[1000]);
      assertThatThrownBy(() -> people.importBytes(bytes.toByteArray()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("save it as CSV");
    }
  }

  @Test
  void a_doubled_column_is_refused_only_where_it_is_read() {
    people.importRows("email,notes,first_name,notes", "jose@example.org,a,José,b");
    assertThat(jose()).isEqualTo("José");
    assertThatThrownBy(() -> people.importRows("email,zip,zip", "jose@example.org,13202,13210"))
        .hasMessageContaining("twice");
  }

  @Test
  void empty_cells_behind_the_last_column_shift_nothing() {
    assertThat(people.importRows("email,first_name", "jose@example.org,José,,").skipped()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "zipp, zip",
    "frist_name, first_name",
    "e_mial, email",
    "home zip of member, zip",
    "lastt_name, last_name",
    "languag, language"
  })
  void what_is_meant_is_said(String column, String meant) {
    String header = meant.equals("email") ? "phone," + column : "email," + column;
    String row = meant.equals("email") ? "315-555-0101,x" : "jose@example.org,x";
    assertThat(people.importRows(header, row).problems())
        .anyMatch(p -> p.message().contains("did you mean " + meant + "?"));
  }

  @Test
  void columns_that_are_not_read_are_one_remark() {
    assertThat(people.importRows("email,shoe_size,sign,notes", "jose@example.org,,,").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("notes, shoe_size, sign"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.org,Ann,13202",
        "anné@example.org,Anné",
        "Ann,315-555-0101,Main St",
        "a_b@example.org;Ann;",
        "Ann,Doe,Syracuse,13202",
        "Ann,Doe,2017-02-01"
      })
  void a_file_without_a_header_does_not_echo_peoples_data(String row) {
    // P12
    assertThatThrownBy(() -> people.importRows(row, row))
        .isInstanceOf(BadInput.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().replaceAll("^\\S+:1: ", ""))
                    .contains("The first line")
                    .doesNotContainIgnoringCase("ann")
                    .doesNotContain("Main", "main", "13202", "0101", "Doe"));
    assertThat(people.subscribers.count()).isZero();
  }

  @Test
  void names_that_are_none_and_odd_addresses_are_remarked_on() {
    Subscribers.Imported in =
        people.importRows(
            "email,first_name",
            "ann@gmial.com,N/A",
            "abuse@example.org,-",
            "bob@yahoo.con,Bob",
            "cy@ymail.com,Cy");
    assertThat(in.added()).isEqualTo(4);
    assertThat(people.find("ann@gmial.com").firstName()).isEmpty();
    assertThat(in.problems())
        .extracting(p -> p.line() + " " + p.field() + " " + p.message().replaceAll("[.?].*", ""))
        .containsExactly(
            "2 email It is kept, but did you mean @gmail",
            "2 first_name It is no name",
            "3 email It is the address of an office and hardly a person's",
            "3 first_name It is no name",
            "4 email It is kept, but did you mean @yahoo");
  }
}
