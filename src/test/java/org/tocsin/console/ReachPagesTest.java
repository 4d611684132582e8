package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.Role;
import org.tocsin.alert.AlertState;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What an alert came to, for whoever is to see it. */
final class ReachPagesTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static ConsoleVisitor author;
  private static Town town;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    town = new Town(server.parts, folder);
    town.people(20, 5, true);
    author = ConsoleVisitor.as(server, "author@example.org", Role.AUTHOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static long sending() {
    long alert = town.publish(Channel.EMAIL, Channel.SMS);
    await().until(() -> server.parts.alerts.summary(alert).state() == AlertState.SENDING);
    return alert;
  }

  /** As it is once all is counted. */
  private static String report(long alert) {
    String path = "/console/alerts/" + alert + "/report";
    await().until(() -> !author.get(path + "/figures").body().contains("data-counting"));
    return author.get(path).body();
  }

  @Test
  void what_has_not_gone_is_told_with_where_to_look() {
    assertThat(report(sending()))
        .contains("20 to go, and none went in the last five minutes", "Nothing has gone out yet");
  }

  @Test
  void it_tells_who_was_reached_where_and_how_many_left_and_names_nobody() {
    long alert = sending();
    server.parts.jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              UPDATE delivery SET state = 'accepted', attempts = 1, attempted_at = now(),
                settled_at = now()
              WHERE alert_id = ? AND channel = 'email'
              """,
              alert);
          handle.execute(
              """
              INSERT INTO consent_event (at, channel, address_key, change, way)
              SELECT now() + interval '1 hour', channel, address_key, 'withdrawn', 'one-click'
              FROM delivery WHERE alert_id = ? AND channel = 'email' ORDER BY id LIMIT 2
              """,
              alert);
          handle.execute(
              """
              INSERT INTO consent_event (at, channel, address_key, change, way)
              SELECT now() + interval '8 days', channel, address_key, 'withdrawn', 'complaint'
              FROM delivery WHERE alert_id = ? AND channel = 'email' ORDER BY id LIMIT 1
              """,
              alert);
        });
    String report = report(alert);
    assertThat(report)
        .contains("<svg class=\"chart\"", "<rect class=\"email\"", "The highest bar: 20 messages.")
        .contains("Rep. John Katko (NY-24)", "Sen. Charles E. Schumer")
        .contains("2: by the unsubscribe button")
        .doesNotContain("by marking a mail as spam", Town.email(0), "style=");
  }

  @Test
  void an_alert_that_is_none_has_no_report() {
    assertThat(author.get("/console/alerts/987654/report").statusCode()).isEqualTo(404);
  }
}
