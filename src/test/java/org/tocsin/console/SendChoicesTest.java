package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.alert.AlertState;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** Who gets a sheet, when, and what becomes of older alerts, as the send page asks for it. */
final class SendChoicesTest {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static int sheets;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestDatabase.fresh(),
            Map.of("tocsin.quiet-hours", "09:00-20:00", "tocsin.time-zone", "America/New_York"));
    new Town(server.parts, folder).people(4, 2, true);
    change("UPDATE subscriber SET language = 'en'");
    change("UPDATE subscriber SET language = 'es' WHERE email = 'p1@example.org'");
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void change(String sql) {
    server.parts.jdbi.useHandle(handle -> handle.execute(sql));
  }

  private static Map<String, String> sheet(String body) {
    Map<String, String> form = new HashMap<>();
    form.put("title", "Choice " + sheets);
    form.put("subject", "Call today");
    form.put("lang", "en");
    form.put("sms", "Call {{ representative.phone }}");
    form.put("asks.unknown", "Ask {{ official.name }}.");
    form.put("body", body + "\n\n{{ call_list }}");
    return form;
  }

  /** The send page of a new sheet; the demo's officials are of 2017. */
  private static String written() {
    sheets++;
    HttpResponse<String> saved = ann.post("/console/sheets/new", sheet("Much is at stake."));
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
    return "/console/sheets/choice-" + sheets + "/send?stale=yes";
  }

  private static HttpResponse<String> counted(String path) {
    await().until(() -> !ann.get(path).body().contains("data-counting"));
    return ann.get(path);
  }

  private static long sent(String path) {
    Map<String, String> form = new HashMap<>();
    Matcher hidden = HIDDEN.matcher(counted(path).body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    form.remove("csrf");
    String to = location(ann.post(path.replaceAll("\\?.*", ""), form));
    assertThat(to).endsWith("?done=sent");
    long alert = Long.parseLong(to.replaceAll("\\D", ""));
    await()
        .until(
            () ->
                !List.of(AlertState.SCHEDULED, AlertState.GATHERING)
                    .contains(server.parts.alerts.summary(alert).state()));
    return alert;
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void it_goes_to_who_reads_a_language_and_one_choice_narrows_the_other() {
    String path = written() + "&channels=email";
    assertThat(counted(path + "&audience=language&value=es").body())
        .contains("1 emails and 0 texts", "To: Who reads a language: es.");
    assertThat(counted(path + "&audience=state&value=ny,pa&also=language&also_value=en").body())
        .contains("3 emails and 0 texts");
    assertThat(counted(path + "&audience=state&value=PA&also=language&also_value=es").body())
        .contains("Nobody would get anything");
    assertThat(ann.get(path + "&audience=language").statusCode()).isEqualTo(400);
    assertThat(ann.get(path + "&audience=planet&value=Mars").statusCode()).isEqualTo(400);
    assertThat(ann.get(path + "&also=planet&also_value=Mars").statusCode()).isEqualTo(400);
  }

  @Test
  void who_got_nothing_of_the_last_alert_gets_this_one() {
    long last = sent(written() + "&audience=language&value=en&channels=email");
    String body = counted(written() + "&audience=missed&channels=email").body();
    assertThat(body)
        .contains("1 emails and 0 texts", "Who got nothing of an alert: " + last)
        .contains("name=\"value\" value=\"" + last + "\"");
    assertThat(counted(written() + "&audience=missed&value=999999").statusCode()).isEqualTo(400);
  }

  @Test
  void an_audience_is_saved_by_name_chosen_again_and_removed() {
    String path = written();
    Map<String, String> form = new HashMap<>();
    form.put("name", "Spanish readers");
    form.put("sheet", "choice-" + sheets);
    form.put("audience", "language");
    form.put("value", "es");
    String back = location(ann.post("/console/audiences", form));
    assertThat(back).startsWith(path.replaceAll("\\?.*", "")).contains("audience=saved:");
    assertThat(counted(back + "&stale=yes&channels=email").body())
        .contains("1 emails", "selected>Saved: Spanish readers");
    form.put("value", "en");
    HttpResponse<String> again = ann.post("/console/audiences", form);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("already", "Who reads a language: es");
    String id = back.replaceAll(".*saved:", "");
    location(ann.post("/console/audiences/" + id + "/remove", Map.of()));
    assertThat(location(ann.post("/console/audiences/" + id + "/remove", Map.of())))
        .contains("audience-removed");
    assertThat(ann.get(back + "&stale=yes").body()).contains("is not there any more");
    assertThat(new AuditLog(server.parts.jdbi, server.parts.clock).list(Long.MAX_VALUE, 10))
        .extracting(AuditLog.Entry::action)
        .contains("audience saved")
        .containsOnlyOnce("audience removed");
  }

  @Test
  void everyone_and_who_missed_one_alert_are_not_saved() {
    for (String kind : new String[] {"", "missed"}) {
      HttpResponse<String> told =
          ann.post(
              "/console/audiences",
              Map.of("name", "All", "audience", kind, "value", kind.isEmpty() ? "" : "1"));
      assertThat(told.statusCode()).isEqualTo(400);
      assertThat(told.body()).contains("another group each time", "There is none yet");
    }
  }

  @Test
  void a_new_version_goes_to_who_had_the_older_one_only_as_a_correction() {
    String path = written() + "&channels=email";
    sent(path);
    Map<String, String> changed = sheet("More is at stake.");
    String editor = "/console/sheets/choice-" + sheets;
    Matcher version =
        Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(ann.get(editor).body());
    assertThat(version.find()).isTrue();
    changed.put("version", version.group(1));
    changed.put("do", "save");
    location(ann.post(editor, changed));
    assertThat(counted(path).body()).contains("4 emails and 0 texts wait. They are cancelled");
    assertThat(counted(path + "&older=keep").body())
        .contains("Nobody would get anything", "4 · they had an older version by email")
        .contains("This sheet went out before", "They go as they are");
    assertThat(counted(path + "&older=keep&correction=yes").body())
        .contains("4 emails", "4 messages to them are marked as a correction");
    sent(path + "&older=keep&correction=yes");
    assertThat(counted(path).body()).contains("4 · they had this version by email");
    assertThat(counted(path + "&again=yes&older=keep").body()).contains("4 emails");
    assertThat(ann.get(path + "&older=burn").statusCode()).isEqualTo(400);
  }

  @Test
  void each_reason_leads_to_the_people_who_are_left_out_for_it() {
    change("UPDATE subscriber SET email_consent = false WHERE email = 'p3@example.org'");
    try {
      String path = written() + "&channels=email";
      String left = path.replace("/send?", "/send/left?") + "&reason=no_email_consent";
      assertThat(counted(path).body())
          .contains("1 · they have not agreed to emails", "reason=no_email_consent");
      assertThat(ann.get(left).body())
          .contains("p3@example.org", "they have not agreed to emails")
          .doesNotContain("p1@example.org", "Look on");
      assertThat(ann.get(left + "&after=999999").body()).contains("Nobody is left out");
      assertThat(ann.get(left + "x").statusCode()).isEqualTo(404);
    } finally {
      change("UPDATE subscriber SET email_consent = true WHERE email = 'p3@example.org'");
    }
  }

  @Test
  void texts_that_wait_for_the_hours_of_their_readers_are_told_before() {
    String path = written() + "&channels=sms&at=2199-03-31T06:00%20America/New_York";
    String body = counted(path).body();
    assertThat(body)
        .contains("type=\"datetime-local\" value=\"2199-03-31T06:00\"", ">Schedule<")
        .contains("2 texts wait for the hours", "09:00");
    assertThat(counted(path + "&deadline=2199-03-31T08:00").body())
        .contains("2 texts come too late for the deadline");
    assertThat(counted(path.replace("T06:00", "T12:00")).body()).doesNotContain("wait for");
  }
}
