package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;

final class SettingsTest {
  private static Settings settings(Map<String, String> file, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.putAll(file);
    return Settings.of(properties, environment);
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
        .hasMessageContaining("'tocsin.smpt.host'");
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

  @Test
  void yes_and_no_are_written_true_and_false() {
    assertThat(Settings.of(Map.of()).flag("tocsin.twilio.own-replies")).isFalse();
    Settings wrong = Settings.of(Map.of("tocsin.twilio.own-replies", "yes"));
    assertThatThrownBy(() -> wrong.flag("tocsin.twilio.own-replies"))
        .hasMessageContaining("true or false");
  }
}
