package org.tocsin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;
import org.tocsin.feed.FeedSettings;

final class SettingsTest {
  private static Settings settings(Map<String, String> file, Map<String, String> environment) {
    return Settings.of(file, environment);
  }

  private static Settings smtpPort(String value) {
    return Settings.of(Map.of("tocsin.smtp.port", value));
  }

  @Test
  void what_nobody_set_is_as_the_commented_file_says() {
    Settings settings = Settings.of(Map.of());
    assertThat(settings.number("tocsin.http.port", 1, 65_535)).isEqualTo(8080);
    assertThat(settings.text("tocsin.quiet-hours")).isEqualTo("09:00-20:00");
    assertThat(settings.isSet("tocsin.smtp.host")).isFalse();
  }

  @Test
  void the_file_overrides_the_defaults_and_the_environment_the_file() {
    Map<String, String> file =
        Map.of("tocsin.smtp.host", "mail.example.org", "tocsin.public-url", "http://a.example.org");
    Settings settings = settings(file, Map.of("TOCSIN_PUBLIC_URL", " http://b.example.org "));
    assertThat(settings.text("tocsin.smtp.host")).isEqualTo("mail.example.org");
    assertThat(settings.text("tocsin.public-url")).isEqualTo("http://b.example.org");
    assertThat(settings(file, Map.of("TOCSIN_SMTP_HOST", "")).isSet("tocsin.smtp.host")).isFalse();
  }

  @Test
  void a_misspelt_name_is_refused_with_its_name() {
    assertThatThrownBy(() -> Settings.of(Map.of("tocsin.smpt.host", "mail.example.org")))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("'tocsin.smpt.host'")
        .hasMessageContaining("Did you mean tocsin.smtp.host?");
  }

  @Test
  void all_misspelt_lines_are_named_at_once() {
    assertThatThrownBy(() -> Settings.of(Map.of("tocsin.smpt.host", "a", "tocsin.email.form", "b")))
        .hasMessageContainingAll("tocsin.smtp.host?", "tocsin.email.from?");
  }

  @ParameterizedTest
  @CsvSource({
    "TOCSIN_SMPT_HOST,TOCSIN_SMTP_HOST",
    "TOCSIN_SMTP_PASS,TOCSIN_SMTP_PASSWORD",
    "TOCSIN_PUBLICURL,TOCSIN_PUBLIC_URL",
    "TOCSIN_TWILLIO_AUTH_TOKEN,TOCSIN_TWILIO_AUTH_TOKEN",
    "TOCSIN_DATABASE_USER,TOCSIN_DATABASE_USERNAME",
    "tocsin_smtp_host,TOCSIN_SMTP_HOST",
    "TOCSIN.SMTP.HOST,TOCSIN_SMTP_HOST"
  })
  void a_misspelt_variable_is_as_wrong_as_a_misspelt_line(String wrong, String right) {
    assertThatThrownBy(() -> settings(Map.of(), Map.of(wrong, "x")))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining(wrong)
        .hasMessageContaining("Did you mean " + right + "?");
  }

  @Test
  void a_variable_that_is_nothing_like_ours_is_remarked_on_and_others_are_let_be() {
    Map<String, String> environment =
        Map.of(
            "TOCSIN_TEST_RUN", "7",
            "TOCSIN_HOME", "/etc/tocsin",
            "TOCSIN_PORT", "tcp://10.0.0.7:8080",
            "TOCSIN_SERVICE_HOST", "10.0.0.7",
            "PATH", "/usr/bin");
    assertThat(settings(Map.of(), environment).remarks())
        .singleElement()
        .asString()
        .contains("TOCSIN_TEST_RUN", "no such setting", "the nearest one is TOCSIN_");
  }

  @Test
  void a_file_that_begins_with_a_byte_order_mark_is_read_and_one_that_is_not_utf_8_is_refused(
      @TempDir Path folder) throws Exception {
    ProgramHome home = new ProgramHome(folder, "a test");
    Files.writeString(home.settings(), "\uFEFFtocsin.organization.name = Comité\n");
    assertThat(Settings.load(home, Map.of()).text("tocsin.organization.name")).isEqualTo("Comité");
    Files.write(home.settings(), "tocsin.organization.name = Comité".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Settings.load(home, Map.of()))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "", "25.5", "0", "65536", "-1", "99999999999"})
  void a_number_that_is_none_says_what_to_write_and_by_both_names(String wrong) {
    assertThatThrownBy(() -> smtpPort(wrong).number("tocsin.smtp.port", 1, 65_535))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.smtp.port")
        .hasMessageContaining("TOCSIN_SMTP_PORT")
        .hasMessageContaining("'" + wrong + "'")
        .hasMessageContaining("a whole number from 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "-1", "NaN", "Infinity", ""})
  void a_rate_that_is_none_says_what_to_write(String wrong) {
    Settings settings = Settings.of(Map.of("tocsin.email.per-second", wrong));
    assertThatThrownBy(() -> settings.rate("tocsin.email.per-second"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("a number, 0 for no limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Syracuse", "EST", "-05:00", "America/New York"})
  void a_time_zone_that_keeps_no_summer_time_or_is_none_says_what_to_write(String wrong) {
    assertThatThrownBy(
            () -> Settings.of(Map.of("tocsin.time-zone", wrong)).zone("tocsin.time-zone"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.time-zone (TOCSIN_TIME_ZONE) is '" + wrong + "'")
        .hasMessageContaining("America/New_York");
  }

  @Test
  void without_an_address_no_feed_is_looked_at_and_with_one_every_quarter_of_an_hour() {
    assertThat(FeedBeans.settings(Settings.of(Map.of())).url()).isEmpty();
    Settings settings = Settings.of(Map.of("tocsin.feed.url", "https://www.example.org/feed/"));
    assertThat(FeedBeans.settings(settings))
        .isEqualTo(
            new FeedSettings(
                Optional.of(URI.create("https://www.example.org/feed/")),
                "",
                Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.feed.url,www.example.org/feed,an address such as",
    "tocsin.feed.url,file:///etc/passwd,an address such as",
    "tocsin.feed.url,https://ann:secret@www.example.org/feed/,without a name and a password",
    "tocsin.feed.every,0,a whole number from 1 to 1440",
    "tocsin.feed.every,15m,a whole number from 1 to 1440"
  })
  void a_feed_that_cannot_be_looked_at_is_refused_at_start(
      String name, String value, String words) {
    assertThatThrownBy(() -> FeedBeans.settings(Settings.of(Map.of(name, value))))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll(name, words);
  }

  @Test
  void yes_and_no_are_written_true_and_false() {
    assertThat(Settings.of(Map.of()).flag("tocsin.twilio.own-replies")).isFalse();
    Settings wrong = Settings.of(Map.of("tocsin.twilio.own-replies", "yes"));
    assertThatThrownBy(() -> wrong.flag("tocsin.twilio.own-replies"))
        .hasMessageContaining("true or false");
  }
}
