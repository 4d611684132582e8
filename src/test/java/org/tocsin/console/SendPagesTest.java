package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Role;
import org.tocsin.alert.AlertState;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** Sending a sheet from a browser. */
final class SendPagesTest {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor bob;
  private static int sheets;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    new Town(server.parts, folder).people(501, 0, true);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
    bob = ConsoleVisitor.as(server, "bob@example.org", Role.PUBLISHER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Its send page; the demo's officials are of 2017. */
  private static String written() {
    Map<String, String> form = new HashMap<>();
    form.put("title", "Sheet " + ++sheets);
    form.put("subject", "Call today");
    form.put("lang", "en");
    form.put("asks.unknown", "Ask {{ official.name }}.");
    form.put("body", "Much is at stake.\n\n{{ call_list }}");
    assertThat(ann.post("/console/sheets/new", form).statusCode()).isEqualTo(303);
    return "/console/sheets/sheet-" + sheets + "/send";
  }

  /** What the page says once it is counted. */
  private static HttpResponse<String> counted(ConsoleVisitor visitor, String path) {
    await().until(() -> !visitor.get(path).body().contains("data-counting"));
    return visitor.get(path);
  }

  private static Map<String, String> form(HttpResponse<String> page) {
    Map<String, String> form = new HashMap<>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    form.remove("csrf");
    assertThat(form).as(page.body()).containsKey("print");
    return form;
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void above_five_hundred_the_number_is_typed_and_two_who_press_get_one_alert() {
    String path = written();
    HttpResponse<String> page = counted(ann, path + "?stale=yes");
    assertThat(page.body()).contains("501 emails and 0 texts go out, now", ">Send now<");
    Map<String, String> form = form(page);
    Map<String, String> other = form(counted(bob, path + "?stale=yes"));
    HttpResponse<String> untyped = ann.post(path, form);
    assertThat(untyped.statusCode()).isEqualTo(400);
    assertThat(untyped.body()).contains("type 501");
    form.put("typed", "501");
    String alert = location(ann.post(path, form));
    assertThat(alert).matches("/console/alerts/\\d+\\?done=sent");
    other.put("typed", "501");
    assertThat(location(bob.post(path, other))).isEqualTo(alert + "-already");
  }

  /**
   * Both are past every look at what is there; only the lock of the sheet is left between them. The
   * first alert is even gathered when the second comes, so that nothing else is in its way.
   */
  @Test
  void two_who_press_at_the_same_moment_get_one_alert() throws Exception {
    String path = written();
    String slug = path.split("/")[3];
    Map<String, String> form = form(counted(ann, path + "?stale=yes"));
    form.put("typed", "501");
    bob.get(path + "?stale=yes");
    ExecutorService three = Executors.newFixedThreadPool(3);
    try (Handle before = server.parts.jdbi.open();
        Handle between = server.parts.jdbi.open()) {
      lock(before, slug);
      Future<HttpResponse<String>> one = three.submit(() -> ann.post(path, form));
      await().until(() -> waiting() == 1);
      Future<?> locked = three.submit(() -> lock(between, slug));
      await().until(() -> waiting() == 2);
      Future<HttpResponse<String>> other = three.submit(() -> bob.post(path, form));
      await().until(() -> waiting() == 3);
      before.rollback();
      locked.get();
      await().until(() -> isGathered(alert(one.get())));
      between.rollback();
      assertThat(location(one.get())).endsWith("?done=sent");
      assertThat(location(other.get()))
          .isEqualTo("/console/alerts/" + alert(one.get()) + "?done=sent-already");
    }
    three.shutdown();
  }

  private static void lock(Handle handle, String slug) {
    handle.begin();
    handle.execute("SELECT pg_advisory_xact_lock(7465, hashtext(?))", slug);
  }

  private static long alert(HttpResponse<String> answer) {
    return Long.parseLong(location(answer).replaceAll("\\D", ""));
  }

  private static boolean isGathered(long alert) {
    return !List.of(AlertState.SCHEDULED, AlertState.GATHERING)
        .contains(server.parts.alerts.summary(alert).state());
  }

  private static int waiting() {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM pg_locks WHERE classid = 7465 AND NOT granted")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void it_can_be_scheduled_for_a_part_of_the_people() {
    String path = written();
    HttpResponse<String> page =
        counted(
            ann,
            path + "?stale=yes&audience=zip&value=13202&at=2199-03-31T09:00%20America/New_York");
    assertThat(page.body()).contains(">Schedule<", "March 2199");
    assertThat(ann.get(path + "?stale=yes&audience=state").statusCode()).isEqualTo(400);
    assertThat(counted(ann, path + "?stale=yes&audience=state&value=PA").body())
        .contains("Nobody would get anything")
        .doesNotContain(">Send now<");
  }

  @Test
  void what_has_changed_since_it_was_looked_at_is_not_sent() {
    String path = written();
    Map<String, String> form = form(counted(ann, path + "?stale=yes"));
    form.put("typed", "501");
    form.put("print", "0");
    HttpResponse<String> told = ann.post(path, form);
    assertThat(told.statusCode()).isEqualTo(400);
    assertThat(told.body()).contains("has changed");
  }

  @Test
  void who_came_or_left_since_is_counted_at_the_press() {
    String path = written();
    Map<String, String> form = form(counted(ann, path + "?stale=yes"));
    form.put("typed", "501");
    consent(false);
    try {
      assertThat(ann.get(path + "?stale=yes").body()).contains("501 emails");
      HttpResponse<String> told = ann.post(path, form);
      assertThat(told.statusCode()).isEqualTo(400);
      assertThat(told.body()).contains("501 messages would have gone", "500 would go now");
      assertThat(ann.get(path + "?stale=yes").body()).contains("500 emails", "Counted 0 seconds");
      assertThat(server.parts.alerts.newest(path.split("/")[3])).isZero();
    } finally {
      consent(true);
    }
  }

  private static void consent(boolean isGiven) {
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE subscriber SET email_consent = ? WHERE email = ?", isGiven, Town.email(7)));
  }

  @Test
  void a_page_that_is_open_gets_only_what_would_happen() {
    String path = written();
    counted(ann, path + "?stale=yes");
    assertThat(ann.get(path + "/count?stale=yes").body())
        .startsWith("<p>")
        .contains("501 emails", "name=\"csrf\"")
        .doesNotContain("<html", "<h1");
  }

  @Test
  void only_publishers_send() {
    ConsoleVisitor cy = ConsoleVisitor.as(server, "cy@example.org", Role.AUTHOR);
    String path = written();
    assertThat(cy.get(path).statusCode()).isEqualTo(403);
    assertThat(cy.post(path, Map.of()).statusCode()).isEqualTo(403);
  }
}
