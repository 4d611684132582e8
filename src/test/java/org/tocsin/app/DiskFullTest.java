package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.support.FullDisk;
import org.tocsin.support.Http;
import org.tocsin.support.Ledger;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;
import org.tocsin.support.TwilioPeer;

/** The database stops taking changes while an alert goes out, and later takes them again. */
final class DiskFullTest {
  private static final int MAILS = 600;
  private static final int TEXTS = 60;
  private static final int CONNECTIONS = 4;
  private static final int CLAIM = 25;

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final SmtpSink sink = new SmtpSink().slow(5);
  private final TwilioPeer twilio = new TwilioPeer().script(form -> slowly());
  private TestServer server;
  private Town town;

  private static String slowly() {
    rest(20);
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
    settings.put("tocsin.smtp.connections", "" + CONNECTIONS);
    settings.put("tocsin.email.claim", "" + CLAIM);
    settings.put("tocsin.twilio.account-sid", "AC" + "0".repeat(32));
    settings.put("tocsin.twilio.api-url", twilio.url());
    settings.put("tocsin.twilio.search-after-seconds", "2");
    settings.put("tocsin.worker.life-seconds", "4");
    server = TestServer.start(database, settings);
    town = new Town(server.parts, folder);
    town.people(MAILS, TEXTS, true);
  }

  @AfterEach
  void stop() {
    server.close();
    sink.close();
    twilio.close();
  }

  private void awaitMails(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> sink.count() >= count);
  }

  /** Nothing more comes to the mail server, however long one waits. */
  private int countWhenStopped() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1500))
        .until(
            () -> {
              int before = sink.count();
              rest(1_000);
              return sink.count() == before;
            });
    return sink.count();
  }

  private void assertThatAllGotItOnce(long alert) {
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions() // a connection of the test's own may have been cut off too
        .pollInterval(Duration.ofMillis(100))
        .until(() -> server.parts.alerts.summary(alert).state() == AlertState.DONE);
    List<String> mails = sink.taken().stream().map(SmtpSink.Taken::to).toList();
    assertThat(mails).doesNotHaveDuplicates();
    assertThat(mails)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MAILS).mapToObj(Town::email).toList());
    assertThat(twilio.takenFor()).doesNotHaveDuplicates().hasSize(TEXTS);
  }

  // P1: outcomes that cannot be written end the hand-off, and are written when there is room
  @Test
  void outcomes_that_find_no_room_stop_the_hand_off_and_nobody_is_written_to_twice() {
    long alert = town.publish(Channel.EMAIL, Channel.SMS);
    awaitMails(MAILS / 6);
    int stopped;
    try (FullDisk full =
        FullDisk.forDeliveries(database.jdbi(), "NEW.state <> 'leased' AND OLD.state = 'leased'")) {
      stopped = countWhenStopped();
      assertThat(inHand()).isLessThanOrEqualTo(CONNECTIONS * CLAIM + 2 * CONNECTIONS);
    }
    assertThat(stopped).isLessThan(MAILS);
    assertThatAllGotItOnce(alert);
  }

  private long inHand() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT count(*) FROM delivery
                        WHERE state = 'in_doubt' OR state = 'leased' AND attempted_at IS NOT NULL
                        """)
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void attempts_that_find_no_room_are_not_made() {
    long alert;
    try (FullDisk full = FullDisk.forDeliveries(database.jdbi(), "NEW.attempts > 0")) {
      alert = town.publish(Channel.EMAIL, Channel.SMS);
      await().atMost(Duration.ofSeconds(30)).until(() -> queued() == MAILS + TEXTS);
      assertThat(countWhenStopped()).isZero();
    }
    assertThatAllGotItOnce(alert);
  }

  private long queued() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM delivery").mapTo(Long.class).one());
  }

  @Test
  void a_database_that_turns_read_only_stops_the_hand_off_until_it_takes_changes_again() {
    long alert = town.publish(Channel.EMAIL, Channel.SMS);
    awaitMails(MAILS / 6);
    readOnly("on");
    int stopped = countWhenStopped();
    // longer than a process is taken for living
    rest(5_000);
    assertThat(sink.count()).isEqualTo(stopped).isLessThan(MAILS);
    readOnly("off");
    assertThatAllGotItOnce(alert);
  }

  /** As when it has become a standby; whoever is connected is cut off. */
  private void readOnly(String value) {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("SET default_transaction_read_only = off");
              handle.execute(
                  "ALTER DATABASE "
                      + handle.createQuery("SELECT current_database()").mapTo(String.class).one()
                      + " SET default_transaction_read_only = "
                      + value);
            });
    database.hangUp("true");
  }

  // I08, E08: who is told that it is done would never say it again
  @Test
  void a_stop_that_finds_no_room_is_answered_so_that_it_is_sent_again() {
    String phone = Town.phone(0);
    UUID key = UUID.randomUUID();
    long delivery = new Ledger(database.jdbi()).add(Channel.EMAIL, key, DeliveryState.ACCEPTED);
    String oneClick = "/u/" + server.parts.tokens.issue(0, delivery);
    try (FullDisk full = FullDisk.of(database.jdbi(), "suppression", "consent_event")) {
      assertThatIsToBeSentAgain(stop(phone));
      assertThatIsToBeSentAgain(leave(oneClick));
      assertThat(isOut(Channel.EMAIL, key)).isFalse();
    }
    assertThat(stop(phone).statusCode()).isEqualTo(200);
    assertThat(isOut(Channel.SMS, server.parts.addressKeys.of(Channel.SMS, phone))).isTrue();
    assertThat(leave(oneClick).statusCode()).isEqualTo(200);
    assertThat(isOut(Channel.EMAIL, key)).isTrue();
  }

  private HttpResponse<String> stop(String phone) {
    return Http.postSigned(
        server.url("/twilio/inbound"),
        Map.of("MessageSid", "SM" + "1".repeat(32), "From", phone, "Body", "STOP"),
        TestServer.TOKEN);
  }

  private HttpResponse<String> leave(String oneClick) {
    return Http.postForm(server.url(oneClick), Map.of("List-Unsubscribe", "One-Click"));
  }

  private boolean isOut(Channel channel, UUID key) {
    return server.parts.consent.isSuppressed(channel, key);
  }

  private static void assertThatIsToBeSentAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("<Response").contains("nothing has changed");
  }
}
