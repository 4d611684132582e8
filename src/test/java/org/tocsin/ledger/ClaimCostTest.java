package org.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;
import org.tocsin.outbox.Outcomes;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.TestDatabase;

/**
 * What a claim costs, by the pages that PostgreSQL says it looked at (EXPLAIN).
 *
 * <p>For a longer run by hand: {@code mvn test -Dtest=ClaimCostTest -Dtocsin.test.mails=1000000}.
 */
final class ClaimCostTest {
  private static final int MAILS = Integer.getInteger("tocsin.test.mails", 20_000);
  private static final int CLAIM = 25;

  /** Index, row, who has left, who is held, consent, and the writing of a new version. */
  private static final int PAGES_FOR_EACH = 24;

  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Ledger LEDGER = new Ledger(DATABASE.jdbi());

  /** Pages that one claim looks at; it is taken back. */
  private static long pages(SendingProcess process) {
    String plan =
        DATABASE
            .jdbi()
            .inTransaction(
                handle -> {
                  String text =
                      handle
                          .createQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + Claim.CLAIM)
                          .bind("channel", EMAIL.code())
                          .bind("size", CLAIM)
                          .bind("worker", process.worker.id())
                          .bind("now", LEDGER.clock.instant().atOffset(ZoneOffset.UTC))
                          .bind("atMost", LEDGER.clock.instant().atOffset(ZoneOffset.UTC))
                          .bind("left", "left")
                          .mapTo(String.class)
                          .one();
                  handle.rollback();
                  return text;
                });
    try {
      JsonNode root = new ObjectMapper().readTree(plan).path(0).path("Plan");
      assertThat(root.findPath("Actual Rows").asInt()).isEqualTo(CLAIM);
      return root.path("Shared Hit Blocks").asLong() + root.path("Shared Read Blocks").asLong();
    } catch (JsonProcessingException e) {
      throw new AssertionError(plan, e);
    }
  }

  @Test
  void a_claim_costs_the_same_whether_little_or_nearly_all_has_been_sent() {
    LEDGER.alert().withSubscribers(MAILS);
    SendingProcess process = LEDGER.process();
    DATABASE.jdbi().useHandle(handle -> handle.execute("ANALYZE delivery"));
    long first = pages(process);
    Outcomes outcomes = LEDGER.outcomes();
    for (int sent = 0; sent < MAILS - 1_000; sent += 500) {
      process.worker.heartbeat();
      List<ClaimedDelivery> begun = process.begin(process.claim(EMAIL, 500));
      assertThat(begun).hasSize(500);
      outcomes.record(
          begun.stream().map(d -> new SendResult(d, new Outcome.Accepted("m"))).toList());
    }
    // as autovacuum does while an alert goes out; until then the front of the index holds dead
    // entries. Right after one that autovacuum has just ended, the index would be left as it is.
    DATABASE.jdbi().useHandle(handle -> handle.execute("VACUUM (INDEX_CLEANUP ON) delivery"));
    long last = pages(process);
    System.out.printf(
        "ClaimCostTest: of %d, the first claim looks at %d pages, the last at %d%n",
        MAILS, first, last);
    // a look through the whole table would be hundreds more, and more again with each that was sent
    assertThat(first).isLessThan(PAGES_FOR_EACH * CLAIM);
    assertThat(last).isLessThan(PAGES_FOR_EACH * CLAIM);
  }

  /** The plan that PostgreSQL keeps for a statement once it has run a few times. */
  private static String kept(String statement) {
    Map<String, String> given =
        Map.of(
            ":channel",
            "text",
            ":size",
            "int",
            ":worker",
            "bigint",
            ":now",
            "timestamptz",
            ":atMost",
            "timestamptz",
            ":ids",
            "bigint[]",
            ":left",
            "text");
    List<String> names = given.keySet().stream().filter(statement::contains).toList();
    String numbered = statement;
    for (Channel channel : Channel.values()) {
      numbered = numbered.replace("<" + channel.code() + ">", "'" + channel.code() + "'");
    }
    for (String name : names) {
      numbered = numbered.replace(name, "$" + (names.indexOf(name) + 1) + "::" + given.get(name));
    }
    String nulls = names.stream().map(name -> "NULL").collect(Collectors.joining(", "));
    try (Handle handle = DATABASE.jdbi().open()) {
      handle.execute("SET plan_cache_mode = force_generic_plan");
      handle.getConnection().createStatement().execute("PREPARE kept AS " + numbered);
      List<String> plan =
          handle.select("EXPLAIN EXECUTE kept (" + nulls + ")").mapTo(String.class).list();
      handle.execute("DISCARD ALL");
      return String.join("\n", plan);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_kept_plan_looks_up_each_person_by_key() {
    LEDGER.alert().withSubscribers(MAILS);
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  INSERT INTO subscriber (email, email_key, email_consent)
                  SELECT i || '@example.org', gen_random_uuid(), true FROM generate_series(1, ?) i
                  """,
                  MAILS);
              handle.execute("ANALYZE");
            });
    for (String statement : List.of(Claim.CLAIM, Begin.BEGIN)) {
      assertThat(kept(statement))
          .contains("subscriber_pkey")
          .doesNotContain("Seq Scan on subscriber", "Seq Scan on delivery", "delivery_unsettled");
    }
  }
}
