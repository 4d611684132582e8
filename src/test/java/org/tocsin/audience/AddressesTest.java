package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3155550101",
        "315-555-0101",
        "(315) 555-0101",
        "315.555.0101",
        "+1 315 555 0101",
        "1-315-555-0101",
        "tel:+1-315-555-0101",
        " 315\u2013555\u20130101 ",
        "315\u00A0555\u00A00101"
      })
  void a_number_has_one_form_however_it_is_written(String written) {
    assertThat(Phones.e164(written)).contains("+13155550101");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "555-0101",
        "call 315-555-0101",
        "315-555-CALL",
        "315-555-0101 x12",
        "3.15556E+09",
        "+44 20 7946 0958",
        "900-555-0100",
        "315-555-0101, 315-555-0102",
        "000-000-0000"
      })
  void what_is_no_single_us_number_is_none(String written) {
    assertThat(Phones.e164(written)).isEmpty();
  }

  @Test
  void a_number_is_shown_as_people_write_it() {
    assertThat(Phones.forPeople("+13154235657")).isEqualTo("315-423-5657");
  }

  @ParameterizedTest
  @CsvSource({
    "ann@example.org, ann@example.org",
    "' Ann.B+c@Example.ORG ', ann.b+c@example.org",
    "o'neil@sub.example.org, o'neil@sub.example.org",
    "ann@bücher.example.org, ann@xn--bcher-kva.example.org"
  })
  void an_email_has_one_form(String written, String normal) {
    assertThat(Emails.normal(written)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.org",
        "ann@",
        "ann@localhost",
        "ann@@example.org",
        "ann@b@example.org",
        "ann b@example.org",
        "ann.@example.org",
        "a..b@example.org",
        "ann@example..org",
        "ann@-example.org",
        "ann@[127.0.0.1]",
        "ann@127.0.0.1",
        "ann@example.org\r\nBcc: bob@example.org",
        "ann\u0000@example.org",
        "ann@example.org,bob@example.org",
        "josé@example.org"
      })
  void what_cannot_be_written_to_is_no_email(String written) {
    assertThat(Emails.normal(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "josé@example.org",
        "JOSÉ@EXAMPLE.ORG",
        "jose\u0301@example.org",
        "Pat <señora.garcía@example.org>",
        "mailto:müller@example.org",
        "用户@例え.jp",
        "пат@example.org",
        "p\u0430t@example.org",
        "παρά.δειγμα@bücher.example.org",
        "अजय@example.org",
        "أحمد@example.org",
        "ｐａｔ@example.org",
        "pat\uD83D\uDE00@example.org",
        "pat+é@example.org."
      })
  void an_email_with_letters_beyond_ascii_is_known_for_one_that_cannot_be_written_to_yet(
      String written) {
    // RFC 6531 3.3
    assertThat(Emails.normal(written)).isEmpty();
    assertThat(Emails.isBeyondAscii(written)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"señora@example.org", "call josé@example.org", "é pat.é@example.org"})
  void no_part_of_such_an_address_is_taken_for_another_persons(String written) {
    assertThat(Emails.first(written)).isEmpty();
    assertThat(Emails.first("see " + "a".repeat(65) + "@example.org")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "josé",
        "josé@",
        "@é.org",
        "josé@example",
        "josé garcía@example.org",
        "josé..garcía@example.org",
        "pat@bücher.example.org",
        "pat@example.org",
        "o\u2019neil@example.org",
        "\u200Bpat@example.org",
        "josé@a@example.org",
        "josé\u0085@example.org",
        "315-555-0101"
      })
  void what_is_wrong_otherwise_or_right_is_not(String written) {
    assertThat(Emails.isBeyondAscii(written)).isFalse();
  }

  @Test
  void an_email_may_be_as_long_as_the_protocol_allows() {
    // RFC 5321 4.5.3.1
    String domain = ("d".repeat(61) + ".").repeat(3) + "org";
    assertThat(Emails.normal("a".repeat(64) + "@" + domain)).isPresent();
    assertThat(Emails.normal("a".repeat(65) + "@" + domain)).isEmpty();
    assertThat(Emails.normal("a".repeat(64) + "@dddd." + domain)).isEmpty();
  }

  @Property
  void nothing_that_is_accepted_can_break_a_line(@ForAll String written) {
    // H05
    assertThat(Emails.normal(written).or(() -> Phones.e164(written)).orElse("x"))
        .matches("\\p{Graph}+");
  }

  @ParameterizedTest
  @CsvSource({
    "es, es",
    "ES, es",
    "es-MX, es",
    "English (United States), en",
    "Español (México), es",
    "en_US, en",
    "spa, es",
    "Spanish, es",
    "español, es",
    "ESPANOL, es",
    "English, en",
    "zh-Hans-CN, zh",
    "chi, ''",
    "Klingon, ''",
    "xx, ''",
    "'', ''"
  })
  void a_language_is_known_by_tag_or_name(String written, String tag) {
    assertThat(Languages.tag(written).orElse("")).isEqualTo(tag);
  }
}
