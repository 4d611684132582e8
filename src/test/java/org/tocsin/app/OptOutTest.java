package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Alerts;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.outbox.Pauses;
import org.tocsin.support.Http;
import org.tocsin.support.Lateness;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;
import org.tocsin.support.TwilioPeer;

/**
 * People leave, and alerts and channels are halted, while deliveries are in hand (P3). Claims are
 * large and the mail server far away, so that most of what is in hand was claimed long before.
 *
 * <p>For a longer run by hand: {@code mvn test -Dtest=OptOutTest -Dtocsin.test.leavers=400
 * -Dtocsin.test.mails=20000 -Dtocsin.test.texts=1900}. On a machine that is busy with other things
 * peers note late what came in time; as much more is allowed as threads came late to their turn.
 */
final class OptOutTest {
  private static final int LEAVERS = Integer.getInteger("tocsin.test.leavers", 100);
  private static final int MAILS = Integer.getInteger("tocsin.test.mails", 800);
  private static final int TEXTS = Integer.getInteger("tocsin.test.texts", 200);

  /** P3. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long A_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** From whoever leaves to the peer: who hears of it, who hands over, who takes, who notes it. */
  private static final int ON_THE_WAY = 4;

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final SmtpSink sink = new SmtpSink();
  private final Queue<SmtpSink.Taken> texts = new ConcurrentLinkedQueue<>();
  private final TwilioPeer twilio = new TwilioPeer().script(form -> takeText(form.get("To")));
  private final Map<String, Long> left = new ConcurrentHashMap<>();
  private final Lateness lateness = new Lateness();
  private TestServer server;
  private Town town;

  private String takeText(String to) {
    texts.add(new SmtpSink.Taken(System.nanoTime(), to, "", 0));
    rest(50);
    return null;
  }

  private static void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + sink.port());
    settings.put("tocsin.smtp.connections", "4");
    settings.put("tocsin.email.claim", "100");
    settings.put("tocsin.twilio.account-sid", "AC" + "0".repeat(32));
    settings.put("tocsin.twilio.api-url", twilio.url());
    server = TestServer.start(database, settings);
    town = new Town(server.parts, folder);
  }

  @AfterEach
  void stop() {
    lateness.close();
    server.close();
    sink.close();
    twilio.close();
  }

  private record InHand(long id, long subscriberId, Channel channel, String address) {}

  /** Someone whose delivery waits or, rather, is in hand; empty at the end. */
  private List<InHand> someone(Channel channel) {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, subscriber_id, address FROM delivery
                    WHERE channel = :channel AND state IN ('leased', 'queued')
                    ORDER BY random() + (state = 'leased')::int DESC LIMIT 1
                    """)
                .bind("channel", channel.code())
                .map(
                    (row, c) ->
                        new InHand(
                            row.getLong("id"),
                            row.getLong("subscriber_id"),
                            channel,
                            row.getString("address")))
                .list());
  }

  private void leave(int n) {
    Channel channel = n % 3 == 0 ? Channel.SMS : Channel.EMAIL;
    for (InHand someone : someone(channel)) {
      if (n % 3 == 0) {
        stop(someone.address());
      } else if (n % 3 == 1) {
        oneClick(someone);
      } else {
        byHand(someone);
      }
      left.putIfAbsent(someone.address(), System.nanoTime());
    }
  }

  private void stop(String number) {
    Map<String, String> form =
        Map.of(
            "MessageSid",
            "SM" + UUID.randomUUID().toString().replace("-", ""),
            "AccountSid",
            "AC" + "0".repeat(32),
            "From",
            number,
            "To",
            "+15550000000",
            "Body",
            "STOP");
    assertThat(Http.postSigned(server.url("/twilio/inbound"), form, TestServer.TOKEN).statusCode())
        .isEqualTo(200);
  }

  /** RFC 8058. */
  private void oneClick(InHand someone) {
    String token = server.parts.tokens.issue(someone.subscriberId(), someone.id());
    assertThat(
            Http.postForm(server.url("/u/" + token), Map.of("List-Unsubscribe", "One-Click"))
                .statusCode())
        .isEqualTo(200);
  }

  /** As another process writes it, without a word to the one that sends. */
  private void byHand(InHand someone) {
    new Consent(database.jdbi(), Clock.systemUTC())
        .withdraw(
            someone.channel(),
            server.parts.addressKeys.of(someone.channel(), someone.address()),
            Consent.Reason.BY_HAND,
            new Evidence("command", "", ""));
  }

  /** Several leave at once, over the time in which the alert goes out. */
  private void manyLeave(int many) throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(3);
    try {
      for (int n = 0; n < many; n++) {
        int each = n;
        clients.execute(() -> leave(each));
      }
      clients.shutdown();
      assertThat(clients.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      clients.shutdownNow();
    }
  }

  private void awaitDone(long alert) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> server.parts.alerts.summary(alert).state() == AlertState.DONE);
  }

  private void awaitFirst(int mails) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> sink.count() >= mails);
  }

  private List<SmtpSink.Taken> all() {
    List<SmtpSink.Taken> all = new ArrayList<>(sink.taken());
    all.addAll(texts);
    return all;
  }

  private long allowed(long nanos) {
    return nanos + lateness.of(ON_THE_WAY);
  }

  private void assertThatNobodyWhoLeftWasWrittenTo() {
    List<String> late =
        all().stream()
            .filter(each -> left.containsKey(each.to()))
            .filter(each -> each.nanos() - left.get(each.to()) > allowed(GRACE_NANOS))
            .map(each -> each.to() + " " + (each.nanos() - left.get(each.to())) / 1_000_000 + " ms")
            .toList();
    assertThat(late).isEmpty();
  }

  private Map<String, Long> states(long alert) {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT state, count(*) FROM delivery WHERE alert_id = :id GROUP BY state")
                .bind("id", alert)
                .map((row, c) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static List<String> addresses(Collection<SmtpSink.Taken> taken) {
    return taken.stream().map(SmtpSink.Taken::to).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 0})
  void who_leaves_in_the_middle_of_an_alert_is_not_written_to_after_a_quarter_second(int distance)
      throws InterruptedException {
    sink.distant(distance);
    int mails = distance == 0 ? 4 * MAILS : MAILS;
    town.people(mails, TEXTS, true);
    long alert = town.publish(Channel.EMAIL, Channel.SMS);
    awaitFirst(50);
    manyLeave(LEAVERS);
    awaitDone(alert);
    assertThatNobodyWhoLeftWasWrittenTo();
    assertThat(addresses(all())).doesNotHaveDuplicates();
    assertThat(left).hasSizeGreaterThan(LEAVERS / 2);
    // some were in time, and nobody else was left out
    Map<String, Long> states = states(alert);
    assertThat(states.keySet()).containsExactlyInAnyOrder("accepted", "suppressed");
    assertThat(states.get("suppressed")).isBetween(1L, (long) left.size());
    assertThat(states.get("accepted")).isEqualTo(all().size());
    assertThat(all()).hasSize(mails + TEXTS - states.get("suppressed").intValue());
  }

  @Test
  void it_holds_too_while_the_line_that_brings_the_news_is_cut() throws InterruptedException {
    sink.distant(20);
    town.people(MAILS, TEXTS, true);
    long alert = town.publish(Channel.EMAIL, Channel.SMS);
    awaitFirst(50);
    ExecutorService saboteur = Executors.newSingleThreadExecutor();
    try {
      saboteur.execute(this::cutTheLineAgainAndAgain);
      manyLeave(LEAVERS / 2);
    } finally {
      saboteur.shutdownNow();
    }
    awaitDone(alert);
    assertThatNobodyWhoLeftWasWrittenTo();
    assertThat(states(alert).get("suppressed")).isPositive();
    assertThat(addresses(all())).doesNotHaveDuplicates();
  }

  private void cutTheLineAgainAndAgain() {
    while (!Thread.currentThread().isInterrupted()) {
      database.hangUp("query IN ('SELECT 1', 'LISTEN tocsin')");
      rest(100);
    }
  }

  @Test
  void who_takes_consent_back_by_an_import_is_not_written_to_and_the_alert_ends() {
    sink.distant(20);
    town.people(MAILS, 0, true);
    long alert = town.publish(Channel.EMAIL);
    awaitFirst(50);
    town.people(MAILS, 0, false);
    long then = System.nanoTime();
    awaitDone(alert);
    assertThat(sink.taken()).noneMatch(mail -> mail.nanos() - then > allowed(GRACE_NANOS));
    assertThat(states(alert).keySet()).containsExactlyInAnyOrder("accepted", "suppressed");
    assertThat(states(alert).get("accepted")).isEqualTo(sink.count());

    town.people(MAILS, 0, true);
    int before = sink.distant(0).count();
    awaitDone(town.publish(Channel.EMAIL));
    assertThat(sink.count() - before).isEqualTo(MAILS);
  }

  /** Stops everything by some way, sees that it stands, lets it go on, and holds it to account. */
  private void halted(Runnable halt, Runnable goOn) {
    sink.distant(20);
    town.people(MAILS, 0, true);
    long alert = town.publish(Channel.EMAIL);
    awaitFirst(200);
    halt.run();
    long then = System.nanoTime();
    rest(1_800);
    assertThat(sink.taken()).noneMatch(mail -> mail.nanos() - then > allowed(A_SECOND));
    int before = sink.count();
    assertThat(before).isLessThan(MAILS);
    assertThat(states(alert).keySet()).containsExactlyInAnyOrder("accepted", "queued");
    sink.distant(0);
    goOn.run();
    awaitDone(alert);
    assertThat(addresses(sink.taken())).doesNotHaveDuplicates().hasSize(MAILS);
    // what was held back had not been attempted
    List<Integer> attempts =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT DISTINCT attempts FROM delivery")
                    .mapTo(Integer.class)
                    .list());
    assertThat(attempts).containsExactly(1);
  }

  @Test
  void a_paused_alert_stops_within_a_second_and_goes_on_where_it_stopped() {
    Alerts elsewhere = new Alerts(database.jdbi(), Clock.systemUTC());
    halted(
        () -> elsewhere.pause(elsewhere.list().get(0).id()),
        () -> elsewhere.resume(elsewhere.list().get(0).id()));
  }

  @Test
  void a_paused_channel_stops_within_a_second_and_goes_on_where_it_stopped() {
    Pauses elsewhere = new Pauses(database.jdbi(), Clock.systemUTC());
    halted(() -> elsewhere.pause(Channel.EMAIL, "by hand"), () -> elsewhere.resume(Channel.EMAIL));
  }

  @Test
  void a_cancelled_alert_stops_within_a_second_and_what_was_in_hand_is_cancelled_too() {
    sink.distant(20);
    town.people(MAILS, 0, true);
    long alert = town.publish(Channel.EMAIL);
    awaitFirst(200);
    new Alerts(database.jdbi(), Clock.systemUTC()).cancel(alert);
    long then = System.nanoTime();
    rest(1_800);
    assertThat(sink.taken()).noneMatch(mail -> mail.nanos() - then > allowed(A_SECOND));
    Map<String, Long> states = states(alert);
    assertThat(states.keySet()).containsExactlyInAnyOrder("accepted", "cancelled");
    assertThat(states.get("accepted")).isEqualTo(sink.count());
  }
}
