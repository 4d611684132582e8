package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TokenPeer;

/** Access tokens by refresh (RFC 6749 6), from a token service on loopback. */
final class AccessTokensTest {
  private final TokenPeer peer = new TokenPeer();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
  @TempDir Path folder;
  private Path file;
  private AccessTokens tokens;

  @BeforeEach
  void sign_in() throws IOException {
    file = Files.writeString(folder.resolve("token"), " refresh-0\n");
    tokens = at(peer.uri(), Duration.ofSeconds(5));
  }

  private AccessTokens at(URI uri, Duration limit) {
    return new AccessTokens(
        new AccessTokens.Account(uri, "the id", "s&cret", "a b", limit),
        new RefreshTokenFile(file),
        clock);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private String token() {
    return ((AccessTokens.Answer.Token) tokens.current()).value();
  }

  private AccessTokens.Answer.None none() {
    return (AccessTokens.Answer.None) tokens.current();
  }

  @Test
  void a_token_is_asked_for_once_and_again_when_it_is_about_to_end() {
    assertThat(List.of(token(), token())).containsOnly("access-1");
    assertThat(peer.asked())
        .containsExactly(
            "grant_type=refresh_token&refresh_token=refresh-0&client_id=the id"
                + "&client_secret=s&cret&scope=a b");
    peer.answer(form -> TokenPeer.token("access-2", 3600));
    clock.advance(Duration.ofSeconds(3500));
    assertThat(token()).isEqualTo("access-1");
    clock.advance(Duration.ofSeconds(41));
    assertThat(token()).isEqualTo("access-2");
  }

  @Test
  void many_at_once_ask_once() {
    assertThat(IntStream.range(0, 20).parallel().mapToObj(i -> token())).containsOnly("access-1");
    assertThat(peer.asked()).hasSize(1);
  }

  @Test
  void a_token_that_the_mail_server_takes_no_longer_is_forgotten() {
    String old = token();
    peer.answer(form -> TokenPeer.token("access-2", 3600));
    tokens.forget(old);
    assertThat(token()).isEqualTo("access-2");
    tokens.forget(old);
    assertThat(token()).isEqualTo("access-2");
    assertThat(peer.asked()).hasSize(2);
  }

  @Test
  void a_newer_refresh_token_takes_the_place_of_the_old_one_and_only_its_owner_reads_it()
      throws IOException {
    peer.answer(
        form ->
            new TokenPeer.Answer(
                200, "{\"access_token\":\"a\",\"refresh_token\":\"refresh-1\",\"expires_in\":1}"));
    token();
    assertThat(file).hasContent("refresh-1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    token();
    assertThat(peer.asked().get(1)).contains("refresh_token=refresh-1&");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|invalid_grant|true|takes the refresh token no longer (invalid_grant)",
        "400|interaction_required|true|Sign in once more",
        "401|invalid_client|true|Check tocsin.oauth.client-id and client-secret",
        "400|unauthorized_client|true|refuses the program",
        "400|invalid_scope|true|Check tocsin.oauth.token-url and scope",
        "403|x y<script>|true|(HTTP 403)",
        "404||true|(HTTP 404)",
        "302||false|(HTTP 302)",
        "429|slow_down|false|asked again",
        "408||false|asked again",
        "500|server_error|false|is at fault (server_error)",
        "503|temporarily_unavailable|false|asked again"
      })
  void a_refusal_says_what_to_do_and_whether_it_passes(
      int status, String code, boolean lasts, String words) {
    peer.answer(form -> TokenPeer.error(status, code == null ? "" : code));
    assertThat(none().lasts()).isEqualTo(lasts);
    assertThat(none().why())
        .startsWith("The token service 127.0.0.1 ")
        .contains(words)
        .doesNotContain("pat@example.org", "refresh-0", "s&cret", "<script>");
  }

  @Test
  void microsofts_own_code_is_named() {
    peer.answer(
        form ->
            new TokenPeer.Answer(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700082: The refresh"
                    + " token has expired due to inactivity.\"}"));
    assertThat(none().why()).contains("(invalid_grant, AADSTS700082)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":1}",
        "{\"access_token\":\"a\\r\\nb\"}",
        "{\"access_token\":\"a\\u0001auth=x\"}"
      })
  void an_answer_without_a_token_is_none(String body) {
    peer.answer(form -> new TokenPeer.Answer(200, body));
    assertThat(none().why()).contains("answers with no token", "asked again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"expires_in\":\"3600\"", ",\"expires_in\":9999999999999"})
  void a_life_that_is_not_said_or_cannot_be_is_bounded(String life) {
    peer.answer(form -> new TokenPeer.Answer(200, "{\"access_token\":\"a\"" + life + "}"));
    token();
    token();
    assertThat(peer.asked()).hasSize(1);
    clock.advance(Duration.ofDays(1));
    token();
    assertThat(peer.asked()).hasSize(2);
  }

  @Test
  void a_huge_answer_is_not_read_to_its_end() {
    peer.answer(
        form -> new TokenPeer.Answer(200, " ".repeat(1 << 20) + "{\"access_token\":\"a\"}"));
    assertThat(none().lasts()).isFalse();
  }

  @Test
  void a_service_that_hangs_or_is_away_is_given_up_and_left_alone_for_a_moment() {
    tokens = at(peer.uri(), Duration.ofMillis(300));
    peer.answer(form -> TokenPeer.SILENT);
    assertThat(none().why()).contains("does not answer. It is asked again.");
    none();
    assertThat(peer.asked()).hasSize(1);
    clock.advance(Duration.ofSeconds(6));
    peer.answer(form -> TokenPeer.token("access-2", 3600));
    tokens = at(peer.uri(), Duration.ofSeconds(5));
    assertThat(token()).isEqualTo("access-2");
    peer.close();
    tokens = at(peer.uri(), Duration.ofSeconds(5));
    assertThat(none().why()).contains("cannot be reached");
  }

  @Test
  void no_refresh_token_is_said_and_one_that_is_put_there_counts_soon() throws IOException {
    Files.delete(file);
    assertThat(none().lasts()).isTrue();
    assertThat(none().why()).contains("There is no refresh token in " + file);
    Files.writeString(file, "refresh-9");
    clock.advance(Duration.ofSeconds(6));
    assertThat(token()).isEqualTo("access-1");
  }
}
