package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;

/** P1: outcomes and a database that does not take them. SQLSTATEs: PostgreSQL, Appendix A. */
final class UnwrittenTest {
  private static final String DISK_FULL = "53100";

  private final Unwritten unwritten = new Unwritten();
  private final List<String> ledger = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private String state = "";

  private void outcome(String words) {
    unwritten.write(
        () -> {
          if (!state.isEmpty()) {
            throw failure(state);
          }
          if (refused.contains(words)) {
            throw failure("22021");
          }
          ledger.add(words);
        });
  }

  private static RuntimeException failure(String state) {
    return new TocsinException("", new SQLException("no", state));
  }

  private void failing(String sqlState) {
    state = sqlState;
  }

  @Test
  void what_finds_no_room_blocks_the_hand_off_until_it_is_written_in_its_order() {
    outcome("a");
    failing(DISK_FULL);
    outcome("b");
    outcome("c");
    assertThat(unwritten.isBlocked()).isTrue();
    assertThat(unwritten.why()).hasValueSatisfying(why -> assertThat(why).contains("disk"));
    unwritten.catchUp();
    assertThat(unwritten.isBlocked()).isTrue();
    failing("");
    unwritten.catchUp();
    assertThat(unwritten.isBlocked()).isFalse();
    assertThat(ledger).startsWith("a").endsWith("b", "c");
  }

  @Test
  void one_that_can_never_be_written_keeps_no_other_from_it() {
    refused.add("odd");
    outcome("odd");
    outcome("b");
    unwritten.catchUp();
    assertThat(ledger).containsExactly("b");
    assertThat(unwritten.isBlocked()).isTrue();
  }

  @Test
  void what_a_database_may_have_lost_when_it_went_away_is_written_once_more() {
    outcome("a");
    ledger.clear();
    unwritten.suspect();
    assertThat(unwritten.isBlocked()).isTrue();
    unwritten.catchUp();
    assertThat(ledger).containsExactly("a");
    assertThat(unwritten.isBlocked()).isFalse();
  }

  @Test
  void what_is_known_to_be_on_the_disk_is_forgotten() {
    outcome("a");
    long mark = unwritten.mark();
    outcome("b");
    unwritten.keptUpTo(mark);
    ledger.clear();
    unwritten.suspect();
    unwritten.catchUp();
    assertThat(ledger).containsExactly("b");
  }

  @Test
  void the_reason_is_told_by_state_and_is_gone_after_some_time_without_a_failure() {
    assertThat(unwritten.why()).isEmpty();
    for (String[] known :
        new String[][] {
          {DISK_FULL, "disk"},
          {"25006", "read-only"},
          {"53300", "no connection left"},
          {"57P03", "does not answer"},
          {"42501", "refuses a change"}
        }) {
      unwritten.refused(failure(known[0]));
      assertThat(unwritten.why()).hasValueSatisfying(why -> assertThat(why).contains(known[1]));
    }
    unwritten.catchUp();
    assertThat(unwritten.why()).isPresent();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              unwritten.catchUp();
              assertThat(unwritten.why()).isEmpty();
            });
  }
}
