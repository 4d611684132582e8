package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.TocsinException;
import org.tocsin.support.TestDatabase;

/** What people here know better than the published files. */
final class CorrectionsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-04-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String PEOPLE =
      """
      - id: {bioguide: A000001}
        name: {first: Ann, last: Able}
        terms:
        - {type: rep, start: '2017-01-03', end: '2019-01-03', state: NY, district: 24,
           phone: 202-555-0101}
      """;

  @TempDir Path folder;
  private final Rosters rosters = new Rosters(JDBI, CLOCK);
  private final Corrections corrections = new Corrections(JDBI, CLOCK, rosters);

  @BeforeEach
  void set_up() {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE roster, correction CASCADE"));
    publish("2017-03-14", "315-555-0101");
  }

  private Rosters.Imported publish(String day, String auburn) {
    try {
      Path people = Files.writeString(folder.resolve("people.yaml"), PEOPLE);
      Path offices =
          Files.writeString(
              folder.resolve("offices.yaml"),
              """
              - id: {bioguide: A000001}
                offices:
                - {city: Auburn, phone: '%s'}
                - {city: Oswego, phone: 315-555-0103}
              """
                  .formatted(auburn));
      return rosters.importFiles(people, offices, LocalDate.parse(day));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> numbers() {
    return rosters.orRefused().official("A000001").orElseThrow().offices().stream()
        .map(o -> o.label() + " " + Objects.requireNonNullElse(o.phone(), "none"))
        .toList();
  }

  @Test
  void a_correction_holds_at_once_and_after_the_next_import_with_who_and_when() {
    long before = rosters.orRefused().id();
    corrections.correct("A000001", "auburn", "(315) 555-0199", false, "Vera");
    assertThat(numbers())
        .containsExactly("Auburn 315-555-0199", "Oswego 315-555-0103", "DC 202-555-0101");
    assertThat(rosters.get(before).official("A000001").orElseThrow().offices().get(0).phone())
        .as("the roster of alerts under way stays as it was")
        .isEqualTo("315-555-0101");
    assertThat(publish("2017-03-20", "315-555-0101").warnings()).isEmpty();
    assertThat(numbers()).contains("Auburn 315-555-0199");
    assertThat(corrections.list())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.by()).isEqualTo("Vera");
              assertThat(c.at()).isEqualTo(CLOCK.instant());
              assertThat(c.published()).isEqualTo("315-555-0101");
            });
  }

  @Test
  void a_dead_number_can_be_taken_away_and_an_unpublished_office_added() {
    corrections.correct("A000001", "Oswego", "", false, "Vera");
    corrections.correct("A000001", "Fulton", "315-555-0144", true, "Vera");
    publish("2017-03-20", "315-555-0101");
    assertThat(numbers())
        .containsExactly(
            "Fulton 315-555-0144", "Auburn 315-555-0101", "Oswego none", "DC 202-555-0101");
  }

  @Test
  void undone_what_is_published_last_is_said_again() {
    Correction correction = corrections.correct("A000001", "Auburn", "315-555-0199", false, "Vera");
    assertThat(publish("2017-03-20", "315-555-0177").warnings())
        .singleElement()
        .asString()
        .contains("The files now say 315-555-0177", "by Vera", "uncorrect " + correction.id());
    assertThat(numbers()).contains("Auburn 315-555-0199");
    corrections.undo(correction.id(), "Otto");
    assertThat(numbers()).contains("Auburn 315-555-0177");
    assertThat(corrections.list()).isEmpty();
    assertThatThrownBy(() -> corrections.undo(correction.id(), "Otto"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("officials corrections");
    publish("2017-03-21", "315-555-0177");
    assertThat(numbers()).contains("Auburn 315-555-0177");
  }

  @Test
  void a_second_correction_takes_the_place_of_the_first() {
    corrections.correct("A000001", "Auburn", "315-555-0199", false, "Vera");
    Correction second = corrections.correct("A000001", "Auburn", "315-555-0188", false, "Otto");
    assertThat(corrections.list()).containsExactly(second);
    corrections.undo(second.id(), "Otto");
    assertThat(numbers()).contains("Auburn 315-555-0101");
  }

  @Test
  void what_makes_no_sense_is_refused_with_what_there_is() {
    assertThatThrownBy(() -> corrections.correct("X000001", "DC", "315-555-0199", false, "Vera"))
        .hasMessageContaining("X000001");
    assertThatThrownBy(() -> corrections.correct("A000001", "Rome", "315-555-0199", false, "V"))
        .hasMessageContaining("Known are: Auburn, Oswego, DC")
        .hasMessageContaining("--new");
    assertThatThrownBy(() -> corrections.correct("A000001", "DC", "911", false, "Vera"))
        .hasMessageContaining("'911' is no US number");
    assertThat(corrections.list()).isEmpty();
  }

  @Test
  void of_two_who_correct_at_once_neither_undoes_the_other() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CompletableFuture<Void> mayEnd = new CompletableFuture<>();
    CompletableFuture<Void> ann =
        CompletableFuture.runAsync(
            () ->
                JDBI.useTransaction(
                    handle -> {
                      corrections.correct("A000001", "Auburn", "315-555-0111", false, "Ann");
                      first.countDown();
                      mayEnd.join();
                    }));
    first.await(60, TimeUnit.SECONDS);
    CompletableFuture<Void> ben =
        CompletableFuture.runAsync(
            () -> corrections.correct("A000001", "Oswego", "315-555-0122", false, "Ben"));
    await().until(() -> ben.isDone() || TestDatabase.isSomebodyWaiting(JDBI));
    mayEnd.complete(null);
    CompletableFuture.allOf(ann, ben).get(60, TimeUnit.SECONDS);
    assertThat(numbers()).contains("Auburn 315-555-0111", "Oswego 315-555-0122");
  }

  @Test
  void a_number_that_somebody_else_has_changed_is_not_changed_unseen() {
    corrections.correctSeen("A000001", "Auburn", "315-555-0101", "315-555-0111", "Ann");
    assertThatThrownBy(
            () ->
                corrections.correctSeen("A000001", "Auburn", "315-555-0101", "315-555-0122", "Ben"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("it is 315-555-0111 now");
    assertThat(numbers()).contains("Auburn 315-555-0111");
  }

  @Test
  void the_last_import_tells_what_it_changed_apart_from_what_is_corrected_here() {
    assertThat(rosters.lastChanges()).isEmpty();
    corrections.correct("A000001", "Oswego", "315-555-0122", false, "Ann");
    assertThat(rosters.lastChanges()).isEmpty();
    publish("2017-03-20", "315-555-0109");
    corrections.correct("A000001", "DC", "202-555-0122", false, "Ann");

    RosterChanges changes = rosters.lastChanges().orElseThrow();
    assertThat(changes.came()).isEmpty();
    assertThat(changes.left()).isEmpty();
    assertThat(changes.numbers())
        .extracting(RosterChanges.NewNumber::office, n -> n.before().get(), n -> n.now().get())
        .containsExactly(tuple("Auburn", "315-555-0101", "315-555-0109"));
  }
}
