package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Accounts;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What goes to many needs a second person, whatever the first one tries. */
final class TwoPersonsTest {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");
  private static final String STALE = "?stale=yes";

  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor bob;
  private static ConsoleVisitor eve;
  private static int sheets;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of("tocsin.console.two-persons", "10"));
    new Town(server.parts, folder).people(20, 3, true);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
    bob = ConsoleVisitor.as(server, "bob@example.org", Role.PUBLISHER);
    eve = ConsoleVisitor.as(server, "eve@example.org", Role.ADMIN);
    ConsoleVisitor.as(server, "cy@example.org", Role.AUTHOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> sheet(String body) {
    Map<String, String> form = new HashMap<>();
    form.put("title", "Sheet " + sheets);
    form.put("subject", "Call today");
    form.put("sms", "Call {{ representative.last_name }} today.");
    form.put("sms_general", "Call your senators today.");
    form.put("lang", "en");
    form.put("asks.unknown", "Ask {{ official.name }}.");
    form.put("body", body + "\n\n{{ call_list }}");
    return form;
  }

  /** The address of a new sheet of Ann's; the demo's officials are of 2017. */
  private static String written() {
    sheets++;
    assertThat(ann.post("/console/sheets/new", sheet("Much is at stake.")).statusCode())
        .isEqualTo(303);
    return "/console/sheets/sheet-" + sheets;
  }

  private static void rewrite(ConsoleVisitor who, String sheet, String body) {
    Map<String, String> form = sheet(body);
    form.put("version", field(who.get(sheet), "version"));
    assertThat(who.post(sheet, form).statusCode()).isEqualTo(303);
  }

  private static String field(HttpResponse<String> page, String name) {
    return fields(page).getOrDefault(name, "");
  }

  private static Map<String, String> fields(HttpResponse<String> page) {
    Map<String, String> form = new HashMap<>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    form.remove("csrf");
    return form;
  }

  private static HttpResponse<String> seen(ConsoleVisitor who, String sheet) {
    return counted(who, sheet + "/send" + STALE);
  }

  private static HttpResponse<String> counted(ConsoleVisitor who, String page) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !who.get(page).body().contains("data-counting"));
    return who.get(page);
  }

  /** As the send page's forms have it, whether they are shown or not. */
  private static Map<String, String> form(String sheet) {
    Map<String, String> form = fields(seen(eve, sheet));
    assertThat(form).containsKey("print");
    return form;
  }

  private static HttpResponse<String> approve(ConsoleVisitor who, String sheet) {
    return who.post(sheet + "/approval", form(sheet));
  }

  private static boolean isSent(HttpResponse<String> answer) {
    return answer.statusCode() == 303
        && answer.headers().firstValue("Location").orElse("").endsWith("?done=sent");
  }

  private static void assertThatNothingIsSent(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("it is not approved");
  }

  @Test
  void who_wrote_it_cannot_send_it_alone_and_reads_who_can_help() {
    String sheet = written();
    HttpResponse<String> page = seen(ann, sheet);
    assertThat(page.body())
        .contains("More than 10 messages", "bob@example.org, eve@example.org")
        .doesNotContain("cy@example.org", ">Send now<", ">Approve<");
    assertThatNothingIsSent(ann.post(sheet + "/send", form(sheet)));
    assertThatNothingIsSent(bob.post(sheet + "/send", form(sheet)));
  }

  @Test
  void another_publisher_approves_and_then_either_sends() {
    for (ConsoleVisitor sender : List.of(ann, bob)) {
      String sheet = written();
      HttpResponse<String> asked = seen(bob, sheet);
      assertThat(asked.body()).contains(">Approve<").doesNotContain(">Send now<");
      HttpResponse<String> approved = bob.post(sheet + "/approval", fields(asked));
      assertThat(approved.statusCode()).isEqualTo(303);
      String back = approved.headers().firstValue("Location").orElseThrow();
      assertThat(bob.get(back).body()).contains("You approved it", ">Send now<");
      assertThat(seen(ann, sheet).body())
          .contains("bob@example.org approved exactly this", ">Send now<");
      assertThat(isSent(sender.post(sheet + "/send", form(sheet)))).isTrue();
    }
    assertThat(new AuditLog(server.parts.jdbi, server.parts.clock).list(Long.MAX_VALUE, 100))
        .anySatisfy(
            entry -> {
              assertThat(entry.who()).isEqualTo("bob@example.org");
              assertThat(entry.action()).isEqualTo("send approved");
            });
  }

  @Test
  void who_wrote_it_cannot_approve_it_in_a_second_tab_either() {
    String sheet = written();
    Map<String, String> before = fields(seen(bob, sheet));
    assertThat(approve(ann, sheet).statusCode()).isEqualTo(400);
    rewrite(bob, sheet, "Bob writes more.");
    assertThat(bob.post(sheet + "/approval", before).body()).contains("the sheet has changed");
    assertThat(approve(bob, sheet).body()).contains("you wrote this sheet");
    assertThatNothingIsSent(bob.post(sheet + "/send", form(sheet)));
  }

  @Test
  void who_approved_it_and_then_writes_it_has_approved_nothing() {
    String sheet = written();
    assertThat(approve(bob, sheet).statusCode()).isEqualTo(303);
    rewrite(bob, sheet, "Something else.");
    rewrite(bob, sheet, "Much is at stake.");
    assertThatNothingIsSent(ann.post(sheet + "/send", form(sheet)));
    assertThatNothingIsSent(bob.post(sheet + "/send", form(sheet)));
    assertThat(approve(ann, sheet).statusCode()).isEqualTo(303);
    assertThat(isSent(bob.post(sheet + "/send", form(sheet)))).isTrue();
  }

  @Test
  void after_a_change_of_text_audience_or_time_it_is_asked_again() {
    String sheet = written();
    assertThat(approve(bob, sheet).statusCode()).isEqualTo(303);
    Map<String, String> later = form(sheet);
    later.put("at", "2199-03-31T09:00 America/New_York");
    assertThatNothingIsSent(ann.post(sheet + "/send", later));
    Map<String, String> others = form(sheet);
    others.putAll(Map.of("audience", "zip", "value", "132*"));
    assertThatNothingIsSent(ann.post(sheet + "/send", others));
    rewrite(ann, sheet, "Worse.");
    assertThatNothingIsSent(ann.post(sheet + "/send", form(sheet)));
  }

  @Test
  void an_approval_for_few_is_none_for_many() {
    String sheet = written();
    assertThat(approve(bob, sheet).statusCode()).isEqualTo(303);
    approvedFor(20, sheet);
    assertThatNothingIsSent(ann.post(sheet + "/send", form(sheet)));
    approvedFor(21, sheet);
    assertThat(isSent(ann.post(sheet + "/send", form(sheet)))).isTrue();
  }

  /** 23 are to go. */
  private static void approvedFor(long messages, String sheet) {
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE send_approval SET messages = ? WHERE slug = ?", messages, slug(sheet)));
  }

  private static String slug(String sheet) {
    return sheet.substring(sheet.lastIndexOf('/') + 1);
  }

  @Test
  void an_approval_serves_one_alert_also_where_two_press_at_once() throws Exception {
    String sheet = written();
    assertThat(approve(bob, sheet).statusCode()).isEqualTo(303);
    Map<String, String> form = form(sheet);
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Callable<HttpResponse<String>>> presses =
        List.of(() -> ann.post(sheet + "/send", form), () -> eve.post(sheet + "/send", form));
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> each : two.invokeAll(presses)) {
      answers.add(each.get());
    }
    two.shutdown();
    assertThat(answers.stream().filter(TwoPersonsTest::isSent)).hasSize(1);
    assertThat(alerts(slug(sheet))).isEqualTo(1);
    String used = "SELECT count(*) FROM send_approval WHERE slug = ? AND alert_id IS NOT NULL";
    assertThat(count(used, slug(sheet))).isEqualTo(1);
  }

  private static long alerts(String slug) {
    return count(
        "SELECT count(*) FROM alert a JOIN revision r ON r.id = a.revision_id WHERE r.slug = ?",
        slug);
  }

  private static long count(String sql, String slug) {
    return server.parts.jdbi.withHandle(handle -> handle.select(sql, slug).mapTo(Long.class).one());
  }

  @Test
  void two_who_approve_the_same_are_told_of_one_approval() throws Exception {
    String sheet = written();
    Map<String, String> form = form(sheet);
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Callable<HttpResponse<String>>> presses =
        List.of(
            () -> bob.post(sheet + "/approval", form), () -> eve.post(sheet + "/approval", form));
    for (Future<HttpResponse<String>> each : two.invokeAll(presses)) {
      assertThat(each.get().statusCode()).isEqualTo(303);
    }
    two.shutdown();
    assertThat(count("SELECT count(*) FROM send_approval WHERE slug = ?", slug(sheet)))
        .isEqualTo(1);
  }

  @Test
  void what_nobody_in_the_console_wrote_is_sent_by_another_than_who_approved_it() {
    String sheet = written();
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE sheet_draft SET saved_by = 'www.example.org' WHERE slug = ?", slug(sheet)));
    assertThat(approve(ann, sheet).statusCode()).isEqualTo(303);
    assertThat(seen(ann, sheet).body())
        .contains("somebody else sends it: bob@example.org, eve@example.org")
        .doesNotContain(">Send now<");
    assertThatNothingIsSent(ann.post(sheet + "/send", form(sheet)));
    assertThat(isSent(bob.post(sheet + "/send", form(sheet)))).isTrue();
  }

  @Test
  void an_approval_ends_with_the_account_that_gave_it() {
    ConsoleVisitor gus = ConsoleVisitor.as(server, "gus@example.org", Role.PUBLISHER);
    String sheet = written();
    assertThat(approve(gus, sheet).statusCode()).isEqualTo(303);
    new Accounts(server.parts.jdbi, server.parts.clock).remove("test", "gus@example.org");
    assertThatNothingIsSent(ann.post(sheet + "/send", form(sheet)));
  }

  @Test
  void few_messages_need_nobody_else() {
    String sheet = written();
    assertThat(counted(ann, sheet + "/send" + STALE + "&channels=sms").body())
        .contains(">Send now<")
        .doesNotContain("messages go only");
  }
}
