package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.support.TestDatabase;

/** A big import stalls nobody: it is merged in parts, and no table is locked. */
final class ShortBatchesTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final int MANY = 12_000;

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private static String rows(String zip) {
    StringBuilder rows = new StringBuilder("email,phone,first_name,zip");
    for (int n = 0; n < MANY; n++) {
      rows.append("\np").append(n).append("@example.org,,Pat,").append(zip);
    }
    return rows.toString();
  }

  @Test
  void while_a_part_waits_everybody_else_goes_on_and_the_parts_before_are_there() throws Exception {
    people.importRows(rows("13202"));
    long last = people.find("p" + (MANY - 1) + "@example.org").id();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    CompletableFuture<Void> holding =
        CompletableFuture.runAsync(
            () ->
                JDBI.useTransaction(
                    handle -> {
                      handle.execute("UPDATE subscriber SET city = 'Rome' WHERE id = ?", last);
                      held.countDown();
                      wait(free);
                    }));
    held.await();
    CompletableFuture<Subscribers.Imported> importing =
        CompletableFuture.supplyAsync(() -> people.importRows(rows("13210")));
    try {
      await().atMost(Duration.ofMinutes(2)).until(() -> !waiting().isEmpty());
      assertThat(waiting())
          .allSatisfy(
              lock -> assertThat(lock).isIn("AccessShareLock", "RowShareLock", "RowExclusiveLock"));
      assertThat(people.find("p0@example.org").zip()).isEqualTo("13210");
      assertThat(people.find("p" + (MANY - 1) + "@example.org").zip()).isEqualTo("13202");
      saveAndLeave();
    } finally {
      free.countDown();
    }
    holding.get();
    assertThat(importing.get().updated()).isEqualTo(MANY);
    assertThat(people.find("p" + (MANY - 1) + "@example.org").city()).isEqualTo("Rome");
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The locks on the table of whoever waits for somebody. */
  private static List<String> waiting() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT l.mode FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                    WHERE l.locktype = 'relation' AND l.relation = 'subscriber'::regclass
                      AND a.wait_event_type = 'Lock'
                      AND a.datname = current_database()
                    """)
                .mapTo(String.class)
                .list());
  }

  /** Somebody of an earlier part saves what they want, and another one leaves. */
  private void saveAndLeave() {
    JDBI.useTransaction(
        handle -> {
          handle.execute("SET LOCAL lock_timeout = '5s'");
          people.subscribers.hold(handle, people.find("p1@example.org").id());
          handle.execute("UPDATE subscriber SET language = 'es' WHERE email = 'p1@example.org'");
          new Consent(JDBI, People.CLOCK)
              .withdraw(
                  handle,
                  Channel.EMAIL,
                  AddressKeys.of(JDBI).of(Channel.EMAIL, "p" + (MANY - 2) + "@example.org"),
                  Consent.Reason.UNSUBSCRIBE,
                  new Evidence("one-click", "", ""));
        });
  }

  @Test
  void a_file_that_is_broken_at_its_end_has_changed_nothing() {
    String broken = rows("13202") + "\n\"never closed";
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> people.importRows(broken))
        .isInstanceOf(BadInput.class);
    assertThat(people.subscribers.count()).isZero();
  }

  @Test
  void lines_of_earlier_parts_are_named_and_people_counted_once() {
    String csv = rows("13202") + "\np0@example.org,,Rob,13210\np1@example.org,315-555-0101,Pat,";
    Subscribers.Imported in = people.importRows(csv);
    assertThat(List.of(in.added(), in.updated(), in.unchanged()))
        .containsExactly((long) MANY, 0L, 0L);
    assertThat(in.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("line 2"));
    assertThat(people.find("p1@example.org").phone()).isEqualTo("+13155550101");
  }

  @Test
  void opt_outs_of_all_parts_come_before_anybody_is_on_the_list() {
    String csv =
        rows("13202")
                .replace(",zip", ",zip,email_consent,email_state")
                .replace(",13202", ",13202,yes,")
            + "\np0@example.org,,,,,unsubscribed";
    assertThat(people.importRows(csv).reach().email()).isEqualTo(MANY - 1);
  }
}
