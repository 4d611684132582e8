package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.Http;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;
import org.tocsin.support.TwilioPeer;

/** What people wrote is read and answered: once, to themselves, and not when they have left. */
final class ReplyPagesTest {
  private static final SmtpPeer SMTP = new SmtpPeer();
  private static final TwilioPeer TWILIO = new TwilioPeer();
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor ben;
  private static int texts;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), TestServer.sendingTo(SMTP, TWILIO));
    new Town(server.parts, folder);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
    ben = ConsoleVisitor.as(server, "ben@example.org", Role.PUBLISHER);
  }

  @AfterAll
  static void stop() {
    server.close();
    SMTP.close();
    TWILIO.close();
  }

  private static void person(String email, String phone) {
    server.parts.subscribers.take(Map.of("email", email, "phone", phone, "zip", "13202"), "test");
  }

  /** By the webhook, as it comes; the address of its page. */
  private static String texted(String phone, String words) {
    String sid = "SM" + "%032d".formatted(++texts);
    Map<String, String> form =
        Map.of("MessageSid", sid, "From", phone, "To", "+15550000000", "Body", words);
    assertThat(Http.postSigned(server.url("/twilio/inbound"), form, TestServer.TOKEN).statusCode())
        .isEqualTo(200);
    return "/console/inbox/replies/"
        + server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT number FROM inbound_text WHERE provider_id = :sid")
                    .bind("sid", sid)
                    .mapTo(Long.class)
                    .one());
  }

  private static HttpResponse<String> answer(
      ConsoleVisitor who, String reply, String channel, String words) {
    return who.post(reply, Map.of("channel", channel, "words", words, "seen", "0"));
  }

  private static List<Map<String, String>> sentTo(String phone) {
    return TWILIO.posts().stream().filter(post -> phone.equals(post.get("To"))).toList();
  }

  private static void await(ConsoleVisitor who, String page, String words) {
    Awaitility.await().until(() -> who.get(page).body().contains(words));
  }

  @Test
  void a_text_is_answered_by_text_to_the_number_that_it_came_from() {
    person("text@example.org", "+13155550141");
    String reply = texted("+13155550141", "Where is the <b>rally</b>?");
    assertThat(ann.get("/console/inbox").body()).contains(reply, "&lt;b&gt;rally", "+13155550141");
    assertThat(ann.get("/console/inbox?show=unanswered").body()).contains(reply + "\"");
    assertThat(answer(ann, reply, "sms", "At noon, City Hall.").statusCode()).isEqualTo(303);
    await(ann, reply, "· sent");
    assertThat(sentTo("+13155550141")).hasSize(1);
    assertThat(sentTo("+13155550141").get(0).get("Body"))
        .isEqualTo("CNY Solidarity Coalition: At noon, City Hall.");
    assertThat(ben.get("/console/inbox?show=unanswered").body()).doesNotContain(reply + "\"");
    assertThat(ben.get(reply).body()).contains("ann@example.org", "At noon, City Hall.");
    assertThat(audited()).contains("reply answered");
  }

  private static List<String> audited() {
    return new AuditLog(server.parts.jdbi, server.parts.clock)
        .list(Long.MAX_VALUE, 100).stream().map(AuditLog.Entry::action).toList();
  }

  @Test
  void a_text_is_answered_by_email_where_the_writer_has_an_address() {
    person("mail@example.org", "+13155550142");
    String reply = texted("+13155550142", "Please write me");
    answer(ann, reply, "email", "Gladly.");
    await(ann, reply, "· sent");
    assertThat(SMTP.mails().stream().filter(mail -> mail.to().equals("mail@example.org")))
        .hasSize(1)
        .allSatisfy(
            mail ->
                assertThat(new String(mail.raw()))
                    .contains("Gladly.", "PO Box 1, Syracuse NY 13201"));
    assertThat(sentTo("+13155550142")).isEmpty();
  }

  @Test
  void of_two_who_answer_at_once_one_does_and_the_other_reads_what_was_answered() throws Exception {
    person("both@example.org", "+13155550143");
    String reply = texted("+13155550143", "Who is in charge?");
    ann.get(reply);
    ben.get(reply);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<HttpResponse<String>>> presses =
          List.of(
              () -> answer(ann, reply, "sms", "Ann is."),
              () -> answer(ben, reply, "sms", "Ben is."));
      List<HttpResponse<String>> pages =
          both.invokeAll(presses).stream().map(ReplyPagesTest::got).toList();
      assertThat(pages).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(303, 409);
      assertThat(pages)
          .filteredOn(page -> page.statusCode() == 409)
          .allSatisfy(
              page ->
                  assertThat(page.body())
                      .contains("somebody has answered while you wrote", "Ann is.", "Ben is."));
    } finally {
      both.shutdown();
    }
    await(ann, reply, "· sent");
    assertThat(sentTo("+13155550143")).hasSize(1);
  }

  private static HttpResponse<String> got(Future<HttpResponse<String>> page) {
    try {
      return page.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nobody_answers_somebody_who_has_left() {
    person("left@example.org", "+13155550144");
    String reply = texted("+13155550144", "What is this?");
    stop(Channel.SMS, "+13155550144");
    assertThat(answer(ann, reply, "sms", "Stay!").body()).contains("they have left");
    stop(Channel.EMAIL, "left@example.org");
    assertThat(ann.get(reply).body()).contains("Nobody can be answered here");
  }

  private static void stop(Channel channel, String address) {
    server.parts.consent.withdraw(
        channel,
        server.parts.addressKeys.of(channel, address),
        Consent.Reason.STOP,
        new Evidence("test", "test", "stop"));
  }

  @Test
  void an_answer_is_withheld_from_whoever_leaves_before_it_goes() {
    person("meanwhile@example.org", "+13155550145");
    String reply = texted("+13155550145", "Hello?");
    for (Channel channel : Channel.values()) {
      server.parts.jdbi.useHandle(
          handle ->
              handle.execute(
                  "INSERT INTO channel_pause (channel, since, reason) VALUES (?, now(), 'test')",
                  channel));
    }
    answer(ann, reply, "sms", "Hello!");
    ann.post(reply, Map.of("channel", "email", "words", "Hello!", "seen", "1"));
    stop(Channel.SMS, "+13155550145");
    stop(Channel.EMAIL, "meanwhile@example.org");
    server.parts.jdbi.useHandle(
        handle -> {
          // as if the opt-out had begun before the answer, and was committed after it
          handle.execute("UPDATE suppression SET since = since - interval '1 hour'");
          handle.execute("DELETE FROM channel_pause");
        });
    String other = anotherThatGoes();
    await(ann, other, "· sent");
    assertThat(ann.get(reply).body().split("they have left meanwhile")).hasSize(3);
    assertThat(sentTo("+13155550145")).isEmpty();
    assertThat(SMTP.mails()).noneMatch(mail -> mail.to().equals("meanwhile@example.org"));
  }

  /** Later than what waited before it. */
  private static String anotherThatGoes() {
    person("other@example.org", "+13155550146");
    String reply = texted("+13155550146", "And I?");
    answer(ann, reply, "email", "You too.");
    await(ann, reply, "· sent");
    ann.post(reply, Map.of("channel", "sms", "words", "You too.", "seen", "1"));
    Awaitility.await().until(() -> !sentTo("+13155550146").isEmpty());
    return reply;
  }

  @Test
  void what_is_held_is_decided_before_it_is_answered() {
    person("held@example.org", "+13155550147");
    String reply = texted("+13155550147", "I wonder about you");
    server.parts.jdbi.useHandle(
        handle ->
            new Holds(server.parts.clock)
                .hold(
                    handle,
                    Channel.SMS,
                    server.parts.addressKeys.of(Channel.SMS, "+13155550147"),
                    "test",
                    "maybe stop",
                    new ReplyClassification(ReplyIntent.UNSURE, "unclear")));
    assertThat(answer(ann, reply, "sms", "Yes?").body()).contains("first decide in the inbox");
    assertThat(ann.get("/console/inbox?show=held").body())
        .contains("maybe stop")
        .doesNotContain("I wonder about you");
  }

  @Test
  void somebody_who_is_not_on_the_list_is_read_and_not_answered() {
    String reply = texted("+13155550148", "Who are you?");
    assertThat(ann.get(reply).body()).contains("nobody on the list", "Nobody can be answered here");
    assertThat(answer(ann, reply, "sms", "We").statusCode()).isEqualTo(400);
  }

  @Test
  void a_text_that_is_too_long_or_empty_is_not_sent_and_stays_in_its_field() {
    person("long@example.org", "+13155550149");
    String reply = texted("+13155550149", "Tell me more");
    String words = "x".repeat(451);
    assertThat(answer(ann, reply, "sms", words).body())
        .contains("takes 450 characters, and yours are 451", words);
    assertThat(answer(ann, reply, "sms", " ").statusCode()).isEqualTo(400);
    assertThat(sentTo("+13155550149")).isEmpty();
  }

  @Test
  void an_authors_role_reads_no_replies_and_a_number_that_is_not_there_is_not_found() {
    ConsoleVisitor author = ConsoleVisitor.as(server, "author@example.org", Role.AUTHOR);
    assertThat(author.get("/console/inbox/replies/1").statusCode()).isEqualTo(403);
    assertThat(ann.get("/console/inbox/replies/999999").statusCode()).isEqualTo(404);
  }
}
