package org.tocsin.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.support.Http;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Tokens of the API over their life (RFC 6750). */
final class ApiTokensTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final SettableClock CLOCK =
      new SettableClock(Instant.now().minus(Duration.ofDays(30)));
  private static TestServer server;

  private final ApiTokens now = new ApiTokens(DATABASE.jdbi(), Clock.systemUTC());
  private final ApiTokens then = new ApiTokens(DATABASE.jdbi(), CLOCK);

  @BeforeAll
  static void start() {
    server = TestServer.start(DATABASE, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String... headers) {
    return Http.get(server.url("/api/v1/alerts/1"), headers);
  }

  private static String challenge(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private ApiTokens.Shown shown(String name) {
    return now.list().stream().filter(token -> token.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void the_scheme_is_taken_in_any_case_and_with_more_than_one_space() {
    // RFC 9110 11.1
    String token = now.create("case", DAY);
    for (String scheme : new String[] {"Bearer ", "bearer ", "BEARER ", "bEaReR   "}) {
      assertThat(get("Authorization", scheme + token).statusCode()).as(scheme).isEqualTo(404);
    }
  }

  @Test
  void who_sends_nothing_is_told_how_and_who_sends_a_wrong_one_that_it_is_wrong() {
    // RFC 6750 3, 3.1
    assertThat(challenge(get())).isEqualTo("Bearer realm=\"tocsin\"");
    assertThat(challenge(get("Authorization", "Basic YTpi"))).isEqualTo("Bearer realm=\"tocsin\"");
    for (String wrong : new String[] {"Bearer", "Bearer x", "Bearer a b", "Bearer \"x\""}) {
      assertThat(challenge(get("Authorization", wrong)))
          .as(wrong)
          .isEqualTo("Bearer realm=\"tocsin\", error=\"invalid_token\"");
    }
    String long_one = "Bearer " + "x".repeat(4_000);
    assertThat(challenge(get("Authorization", long_one))).contains("invalid_token");
  }

  @Test
  void a_token_expires_by_itself() {
    String token = then.create("old", Duration.ofDays(29));
    HttpResponse<String> answer = get("Authorization", "Bearer " + token);
    assertThat(challenge(answer)).contains("invalid_token");
    assertThat(answer.body()).contains("expired on ");
    assertThat(shown("old").state(Instant.now())).isEqualTo("expired");
    assertThat(shown("old").lastUsedAt()).isNull();
    assertThat(
            get("Authorization", "Bearer " + then.create("young", Duration.ofDays(31)))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_revoked_token_opens_nothing_and_its_name_can_be_given_again() {
    String token = now.create("lost", DAY);
    assertThat(get("Authorization", "Bearer " + token).statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> now.create("lost", DAY))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("token list");
    long id = shown("lost").id();
    now.revoke(id);
    HttpResponse<String> answer = get("Authorization", "Bearer " + token);
    assertThat(challenge(answer)).contains("invalid_token");
    assertThat(answer.body()).contains("revoked");
    assertThatThrownBy(() -> now.revoke(id)).hasMessageContaining("token list");
    assertThat(get("Authorization", "Bearer " + now.create("lost", DAY)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void its_last_use_is_known_to_the_minute() {
    String token = now.create("used", DAY);
    assertThat(shown("used").lastUsedAt()).isNull();
    get("Authorization", "Bearer " + token);
    Instant first = shown("used").lastUsedAt();
    assertThat(first).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    get("Authorization", "Bearer " + token);
    assertThat(shown("used").lastUsedAt()).isEqualTo(first);
  }

  @Test
  void a_name_is_one_line_of_words() {
    for (String name : new String[] {"", " ", "a\0b", "a\nb", "x".repeat(101)}) {
      assertThatThrownBy(() -> now.create(name, DAY))
          .isInstanceOf(TocsinException.class)
          .hasMessageContaining("such as website");
    }
  }
}
