package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.alert.AlertState;
import org.tocsin.audience.Inbox;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** An organizer follows an alert, steers it, and decides what people meant. */
final class FollowTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Town town;
  private static ConsoleVisitor ann;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    town = new Town(server.parts, folder);
    town.people(20, 5, true);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String address(long alert) {
    return "/console/alerts/" + alert;
  }

  private static AlertState state(long alert) {
    return server.parts.alerts.summary(alert).state();
  }

  private static JsonNode event(long alert) throws IOException {
    HttpResponse<String> answer = ann.get(address(alert) + "/events");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    String data = answer.body().replaceAll("(?s).*\ndata: ", "");
    return new ObjectMapper().readTree(data);
  }

  private static long sending() {
    long alert = town.publish(Channel.EMAIL, Channel.SMS);
    await().until(() -> state(alert) == AlertState.SENDING);
    return alert;
  }

  @Test
  void an_alert_is_followed_paused_resumed_and_cancelled() throws IOException {
    long alert = sending();
    assertThat(event(alert).at("/channels/email/queued").asInt()).isEqualTo(20);
    assertThat(ann.get(address(alert)).body())
        .contains("Fact Sheet", "data-count=\"email queued\">20<", ">Pause<")
        .doesNotContain(">Resume<");
    assertThat(ann.post(address(alert) + "/pause", Map.of()).statusCode()).isEqualTo(303);
    assertThat(state(alert)).isEqualTo(AlertState.PAUSED);
    assertThat(ann.get(address(alert)).body()).contains(">Resume<").doesNotContain(">Pause<");
    ann.post(address(alert) + "/resume", Map.of());
    assertThat(state(alert)).isEqualTo(AlertState.SENDING);
    ann.post(address(alert) + "/cancel", Map.of());
    assertThat(state(alert)).isEqualTo(AlertState.CANCELLED);
    assertThat(event(alert).at("/channels/email/cancelled").asInt()).isEqualTo(20);
    assertThat(new AuditLog(server.parts.jdbi, server.parts.clock).list(Long.MAX_VALUE, 3))
        .extracting(AuditLog.Entry::action)
        .containsExactly("alert cancelled", "alert resumed", "alert paused");
  }

  @Test
  void what_cannot_be_done_is_said_in_words() {
    long alert = sending();
    ann.post(address(alert) + "/cancel", Map.of());
    HttpResponse<String> answer = ann.post(address(alert) + "/resume", Map.of());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("only a paused one can be resumed");
    assertThat(ann.get(address(99_999)).statusCode()).isEqualTo(404);
    assertThat(ann.get(address(alert).replaceAll("\\d+$", "x")).statusCode()).isEqualTo(404);
  }

  @Test
  void alerts_are_listed_with_how_far_they_have_come() {
    long alert = sending();
    String list = ann.get("/console/alerts").body();
    assertThat(list).contains(address(alert), "0 of 25 messages");
    assertThat(ann.get("/console/alerts?before=" + alert).body())
        .doesNotContain(address(alert) + "\"");
  }

  private static final ReplyClassification UNCLEAR =
      new ReplyClassification(ReplyIntent.UNSURE, "may mean stop");

  private static long held(String email, String words) {
    UUID key = server.parts.addressKeys.of(Channel.EMAIL, email);
    server.parts.jdbi.useHandle(
        handle ->
            new Holds(server.parts.clock).hold(handle, Channel.EMAIL, key, "test", words, UNCLEAR));
    return new Inbox(server.parts.jdbi, server.parts.consent)
        .list().stream().filter(item -> item.words().equals(words)).findFirst().orElseThrow().id();
  }

  @Test
  void two_who_decide_one_reply_at_once_get_one_decision_and_both_are_told() throws Exception {
    long item = held("reply3@example.org", "<b>Hmm</b>");
    String inbox = ann.get("/console/inbox").body();
    assertThat(inbox).contains("&lt;b&gt;Hmm&lt;/b&gt;").doesNotContain("<b>Hmm");
    ConsoleVisitor bea = ConsoleVisitor.as(server, "bea@example.org", Role.PUBLISHER);
    ExecutorService both = Executors.newFixedThreadPool(2);
    Callable<HttpResponse<String>> stop =
        () -> ann.post("/console/inbox/" + item, Map.of("decision", "stop"));
    Callable<HttpResponse<String>> keep =
        () -> bea.post("/console/inbox/" + item, Map.of("decision", "keep"));
    List<Integer> statuses = new ArrayList<>();
    for (Future<HttpResponse<String>> each : both.invokeAll(List.of(stop, keep))) {
      HttpResponse<String> answer = each.get();
      statuses.add(answer.statusCode());
      if (answer.statusCode() == 400) {
        assertThat(answer.body()).contains("was decided already");
      }
    }
    both.shutdown();
    assertThat(statuses).containsExactlyInAnyOrder(303, 400);
  }

  @Test
  void who_is_stopped_in_the_inbox_gets_nothing_more_by_email() {
    long item = held("reply4@example.org", "Perhaps no more");
    assertThat(ann.post("/console/inbox/" + item, Map.of("decision", "perhaps")).statusCode())
        .isEqualTo(400);
    ann.post("/console/inbox/" + item, Map.of("decision", "stop"));
    UUID key = server.parts.addressKeys.of(Channel.EMAIL, "reply4@example.org");
    assertThat(server.parts.consent.isSuppressed(Channel.EMAIL, key)).isTrue();
    assertThat(ann.get("/console/inbox?done=stopped").body()).contains("They get nothing more");
  }
}
