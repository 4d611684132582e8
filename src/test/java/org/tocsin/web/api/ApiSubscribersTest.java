package org.tocsin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.Channel;
import org.tocsin.audience.Subscriber;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Programs add people one by one, by the readers that imports have. */
final class ApiSubscribersTest {
  private static TestServer server;
  private static String[] bearer;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    String token =
        new ApiTokens(server.parts.jdbi, server.parts.clock).create("test", Duration.ofDays(1));
    bearer = new String[] {"Authorization", "Bearer " + token};
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nobody() {
    server.truncate("subscriber, suppression");
  }

  private static HttpResponse<String> post(String body) {
    return Http.post(server.url("/api/v1/subscribers"), "application/json", body, bearer);
  }

  private static Subscriber find(String address) {
    return server.parts.subscribers.find(address).orElseThrow();
  }

  @Test
  void somebody_new_is_added_and_the_same_again_changes_nothing() {
    String ann =
        """
        {"email": "Ann <Ann@example.org>", "phone": "(315) 555-0101", "first_name": "Ann",
         "zip": "13202-1234", "state": "New York", "language": "es-MX", "email_consent": true,
         "sms_consent": false, "consent_source": "web form", "consent_at": "2017-02-01",
         "tags": ["Volunteers", "phone bank"]}
        """;
    HttpResponse<String> answer = post(ann);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("\"result\":\"added\"", "\"warnings\":[]");
    Subscriber known = find("ann@example.org");
    assertThat(List.of(known.phone(), known.firstName(), known.zip(), known.state()))
        .containsExactly("+13155550101", "Ann", "13202", "NY");
    assertThat(known.language()).isEqualTo("es");
    assertThat(known.emailConsent()).isTrue();
    assertThat(known.smsConsent()).isFalse();
    assertThat(known.tags()).containsExactly("phone bank", "volunteers");
    assertThat(post(ann).body()).contains("unchanged");
    HttpResponse<String> moved = post("{\"email\": \"ann@example.org\", \"zip\": \"13210\"}");
    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(moved.body()).contains("updated");
    assertThat(find("ann@example.org").firstName()).isEqualTo("Ann");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"email\": \"no address\"}|email",
        "{\"email\": \"ann@example.org\", \"phone\": \"4235657\"}|phone",
        "{\"email\": \"ann@example.org\", \"zip\": \"1320Z\"}|zip",
        "{\"email\": \"ann@example.org\", \"language\": \"Klingon\"}|language",
        "{\"email\": \"ann@example.org\", \"consent_at\": \"yesterday\"}|consent_at",
        "{\"email\": \"ann@example.org\", \"consent_at\": \"2099-01-01\"}|consent_at",
        "{\"email\": \"ann@example.org\", \"email_consent\": \"yes\"}|email_consent",
        "{\"email\": \"ann@example.org\", \"tags\": [\"<b>\"]}|tags",
        "{\"email\": \"ann@example.org\", \"shoe_size\": \"39\"}|shoe_size",
        "{\"email\": \"ann@example.org\", \"first_name\": \"N/A\"}|first_name",
        "{\"zip\": \"13202\"}|neither email nor phone"
      })
  void what_cannot_be_read_refuses_the_whole_and_names_the_field(String body, String field) {
    // P11
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(field);
    assertThat(server.parts.subscribers.count()).isZero();
  }

  private static HttpResponse<String> file(String csv) {
    return Http.post(server.url("/api/v1/subscribers/import"), "text/csv", csv, bearer);
  }

  @Test
  void a_file_is_taken_in_as_the_command_line_does() {
    String rows = "Email Address;First Name\nann@example.org;Ann\nnobody;Bob\n";
    HttpResponse<String> answer = file(rows + "x".repeat(100_000) + ";Cy\n");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"rows\":3", "\"added\":1", "\"skipped\":2", "\"lines\":[\"3\",\"4\"]");
    assertThat(find("ann@example.org").firstName()).isEqualTo("Ann");
  }

  @Test
  void a_file_of_which_nothing_can_be_used_is_refused_without_repeating_it() {
    for (String csv : List.of("", "name\nAnn\n", "email\n", "email\nnobody\n", "ann@example.org")) {
      HttpResponse<String> answer = file(csv);
      assertThat(answer.statusCode()).as(csv).isEqualTo(400);
      assertThat(answer.body()).as(csv).doesNotContain("nobody", "ann@", "/tmp");
    }
    assertThat(server.parts.subscribers.count()).isZero();
  }

  @Test
  void an_opt_out_stays() {
    // P4
    server.parts.consent.withdraw(
        Channel.EMAIL,
        server.parts.addressKeys.of(Channel.EMAIL, "ann@example.org"),
        Consent.Reason.UNSUBSCRIBE,
        new Evidence("page", "", ""));
    assertThat(post("{\"email\": \"ann@example.org\", \"email_consent\": true}").body())
        .contains("added", "consent_source");
    assertThat(
            server.parts.consent.isSuppressed(
                Channel.EMAIL, server.parts.addressKeys.of(Channel.EMAIL, "ann@example.org")))
        .isTrue();
  }

  @Test
  void without_a_token_nobody_is_added() {
    assertThat(
            Http.post(
                    server.url("/api/v1/subscribers"),
                    "application/json",
                    "{\"email\": \"ann@example.org\"}")
                .statusCode())
        .isEqualTo(401);
    assertThat(server.parts.subscribers.count()).isZero();
  }
}
