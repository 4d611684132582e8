package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/**
 * Two servers share one database and need no other coordination (P1, P2): one here, one a process
 * of its own, each with a mail server of its own, so that it shows which of them sent what.
 *
 * <p>For a longer run by hand: {@code mvn test -Dtest=TakeOverTest -Dtocsin.test.mails=20000}.
 */
final class TakeOverTest {
  private static final int MAILS = Integer.getInteger("tocsin.test.mails", 1_500);
  private static final int CONNECTIONS = 4;
  private static final int CLAIM = 25;

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final SmtpSink ours = new SmtpSink().slow(5);
  private final SmtpSink theirs = new SmtpSink().slow(5);
  private final TestServer server = TestServer.start(database, settings(ours));
  private ServerProcess other;
  private Town town;

  private static Map<String, String> settings(SmtpSink sink) {
    return Map.of(
        "tocsin.smtp.host",
        "127.0.0.1",
        "tocsin.smtp.port",
        "" + sink.port(),
        "tocsin.smtp.connections",
        "" + CONNECTIONS,
        "tocsin.email.claim",
        "" + CLAIM,
        "tocsin.worker.life-seconds",
        "4");
  }

  @BeforeEach
  void settle() {
    Map<String, String> settings = new HashMap<>(settings(theirs));
    settings.putAll(TestServer.on(database));
    other = new ServerProcess(folder, settings);
    town = new Town(server.parts, folder);
    town.people(MAILS, 0, true);
  }

  @AfterEach
  void stop() {
    other.close();
    server.close();
    ours.close();
    theirs.close();
  }

  /** It asks over connections that a test may cut too. */
  private void awaitDone(long alert) {
    await()
        .atMost(Duration.ofSeconds(120 + MAILS / 100))
        .ignoreExceptionsInstanceOf(JdbiException.class)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> server.parts.alerts.summary(alert).state() == AlertState.DONE);
  }

  private Stream<SmtpSink.Taken> all() {
    return Stream.of(ours, theirs).flatMap(sink -> sink.taken().stream());
  }

  /**
   * Everyone got it; who got it twice is listed as having been in doubt, and got the same.
   *
   * @param earlier Message-IDs that are not looked at
   */
  private int twins(Set<String> earlier) {
    Map<String, List<String>> ids =
        all()
            .filter(mail -> !earlier.contains(mail.messageId()))
            .collect(
                Collectors.groupingBy(
                    SmtpSink.Taken::to,
                    Collectors.mapping(SmtpSink.Taken::messageId, Collectors.toList())));
    assertThat(ids.keySet())
        .isEqualTo(IntStream.range(0, MAILS).mapToObj(Town::email).collect(Collectors.toSet()));
    assertThat(ids.values()).allMatch(each -> Set.copyOf(each).size() == 1);
    Set<String> twins = new TreeSet<>();
    ids.forEach((to, each) -> twins.addAll(each.size() > 1 ? Set.of(to) : Set.of()));
    List<String> inDoubt =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT address FROM delivery WHERE in_doubt_at IS NOT NULL")
                    .mapTo(String.class)
                    .list());
    assertThat(inDoubt).containsAll(twins);
    return ids.values().stream().mapToInt(each -> each.size() - 1).sum();
  }

  @Test
  void two_servers_share_an_alert_and_when_one_is_killed_the_other_takes_over() {
    other.start();
    await().until(() -> other.log().contains("serves"));
    awaitDone(town.publish(Channel.EMAIL));
    assertThat(twins(Set.of())).isZero();
    assertThat(ours.count()).isPositive();
    assertThat(theirs.count()).isPositive();

    Set<String> earlier = all().map(SmtpSink.Taken::messageId).collect(Collectors.toSet());
    int before = theirs.count();
    long second = town.publish(Channel.EMAIL);
    await().pollInterval(Duration.ofMillis(2)).until(() -> theirs.count() > before + CLAIM);
    other.kill();
    awaitDone(second);
    assertThat(twins(earlier)).isLessThanOrEqualTo(CONNECTIONS * CLAIM);
    assertThat(processes()).isEqualTo(1);
  }

  private long processes() {
    return server.parts.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM worker").mapTo(Long.class).one());
  }

  @Test
  void a_database_that_hangs_up_on_everyone_loses_nobody() {
    long alert = town.publish(Channel.EMAIL);
    for (int mails = MAILS / 10; mails < MAILS; mails += MAILS / 5) {
      int enough = mails;
      await().pollInterval(Duration.ofMillis(2)).until(() -> ours.count() >= enough);
      database.hangUp("true");
    }
    awaitDone(alert);
    twins(Set.of());
  }
}
