package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;
import static org.tocsin.alert.Installation.ENGLISH;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.sheet.Sheet;
import org.tocsin.support.Ledger;

final class PublishingTest {
  private static final String ANN = "ann@example.org";

  @TempDir Path folder;
  private Installation town;

  @BeforeEach
  void install() {
    town = new Installation(folder);
  }

  private void refuses(Sheet sheet, SendOptions order, String... words) {
    assertThatThrownBy(() -> town.publishing.publish(sheet, order).id())
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll(words);
    assertThat(town.alerts.list()).isEmpty();
    assertThat(town.sheets.latest(sheet.slug())).isEmpty();
  }

  private static SendOptions at(Instant release, Instant deadline) {
    return new SendOptions(
        Optional.ofNullable(release),
        Optional.ofNullable(deadline),
        Set.of(Channel.values()),
        List.of(),
        false,
        false);
  }

  @Test
  void without_officials_it_refuses_and_says_how_to_import_them() {
    refuses(sheet(), SendOptions.plain(), "officials import");
  }

  @Test
  void without_the_districts_of_that_congress_it_refuses_and_says_how_to_import_them() {
    town.withOfficials();
    town.districts.add(119, "another Congress", java.util.Map.of());
    refuses(sheet(), SendOptions.plain(), "115th Congress", "districts import", "--congress 115");
  }

  @Test
  void after_the_terms_of_the_house_have_ended_it_refuses_unless_told_otherwise() {
    town.withOfficials().withDistricts().withPerson(ANN, "");
    town.clock.set(Instant.parse("2019-01-03T17:00:00Z"));
    refuses(sheet(), SendOptions.plain(), "ended on 2019-01-03", "--stale-roster");
    town.clock.set(Instant.parse("2019-01-02T12:00:00Z"));
    refuses(sheet(), at(Instant.parse("2019-01-04T12:00:00Z"), null), "ended on 2019-01-03");
    town.clock.set(Instant.parse("2019-01-03T17:00:00Z"));
    assertThat(town.publishing.publish(sheet(), SendOptions.plain().evenStale()).id()).isPositive();
  }

  @Test
  void officials_of_more_than_120_days_ago_are_worth_a_warning() {
    town.withOfficials().withDistricts();
    town.clock.set(Instant.parse("2017-07-12T12:00:00Z"));
    assertThat(town.publishing.preview(sheet(), SendOptions.plain()).warnings()).isEmpty();
    town.clock.set(Instant.parse("2017-07-13T12:00:00Z"));
    List<Problem> warnings = town.publishing.preview(sheet(), SendOptions.plain()).warnings();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).message()).contains("2017-03-14");
    assertThat(warnings.get(0).isError()).isFalse();
  }

  @Test
  void a_deadline_before_the_release_is_refused() {
    town.withOfficials().withDistricts();
    refuses(sheet(), at(null, Ledger.NOON), "deadline", "--deadline");
    Instant tomorrow = Ledger.NOON.plus(Duration.ofDays(1));
    refuses(sheet(), at(tomorrow.plusSeconds(1), tomorrow), "deadline");
  }

  @Test
  void the_sheets_own_deadline_holds_where_none_is_given() {
    town.withOfficials().withDistricts();
    String source = ENGLISH.formatted("one");
    Sheet late =
        sheet(
            "late",
            source.replace("lang: en", "lang: en\ndeadline: 2017-03-14T14:00 America/New_York"));
    refuses(late, SendOptions.plain(), "late.md:5: deadline", "14 March 2017, 18:00 UTC");
    assertThat(town.publishing.publish(late, at(null, Ledger.NOON.plusSeconds(60))).id())
        .isPositive();
  }

  @Test
  void a_sheet_with_an_error_is_refused_with_file_and_line_and_is_not_kept() {
    town.withOfficials().withDistricts();
    Sheet broken = sheet("broken", ENGLISH.formatted("{{ nobody.name }}"));
    assertThatThrownBy(() -> town.publishing.publish(broken, SendOptions.plain()).id())
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("broken.md:10", "nobody");
    assertThat(town.sheets.latest("broken")).isEmpty();
    assertThat(town.alerts.list()).isEmpty();
  }

  @Test
  void the_preview_counts_who_gets_it_and_who_does_not_and_changes_nothing() {
    town.withOfficials().withDistricts().withPerson(ANN, "315-555-0101");
    town.withPeople("email,email_consent", "ben@example.org,no");
    PublishPreview preview = town.publishing.preview(sheet(), SendOptions.plain());
    assertThat(preview.people()).containsEntry(EMAIL, 1L).containsEntry(SMS, 1L);
    assertThat(preview.left()).containsEntry("no_email_consent", 1L).hasSize(1);
    assertThat(preview.isRepeat()).isFalse();
    assertThat(town.alerts.list()).isEmpty();
    assertThat(town.sheets.latest("sheet")).isEmpty();
  }

  @Test
  void what_has_been_looked_at_is_published_without_reading_the_audience_once_more() {
    town.withOfficials().withDistricts().withPerson(ANN, "315-555-0101");
    town.clock.set(Instant.parse("2017-07-13T12:00:00Z"));
    AtomicInteger scans = new AtomicInteger();
    town.jdbi.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext done) {
            if (done.getRawSql().contains("FROM person")) {
              scans.incrementAndGet();
            }
          }
        });
    PublishPreview preview = town.publishing.preview(sheet(), SendOptions.plain());
    assertThat(scans).hasValue(1);
    Published published = town.publishing.publish(preview);
    assertThat(scans).hasValue(1);
    assertThat(published.id()).isPositive();
    assertThat(published.warnings()).isEqualTo(preview.warnings()).hasSize(1);
  }

  @Test
  void what_has_been_looked_at_is_refused_where_its_time_is_over_by_then() {
    town.withOfficials().withDistricts().withPerson(ANN, "");
    SendOptions soon = at(town.clock.instant().plusSeconds(60), null);
    PublishPreview preview = town.publishing.preview(sheet(), soon);
    town.clock.set(town.clock.instant().plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> town.publishing.publish(preview))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("is over");
    assertThat(town.alerts.list()).isEmpty();
    assertThat(town.sheets.latest("sheet")).isEmpty();
  }

  // P2
  @Test
  void the_same_revision_a_second_time_is_told_apart_and_sends_nothing() {
    town.withOfficials().withDistricts().withPerson(ANN, "315-555-0101");
    town.gathered(sheet());
    PublishPreview preview = town.publishing.preview(sheet(), SendOptions.plain());
    assertThat(preview.isRepeat()).isTrue();
    assertThat(preview.left()).containsEntry("had_it_by_email", 1L);
    long second = town.gathered(sheet());
    assertThat(town.addresses(second)).isEmpty();
  }

  @Test
  void someone_new_makes_it_no_repeat() {
    town.withOfficials().withDistricts().withPerson(ANN, "");
    town.gathered(sheet());
    town.withPerson("ben@example.org", "");
    assertThat(town.publishing.preview(sheet(), SendOptions.plain()).isRepeat()).isFalse();
  }

  // P2
  @Test
  void published_by_eight_at_once_it_is_one_alert() throws InterruptedException {
    town.withOfficials().withDistricts().withPerson(ANN, "");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Long>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(threads.submit(() -> town.publishing.publish(sheet(), SendOptions.plain()).id()));
    }
    List<Long> published = new ArrayList<>();
    for (Future<Long> each : all) {
      try {
        published.add(each.get());
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOf(TocsinException.class)
            .hasMessageContaining("already waiting");
      }
    }
    threads.shutdown();
    assertThat(published).hasSize(1);
    assertThat(town.alerts.list()).hasSize(1);
  }

  @Test
  void changed_content_is_the_next_revision() {
    town.withOfficials().withDistricts().withPerson(ANN, "");
    town.gathered(sheet());
    Sheet changed = sheet("sheet", ENGLISH.formatted("two"));
    assertThat(town.publishing.preview(changed, SendOptions.plain()).people())
        .containsEntry(EMAIL, 1L);
    town.gathered(changed);
    assertThat(town.sheets.latest("sheet").orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void an_audience_that_makes_no_sense_is_refused() {
    for (String area :
        List.of(
            "state=XX",
            "district=NY24",
            "county=Onondaga",
            "NY",
            "zip=1320x",
            "zip=132020",
            "zip=*",
            "tag=",
            "tag=<b>",
            "language=Klingonese",
            "missed=last",
            "missed=0",
            "state=NY' OR 1=1")) {
      assertThatThrownBy(
              () ->
                  new SendOptions(
                      Optional.empty(),
                      Optional.empty(),
                      Set.of(EMAIL),
                      List.of(area),
                      false,
                      false))
          .isInstanceOf(TocsinException.class)
          .hasMessageContaining("district");
    }
  }
}
