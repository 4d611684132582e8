package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.support.TocsinProcess;

/** Not without what the law and the reader need (C01). */
final class PrerequisitesTest {
  private static final Map<String, String> REAL =
      Map.of(
          "tocsin.organization.name", "CNY Solidarity Coalition",
          "tocsin.organization.postal-address", "PO Box 1, Syracuse NY 13201",
          "tocsin.public-url", "https://alerts.example.org",
          "tocsin.smtp.host", "smtp.example.org",
          "tocsin.email.from", "alerts@example.org",
          "tocsin.twilio.account-sid", "AC" + "0".repeat(32),
          "tocsin.twilio.auth-token", "token",
          "tocsin.twilio.from", "+15550000000");

  @TempDir Path folder;

  private static List<Problem> but(String... pairs) {
    Map<String, String> settings = new HashMap<>(REAL);
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put(pairs[i], pairs[i + 1]);
    }
    return Prerequisites.of(Settings.of(settings));
  }

  private static void assertOne(List<Problem> problems, Problem.Level level, String... words) {
    assertThat(problems).singleElement().extracting(Problem::level).isEqualTo(level);
    assertThat(problems.get(0).message()).contains(words);
  }

  @Test
  void an_installation_that_has_all_is_not_spoken_of() {
    assertThat(but()).isEmpty();
    assertThat(Prerequisites.of(Settings.of(Map.of()))).isEmpty();
  }

  @Test
  void an_empty_postal_address_is_refused_with_the_name_of_the_setting_and_an_example() {
    assertOne(
        but("tocsin.organization.postal-address", ""),
        Problem.Level.ERROR,
        "tocsin.organization.postal-address",
        "TOCSIN_ORGANIZATION_POSTAL_ADDRESS",
        "PO Box 1, Syracuse NY 13201");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tocsin", ""})
  void the_default_name_is_refused(String name) {
    assertOne(
        but("tocsin.organization.name", name),
        Problem.Level.ERROR,
        "tocsin.organization.name",
        "CNY Solidarity Coalition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "https://localhost",
        "https://alerts.localhost",
        "http://[::1]:8080",
        "http://0.0.0.0:8080",
        "https://192.168.1.5",
        "https://10.0.0.7",
        "https://172.16.0.1",
        "https://169.254.1.1",
        "https://[fd00::1]",
        "https://mypc.local",
        "https://server.lan",
        "http://tocsin:8080",
        "ftp://alerts.example.org",
        "https:///s",
        "alerts.example.org",
        ""
      })
  void links_that_no_reader_can_follow_are_refused(String url) {
    assertOne(
        but("tocsin.public-url", url),
        Problem.Level.ERROR,
        "tocsin.public-url",
        "'" + url + "'",
        "https://alerts.example.org");
  }

  @Test
  void either_a_real_mail_server_or_a_real_account_is_enough_to_refuse() {
    String[] none = {
      "tocsin.organization.postal-address",
      "",
      "tocsin.smtp.host",
      "",
      "tocsin.public-url",
      "http://127.0.0.1:8080"
    };
    assertThat(but(none)).hasSize(2).allMatch(Problem::isError);
    assertThat(
            but(
                "tocsin.organization.postal-address", "",
                "tocsin.twilio.api-url", "http://127.0.0.1:9"))
        .hasSize(1)
        .allMatch(Problem::isError);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3", "LOCALHOST"})
  void with_mail_server_and_twilio_on_this_machine_it_is_a_trial_and_a_warning_is_enough(
      String host) {
    var problems =
        but(
            "tocsin.organization.postal-address", "",
            "tocsin.organization.name", "Tocsin",
            "tocsin.public-url", "http://127.0.0.1:8080",
            "tocsin.smtp.host", host,
            "tocsin.twilio.api-url", "http://127.0.0.1:9");
    assertThat(problems).hasSize(3).noneMatch(Problem::isError);
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.email.from,''",
    "tocsin.email.from,alerts",
    "tocsin.twilio.auth-token,''",
    "tocsin.dkim.domain,example.org",
    "tocsin.dkim.key-file,dkim.pem",
    "tocsin.smtp.username,alerts",
    "tocsin.smtp.password,secret",
    "tocsin.twilio.api-url,twilio"
  })
  void what_is_half_set_up_is_refused(String name, String value) {
    assertThat(but(name, value)).isNotEmpty().allMatch(Problem::isError);
    assertThat(but(name, value, "tocsin.smtp.host", "127.0.0.1")).isNotEmpty();
  }

  @Test
  void texts_without_a_sender_are_refused_by_the_names_of_both_settings() {
    assertOne(
        but("tocsin.twilio.from", ""),
        Problem.Level.ERROR,
        "tocsin.twilio.messaging-service-sid",
        "tocsin.twilio.from");
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.public-url,http://alerts.example.org,write https:",
    "tocsin.quiet-hours,off,IS OFF"
  })
  void what_may_be_meant_is_warned_of(String name, String value, String words) {
    assertOne(but(name, value), Problem.Level.WARNING, words);
  }

  @Test
  void a_kind_of_tls_that_waits_in_vain_on_that_port_is_refused_and_on_this_machine_warned_of() {
    // RFC 8314 7.3
    assertOne(
        but("tocsin.smtp.port", "465"), Problem.Level.ERROR, "speak tls on port 465", "Set it to");
    assertOne(but("tocsin.smtp.tls", "tls"), Problem.Level.ERROR, "starttls on port 587");
    assertOne(
        but("tocsin.imap.host", "imap.example.org", "tocsin.imap.port", "143"),
        Problem.Level.ERROR,
        "tocsin.imap.tls",
        "Set it to starttls");
    assertOne(
        but("tocsin.smtp.port", "465", "tocsin.smtp.host", "127.0.0.1"),
        Problem.Level.WARNING,
        "speak tls on port 465");
    assertThat(but("tocsin.smtp.port", "2525", "tocsin.smtp.tls", "tls")).isEmpty();
    assertThat(but("tocsin.smtp.port", "465", "tocsin.smtp.tls", "tls")).isEmpty();
  }

  @Test
  void a_sid_and_a_token_that_were_swapped_are_refused_whatever_server_it_is() {
    String[] swapped = {
      "tocsin.twilio.account-sid", "f".repeat(32), "tocsin.twilio.auth-token", "AC" + "0".repeat(32)
    };
    assertOne(but(swapped), Problem.Level.ERROR, "each other's place");
    assertThat(but(swapped).get(0).message()).doesNotContain("ffff", "0000");
    assertOne(
        but(
            "tocsin.twilio.account-sid",
            "f".repeat(32),
            "tocsin.twilio.auth-token",
            "AC" + "0".repeat(32),
            "tocsin.twilio.api-url",
            "http://127.0.0.1:9"),
        Problem.Level.ERROR,
        "each other's place");
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.twilio.account-sid,AC…",
    "tocsin.twilio.account-sid,AC0123",
    "tocsin.twilio.account-sid,SK00000000000000000000000000000000",
    "tocsin.twilio.account-sid,pat@example.org",
    "tocsin.twilio.auth-token,MG00000000000000000000000000000000",
    "tocsin.twilio.auth-token,SK00000000000000000000000000000000",
    "tocsin.twilio.messaging-service-sid,SM00000000000000000000000000000000",
    "tocsin.twilio.messaging-service-sid,MG…",
    "tocsin.twilio.messaging-service-sid,+13155550100",
    "tocsin.twilio.from,315-555-0100",
    "tocsin.twilio.from,3155550100",
    "tocsin.twilio.from,MG00000000000000000000000000000000",
    "tocsin.twilio.from,CNY"
  })
  void what_is_no_name_of_twilio_is_refused_without_repeating_it(String name, String value) {
    assertOne(but(name, value), Problem.Level.ERROR, name);
    assertThat(but(name, value).get(0).message()).doesNotContain("'" + value);
    assertThat(but(name, value, "tocsin.twilio.api-url", "http://127.0.0.1:9")).isEmpty();
  }

  @Test
  void a_short_code_and_a_messaging_service_are_senders() {
    assertThat(but("tocsin.twilio.from", "55501")).isEmpty();
    assertThat(
            but(
                "tocsin.twilio.from",
                "",
                "tocsin.twilio.messaging-service-sid",
                "MG" + "0aF".repeat(10) + "00"))
        .isEmpty();
  }

  private Path key() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    String pem = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        folder.resolve("dkim.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
  }

  @Test
  void a_key_that_cannot_be_read_is_refused_before_anything_starts() {
    assertOne(
        but(
            "tocsin.dkim.domain", "example.org",
            "tocsin.dkim.selector", "s1",
            "tocsin.dkim.key-file", folder.resolve("none.pem").toString()),
        Problem.Level.ERROR,
        "none.pem",
        "openssl genpkey");
  }

  @Test
  void a_signature_of_another_domain_and_a_password_in_the_clear_are_warned_of() throws Exception {
    assertOne(
        but(
            "tocsin.dkim.domain", "other.org",
            "tocsin.dkim.selector", "s1",
            "tocsin.dkim.key-file", key().toString()),
        Problem.Level.WARNING,
        "DMARC",
        "example.org");
    assertOne(
        but(
            "tocsin.smtp.username", "alerts",
            "tocsin.smtp.password", "secret",
            "tocsin.smtp.tls", "none"),
        Problem.Level.WARNING,
        "in the clear");
  }

  @Test
  void all_that_is_missing_is_said_at_once() {
    Settings settings = Settings.of(Map.of("tocsin.smtp.host", "smtp.example.org"));
    assertThatThrownBy(() -> Prerequisites.orRefused(settings))
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll(
            "tocsin.organization.postal-address",
            "tocsin.organization.name",
            "tocsin.public-url",
            "tocsin.email.from");
  }

  @Test
  void serve_ends_before_it_makes_or_sends_anything(@TempDir Path home) throws Exception {
    Map<String, String> environment =
        Map.of(
            "TOCSIN_HOME", home.toString(),
            "TOCSIN_SMTP_HOST", "smtp.example.org",
            "TOCSIN_EMAIL_FROM", "alerts@example.org");
    TocsinProcess.run(home, environment, "serve")
        .failed("tocsin.organization.postal-address", "tocsin.public-url", "http://127.0.0.1:8080");
    try (var files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
  }

  private List<Problem> byToken(String... pairs) throws IOException {
    Path file = Files.writeString(folder.resolve("refresh-token"), "1//abc");
    List<String> all = new ArrayList<>();
    all.addAll(
        List.of(
            "tocsin.smtp.auth", "xoauth2",
            "tocsin.smtp.username", "alerts@example.org",
            "tocsin.smtp.password", "",
            "tocsin.oauth.token-url", "https://oauth2.googleapis.com/token",
            "tocsin.oauth.client-id", "id",
            "tocsin.oauth.refresh-token-file", file.toString()));
    all.addAll(List.of(pairs));
    return but(all.toArray(String[]::new));
  }

  @Test
  void a_sign_in_by_token_needs_no_password_and_says_what_it_lacks() throws IOException {
    assertThat(byToken()).isEmpty();
    for (String name :
        List.of(
            "tocsin.smtp.username",
            "tocsin.oauth.token-url",
            "tocsin.oauth.client-id",
            "tocsin.oauth.refresh-token-file")) {
      assertOne(byToken(name, ""), Problem.Level.ERROR, name, "tocsin.smtp.auth is xoauth2");
    }
    assertOne(
        byToken("tocsin.oauth.refresh-token-file", folder.resolve("none").toString()),
        Problem.Level.ERROR,
        "holds no refresh token that can be read");
    assertOne(
        byToken("tocsin.oauth.token-url", "http://login.example.org/token"),
        Problem.Level.ERROR,
        "Write https:");
    assertThatThrownBy(() -> byToken("tocsin.smtp.auth", "oauth"))
        .hasMessageContaining("Set it to password or xoauth2");
  }
}
