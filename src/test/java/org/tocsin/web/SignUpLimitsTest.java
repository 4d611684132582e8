package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.Http;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.TwilioPeer;

/** Nobody has us write to strangers by the dozen, also when all come at the same moment. */
final class SignUpLimitsTest {
  private static final int AT_ONCE = 30;
  private static final SmtpPeer SMTP = new SmtpPeer();
  private static final TwilioPeer TWILIO = new TwilioPeer();
  private static TestServer server;

  @BeforeAll
  static void start() {
    Map<String, String> settings = TestServer.sendingTo(SMTP, TWILIO);
    settings.put("tocsin.sign-up.per-network-an-hour", "5");
    settings.put("tocsin.sign-up.per-network-with-proof-an-hour", "3");
    settings.put("tocsin.sign-up.per-domain-an-hour", "8");
    settings.put("tocsin.sign-up.an-hour", "12");
    settings.put("tocsin.sign-up.texts-a-day", "4");
    server = TestServer.start(TestDatabase.fresh(), settings);
  }

  @AfterAll
  static void stop() {
    server.close();
    SMTP.close();
    TWILIO.close();
  }

  @BeforeEach
  void nobody_came_yet() {
    server.parts.jdbi.useHandle(
        handle -> handle.createScript("DELETE FROM sign_up_count; DELETE FROM notice").execute());
  }

  /** From a network of its own. */
  private static HttpResponse<String> signUp(int visitor, Map<String, String> who) {
    return signUp("203.0." + visitor + ".7", who);
  }

  private static HttpResponse<String> signUp(String address, Map<String, String> who) {
    Map<String, String> form = new HashMap<>(who);
    form.put("sign-up", "yes");
    form.put("wording", "en");
    form.put("zip", "13202");
    form.put(who.containsKey("phone") ? "by_sms" : "by_email", "yes");
    return Http.postForm(server.url("/subscribe"), form, "X-Forwarded-For", address);
  }

  /** How many of those who all come at once are let in. */
  private static long letIn(IntFunction<HttpResponse<String>> each) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE);
    CountDownLatch together = new CountDownLatch(AT_ONCE);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        int visitor = i;
        answers.add(
            crowd.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return each.apply(visitor).statusCode();
                }));
      }
      long in = 0;
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 429);
        in += answer.get() == 200 ? 1 : 0;
      }
      return in;
    } finally {
      crowd.shutdownNow();
    }
  }

  private static long notices() {
    return server.parts.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM notice").mapTo(Long.class).one());
  }

  private static Map<String, String> email(String address) {
    return Map.of("email", address);
  }

  private static Map<String, String> phone(String number) {
    return Map.of("phone", number);
  }

  @Test
  void thirty_at_once_for_one_address_send_one_mail() throws Exception {
    letIn(i -> signUp(i, email("victim@example.org")));
    assertThat(notices()).isEqualTo(1);
    await().until(() -> !mailsTo("victim@example.org").isEmpty());
    assertThat(mailsTo("victim@example.org")).hasSize(1);
  }

  private static List<SmtpPeer.Mail> mailsTo(String address) {
    return SMTP.mails().stream().filter(mail -> mail.to().equals(address)).toList();
  }

  @Test
  void thirty_at_once_from_one_network_are_as_many_as_one_after_the_other() throws Exception {
    assertThat(letIn(i -> signUp("203.0.113." + i, email("n" + i + "@d" + i + ".example.org"))))
        .isEqualTo(5);
    assertThat(notices()).isEqualTo(5);
  }

  @Test
  void above_that_limit_a_question_lets_people_in_each_answer_once_and_only_so_many() {
    HttpResponse<String> asked = null;
    for (int i = 0; i < 6; i++) {
      asked = signUp("203.0.113.7", email("first" + i + "@p" + i + ".example.net"));
    }
    assertThat(asked.statusCode()).isEqualTo(429);
    assertThat(asked.body()).contains("Too many sign-ups", "in digits", "value=\"first5@");
    Map<String, String> form = new HashMap<>(email("event@q.example.net"));
    form.putAll(answered(asked.body(), 0));
    assertThat(signUp("203.0.113.7", form).statusCode()).isEqualTo(429);
    assertThat(notices()).isEqualTo(5);
    form.putAll(answered(asked.body(), 1));
    assertThat(signUp("203.0.113.8", form).body()).contains("One more step");
    assertThat(notices()).isEqualTo(6);
    form.put("email", "twice@q.example.net");
    assertThat(signUp("203.0.113.8", form).statusCode()).isEqualTo(429);
    assertThat(notices()).isEqualTo(6);
    for (int i = 0; i < 3; i++) {
      form.put("email", "more" + i + "@r" + i + ".example.net");
      asked = signUp("203.0.113.9", email("ask@s.example.net"));
      form.putAll(answered(asked.body(), 1));
      asked = signUp("203.0.113.9", form);
    }
    assertThat(asked.statusCode()).isEqualTo(429);
    assertThat(asked.body()).contains("in an hour").doesNotContain("in digits");
  }

  private static final List<String> NUMBERS =
      List.of(
          "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  /** What a person writes under the question of a page; a wrong answer where right is 0. */
  private static Map<String, String> answered(String page, int right) {
    Matcher asked = Pattern.compile("How much is (\\w+) plus (\\w+)\\?").matcher(page);
    Matcher token = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"").matcher(page);
    assertThat(asked.find() && token.find()).isTrue();
    int sum = NUMBERS.indexOf(asked.group(1)) + NUMBERS.indexOf(asked.group(2));
    return Map.of("proof", token.group(1), "proof_answer", "" + (right == 1 ? sum : sum + 1));
  }

  @Test
  void thirty_at_once_to_one_domain_stop_at_its_limit_under_whatever_name_below_it()
      throws Exception {
    assertThat(
            letIn(
                i ->
                    signUp(
                        i,
                        email("d" + i + "@" + (i % 2 == 0 ? "" : "x" + i + ".") + "school.test"))))
        .isEqualTo(8);
    assertThat(notices()).isEqualTo(8);
    assertThat(signUp(99, email("d99@school.test")).body()).contains("Too many sign-ups");
    assertThat(signUp(99, email("d99@other.test")).statusCode()).isEqualTo(200);
  }

  @Test
  void thirty_at_once_to_large_providers_stop_at_the_limit_over_all() throws Exception {
    assertThat(letIn(i -> signUp(i, email("e" + i + "@gmail.com")))).isEqualTo(12);
    assertThat(notices()).isEqualTo(12);
  }

  @Test
  void texts_of_invitation_end_at_the_cap_of_the_day() throws Exception {
    assertThat(letIn(i -> signUp(i, phone("+1315555%04d".formatted(100 + i))))).isEqualTo(4);
    HttpResponse<String> later = signUp(99, phone("+13155550199"));
    assertThat(later.statusCode()).isEqualTo(429);
    assertThat(later.body()).contains("text");
    assertThat(signUp(98, email("instead@example.org")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+18765550123", "+18095550123", "+18295550123", "+12425550123", "+14165550123"})
  void a_number_abroad_is_told_so_and_gets_no_text(String number) {
    HttpResponse<String> answer = signUp(1, phone(number));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("id=\"phone-wrong\"");
    assertThat(notices()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+17875550123", "+13155550123"})
  void a_number_in_the_states_or_the_territories_gets_one(String number) {
    assertThat(signUp(1, phone(number)).statusCode()).isEqualTo(200);
    assertThat(notices()).isEqualTo(1);
  }

  @Test
  void what_is_kept_of_networks_and_domains_is_a_hash() {
    // P12
    signUp("203.0.113.7", email("kept@small.test"));
    List<String> kept =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT c::text FROM sign_up_count c")
                    .mapTo(String.class)
                    .list());
    assertThat(kept).hasSize(3).noneMatch(row -> row.contains("203.0") || row.contains("small"));
    assertThat(IntStream.range(0, 3).mapToObj(kept::get).distinct()).hasSize(3);
  }
}
