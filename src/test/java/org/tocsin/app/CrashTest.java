package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Report;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.Town;
import org.tocsin.support.TwilioPeer;

/**
 * The program, run as people run it with its own embedded database, is killed with SIGKILL at
 * random moments while it sends, and started again each time. What a mail server and a stand-in for
 * Twilio took is held against the ledger (P1, P2, P5).
 *
 * <p>For a longer run by hand: {@code mvn test -Dtest=CrashTest -Dtocsin.test.kills=20
 * -Dtocsin.test.mails=20000 -Dtocsin.test.texts=1900 -Dtocsin.test.seed=7}.
 */
final class CrashTest {
  private static final int KILLS = Integer.getInteger("tocsin.test.kills", 4);
  private static final int MAILS = Integer.getInteger("tocsin.test.mails", 2_500);
  private static final int TEXTS = Integer.getInteger("tocsin.test.texts", 250);
  private static final long SEED = Long.getLong("tocsin.test.seed", System.nanoTime());
  private static final int CONNECTIONS = 4;
  private static final int CLAIM = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(60 + MAILS / 100);

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final SmtpSink sink = new SmtpSink().slow(5);
  private final TwilioPeer twilio = new TwilioPeer().script(form -> takesItAndMore());
  private ServerProcess server;
  private long alert;

  /** Half of the texts are taken and answered; the others are taken, and nobody hears of it. */
  private String takesItAndMore() {
    int chance = random.nextInt(40);
    pause(20);
    return chance == 0 ? TwilioPeer.HANG : chance < 10 ? TwilioPeer.DROP : null;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.data-dir", folder.resolve("data").toString());
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + sink.port());
    settings.put("tocsin.smtp.connections", "" + CONNECTIONS);
    settings.put("tocsin.email.claim", "" + CLAIM);
    settings.put("tocsin.twilio.account-sid", "AC" + "0".repeat(32));
    settings.put("tocsin.twilio.api-url", twilio.url());
    settings.put("tocsin.twilio.answer-timeout-seconds", "1");
    settings.put("tocsin.twilio.search-after-seconds", "2");
    settings.put("tocsin.worker.life-seconds", "4");
    return settings;
  }

  private Services parts() {
    return Services.open(
        Settings.of(Map.of("tocsin.data-dir", folder.resolve("data").toString())),
        Clock.systemUTC());
  }

  @AfterEach
  void end() {
    server.close();
    sink.close();
    twilio.close();
    // Whoever leaves last stops the database, which outlives a killed process.
    parts().close();
  }

  @Test
  void killed_again_and_again_it_loses_nobody_and_doubles_only_what_it_says() {
    System.out.println("CrashTest: tocsin.test.seed=" + SEED);
    server = new ServerProcess(folder, settings());
    try (Services parts = parts()) {
      Town town = new Town(parts, folder);
      town.people(MAILS, TEXTS, true);
      alert = town.publish(Channel.EMAIL, Channel.SMS);
    }
    int kills = killAtRandomMoments();
    server.start();
    try (Services parts = parts()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> parts.alerts.summary(alert).state() == AlertState.DONE);
      check(parts, kills);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + SEED + "\n" + server.log(), e);
    }
  }

  private int killAtRandomMoments() {
    int kills = 0;
    while (kills < KILLS && sink.count() < MAILS) {
      int before = sink.count();
      server.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> sink.count() > before || !server.isRunning());
      pause(random.nextInt(500));
      assertThat(server.isRunning()).as(server.log()).isTrue();
      server.kill();
      kills++;
    }
    assertThat(kills).as("enough mails to be killed often").isGreaterThanOrEqualTo(KILLS / 2);
    return kills;
  }

  private void check(Services parts, int kills) {
    Map<String, List<String>> mails =
        sink.taken().stream()
            .collect(
                Collectors.groupingBy(
                    SmtpSink.Taken::to,
                    Collectors.mapping(SmtpSink.Taken::messageId, Collectors.toList())));
    assertThat(mails.keySet()).isEqualTo(people(MAILS, true));
    assertThat(mails.values()).allMatch(ids -> new HashSet<>(ids).size() == 1);
    Set<String> twins = new TreeSet<>();
    mails.forEach((to, ids) -> twins.addAll(ids.size() > 1 ? Set.of(to) : Set.of()));
    int more = sink.count() - MAILS;
    System.out.println("CrashTest: " + kills + " kills, " + more + " twins among " + MAILS);
    assertThat(more).isLessThanOrEqualTo(kills * CONNECTIONS * CLAIM);
    assertThat(inDoubt(parts)).containsAll(twins);

    // P5: not one text twice
    assertThat(twilio.takenFor()).doesNotHaveDuplicates();
    assertThat(Set.copyOf(twilio.takenFor())).isEqualTo(people(TEXTS, false));
    assertThat(inDoubt(parts)).containsAnyElementsOf(twilio.takenFor());

    var channels = Report.of(parts.jdbi, parts.alerts.summary(alert)).channels();
    assertThat(channels.get("email")).containsEntry("accepted", (long) MAILS);
    assertThat(channels.get("sms")).containsEntry("accepted", (long) TEXTS);
    assertThat(providerIds(parts)).containsExactlyInAnyOrderElementsOf(twilio.sids());
  }

  private static Set<String> people(int size, boolean emails) {
    return IntStream.range(0, size)
        .mapToObj(n -> emails ? Town.email(n) : Town.phone(n))
        .collect(Collectors.toSet());
  }

  private static Set<String> inDoubt(Services parts) {
    return Set.copyOf(
        parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT address FROM delivery WHERE in_doubt_at IS NOT NULL")
                    .mapTo(String.class)
                    .list()));
  }

  private static List<String> providerIds(Services parts) {
    return parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT provider_id FROM delivery WHERE channel = 'sms'")
                .mapTo(String.class)
                .list());
  }
}
