package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.alert.Report;
import org.tocsin.alert.SendOptions;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.support.ReservedPort;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.TwilioPeer;

/** P1, P9: mail server and Twilio are both away when an alert goes out, and come back. */
final class OutageTest {
  private static final int PEOPLE = 40;

  @TempDir Path folder;

  @Test
  void while_both_providers_are_away_everything_waits_and_says_why_and_then_goes_once() {
    TestDatabase database = TestDatabase.fresh();
    Cli cli = new Cli(database, Clock.systemUTC(), folder);
    ReservedPort smtpPort = new ReservedPort();
    ReservedPort twilioPort = new ReservedPort();
    try (TestServer server = start(database, smtpPort, twilioPort)) {
      String id = "" + publish(server, cli);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                String waits = cli.run("alert", "show", id).done().out();
                return waits.contains("waits, email: connect") && waits.contains("waits, sms: no-");
              });
      assertThat(states(server)).isEqualTo(Map.of("email", 0L, "sms", 0L));

      try (SmtpPeer smtp = new SmtpPeer(smtpPort);
          TwilioPeer twilio = new TwilioPeer(twilioPort)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> cli.run("alert", "show", id).out().contains(": done,"));
        assertThat(cli.run("alert", "show", id).done().out())
            .contains("email: 40 accepted", "sms: 40 accepted")
            .doesNotContain("waits");
        assertThat(smtp.mails())
            .extracting(SmtpPeer.Mail::to)
            .containsExactlyInAnyOrderElementsOf(addresses());
        assertThat(twilio.posts())
            .extracting(form -> form.get("To"))
            .containsExactlyInAnyOrderElementsOf(numbers());
      }
    }
  }

  private static TestServer start(
      TestDatabase database, ReservedPort smtpPort, ReservedPort twilioPort) {
    return TestServer.start(
        database,
        Map.of(
            "tocsin.smtp.host", "127.0.0.1",
            "tocsin.smtp.port", "" + smtpPort.number(),
            "tocsin.twilio.account-sid", "AC" + "0".repeat(32),
            "tocsin.twilio.api-url", "http://127.0.0.1:" + twilioPort.number(),
            "tocsin.retry.longest-seconds", "1"));
  }

  private static long publish(TestServer server, Cli cli) {
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    List<String> rows = new ArrayList<>(List.of("email,phone,zip,email_consent,sms_consent"));
    IntStream.range(0, PEOPLE)
        .forEach(i -> rows.add(addresses().get(i) + "," + numbers().get(i) + ",13202,yes,yes"));
    cli.run("subscribers", "import", cli.file("people.csv", String.join("\n", rows) + "\n")).done();
    Path sheet = cli.file("sheet.md", PublishCommandTest.SHEET);
    return server
        .parts
        .publishing
        .publish(SheetFiles.read(sheet), SendOptions.plain().evenStale())
        .id();
  }

  private static List<String> addresses() {
    return IntStream.range(0, PEOPLE).mapToObj(i -> "p" + i + "@example.org").toList();
  }

  private static List<String> numbers() {
    return IntStream.range(0, PEOPLE).mapToObj(i -> "+131555501%02d".formatted(i)).toList();
  }

  /** How many of each channel were handed over. */
  private static Map<String, Long> states(TestServer server) {
    Report report = Report.of(server.parts.jdbi, server.parts.alerts.list().get(0));
    return Map.of(
        "email", report.channels().get("email").get("accepted"),
        "sms", report.channels().get("sms").get("accepted"));
  }
}
