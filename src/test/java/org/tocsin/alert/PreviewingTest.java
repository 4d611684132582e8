package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.sheet;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.message.Segments;
import org.tocsin.sheet.Sheet;

/** What a preview promises is what gathering makes. */
final class PreviewingTest {
  private static final String COLUMNS =
      "email,phone,first_name,language,zip,email_consent,sms_consent";

  @TempDir static Path folder;
  private static Installation town;

  @BeforeAll
  static void install() {
    town = new Installation(folder).withOfficials().withDistricts();
  }

  @BeforeEach
  void clear() {
    town.mendCheckpoints();
    town.ledger.clear();
  }

  private static Sheet named() {
    String text =
        "sms: \"{{ subscriber.first_name }}, call {{ representative.last_name }} at {{"
            + " representative.phone }} before tomorrow’s vote. {{ sheet.short_url }}\"";
    return sheet(
        "sheet",
        Installation.ENGLISH.formatted("one").replaceAll("sms: .*", text),
        Installation.SPANISH);
  }

  private static void aTown() {
    List<String> rows = new ArrayList<>();
    String[] zips = {"13202", "82001", "00901", "99999", "13421", ""};
    String[] names = {"Ann", "María", "Иван", "", "Ann-Marie ".repeat(12).strip()};
    for (int i = 0; i < 90; i++) {
      rows.add(
          String.join(
              ",",
              "p" + i + "@example.org",
              "315-555-01" + String.format("%02d", i % 80),
              names[i % names.length],
              i % 7 == 0 ? "es" : "",
              zips[i % zips.length],
              i % 11 == 0 ? "no" : "yes",
              i % 13 == 0 ? "no" : "yes"));
    }
    town.withPeople(COLUMNS, rows.toArray(String[]::new));
  }

  private static Preview preview(Sheet sheet, TextHours hours) {
    return town.previewing(hours).of(sheet, SendOptions.plain().evenStale());
  }

  @Test
  void what_it_promises_is_what_is_gathered_to_the_segment() {
    aTown();
    Preview promised = preview(named(), ALWAYS);
    long alert = town.gathered(named(), SendOptions.plain().evenStale(), ALWAYS);
    Report report = town.report(alert);
    assertThat(promised.leftOut()).isEqualTo(report.excluded());
    Map<Integer, Long> made = town.segments(alert);
    assertThat(promised.segments()).isEqualTo(made);
    assertThat(promised.channels().get("sms"))
        .isEqualTo(made.values().stream().mapToLong(Long::longValue).sum());
    assertThat(promised.longest().segments())
        .isEqualTo(made.keySet().stream().max(Integer::compare).get());
    assertThat(Segments.count(promised.longest().text()).segments())
        .isEqualTo(promised.longest().segments());
  }

  @Test
  void it_counts_by_channel_language_district_position_and_assignment() {
    aTown();
    Preview promised = preview(named(), ALWAYS);
    assertThat(promised.by()).containsOnlyKeys("language", "district", "position", "assignment");
    promised
        .by()
        .values()
        .forEach(
            values ->
                assertThat(values.values().stream().mapToLong(each -> each.get("email")).sum())
                    .isEqualTo(promised.channels().get("email")));
    assertThat(promised.by().get("district")).containsKeys("NY-24", "WY-0", "PR-0", "not known");
    assertThat(promised.by().get("language")).containsOnlyKeys("en", "es");
  }

  @Test
  void ten_messages_show_the_longest_and_each_language() {
    aTown();
    Preview promised = preview(named(), ALWAYS);
    assertThat(promised.samples()).hasSize(10);
    assertThat(promised.samples().get(0).why()).contains("longest text");
    assertThat(promised.samples().stream().flatMap(sample -> sample.why().stream()))
        .contains("language en", "language es", "assignment zip", "assignment unknown");
    assertThat(promised.lines(new BigDecimal("0.01")).toString()).doesNotContain("tOcSiN");
  }

  @Test
  void what_was_folded_is_shown() {
    town.withPeople(COLUMNS, ",315-555-0101,Ann,,13202,no,yes");
    Preview promised = preview(named(), ALWAYS);
    assertThat(promised.longest().folded()).containsExactly("tomorrow’s as tomorrow's");
    assertThat(promised.longest().encoding()).isEqualTo("GSM-7");
  }

  @Test
  void it_says_what_texts_cost_and_keeps_nothing() {
    aTown();
    long sheets = count("revision");
    Preview promised = preview(named(), ALWAYS);
    Map<?, ?> texts = (Map<?, ?>) promised.json(new BigDecimal("0.01")).get("texts");
    assertThat(texts.get("cost"))
        .isEqualTo(new BigDecimal(promised.totalSegments()).movePointLeft(2).setScale(2));
    assertThat(count("revision")).isEqualTo(sheets);
    assertThat(count("delivery")).isZero();
  }

  private static long count(String table) {
    return town.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
