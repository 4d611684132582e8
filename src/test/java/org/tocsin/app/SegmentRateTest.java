package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.alert.SendOptions;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.message.Segments;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.TwilioPeer;

/** R04: carriers count segments, so the rate of texts is in segments and not in messages. */
final class SegmentRateTest {
  private static final int PER_SECOND = 8;
  private static final int CONNECTIONS = 2;
  private static final int MOST_SEGMENTS = 2;
  private static final int PEOPLE = 120;
  private static final String SHEET =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "{{ subscriber.first_name }}, call today. %s"
      sms_general: "Call your senators today: %s"
      ---
      Call.
      """;

  @TempDir Path folder;

  private record Text(long nanos, String to, int segments) {}

  @Test
  void over_ten_seconds_no_more_segments_leave_than_the_rate_allows() throws IOException {
    List<Text> texts = new CopyOnWriteArrayList<>();
    try (TwilioPeer twilio = new TwilioPeer();
        TestServer server = TestServer.start(TestDatabase.fresh(), settings(twilio))) {
      twilio.script(
          form -> {
            int segments = Segments.count(form.get("Body")).segments();
            texts.add(new Text(System.nanoTime(), form.get("To"), segments));
            return null;
          });
      fill(server);
      publish(server);
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> !texts.isEmpty() && since(texts) > Duration.ofSeconds(12).toNanos());
      List<Text> arrived = List.copyOf(texts);
      assertThat(arrived.stream().map(Text::segments)).contains(1, MOST_SEGMENTS);
      assertThatTenSecondsHoldAtMost(10 * PER_SECOND, arrived);
      assertThat(segments(arrived)).as("in 12 seconds").isGreaterThan(8 * PER_SECOND);
      Map<String, Integer> ledger = ledger(server);
      assertThat(arrived).allMatch(text -> ledger.get(text.to()) == text.segments());
    }
  }

  private static Map<String, String> settings(TwilioPeer twilio) {
    return Map.of(
        "tocsin.twilio.account-sid", "AC" + "0".repeat(32),
        "tocsin.twilio.api-url", twilio.url(),
        "tocsin.twilio.connections", "" + CONNECTIONS,
        "tocsin.sms.per-second", "" + PER_SECOND);
  }

  /** A long first name makes a second segment of some texts. */
  private void fill(TestServer server) throws IOException {
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    StringBuilder csv = new StringBuilder("phone,first_name,zip,sms_consent\n");
    for (int i = 0; i < PEOPLE; i++) {
      String name = i % 3 == 0 ? "Ann" : "Maximiliana Bartholomea Theodora";
      int areaCode = i < 100 ? 315 : 585;
      csv.append("+1%d55501%02d,%s,13202,yes\n".formatted(areaCode, i % 100, name));
    }
    Path people = Files.writeString(folder.resolve("people.csv"), csv);
    server.parts.subscribers.importFile(people, rows -> {});
  }

  private void publish(TestServer server) throws IOException {
    String words = "x".repeat(75);
    Path sheet = folder.resolve("rate.md");
    Files.writeString(sheet, SHEET.formatted(words, words));
    server.parts.publishing.publish(SheetFiles.read(sheet), SendOptions.plain().evenStale()).id();
  }

  private static long since(List<Text> texts) {
    return System.nanoTime() - texts.get(0).nanos();
  }

  private static int segments(List<Text> texts) {
    return texts.stream().mapToInt(Text::segments).sum();
  }

  /** From each text on; one that was free to go before may have been held up on each connection. */
  private static void assertThatTenSecondsHoldAtMost(int segments, List<Text> texts) {
    long window = Duration.ofSeconds(10).toNanos();
    for (Text first : texts) {
      List<Text> inside =
          texts.stream()
              .filter(t -> t.nanos() >= first.nanos() && t.nanos() - first.nanos() < window)
              .toList();
      assertThat(segments(inside)).isLessThanOrEqualTo(segments + CONNECTIONS * MOST_SEGMENTS);
    }
  }

  /** What the ledger reckons each text at. */
  private static Map<String, Integer> ledger(TestServer server) {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT address, segments FROM delivery WHERE channel = 'sms'")
                .collectRows(
                    Collectors.toMap(
                        row -> row.getColumn("address", String.class),
                        row -> row.getColumn("segments", Integer.class))));
  }
}
