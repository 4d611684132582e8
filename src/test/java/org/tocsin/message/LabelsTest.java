package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tocsin.LocalTimes;

class LabelsTest {
  private static Properties read(String file) throws IOException {
    Properties labels = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources", file))) {
      labels.load(reader);
    }
    return labels;
  }

  private static List<String> placeholders(String words) {
    return words.chars().filter(c -> c == '0' || c == '1').mapToObj(Character::toString).toList();
  }

  @Test
  void spanish_has_every_label_that_english_has_with_the_same_places_to_fill() throws IOException {
    Properties english = read("labels.properties");
    Properties spanish = read("labels_es.properties");
    assertThat(spanish.keySet()).containsAll(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(spanish.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
    assertThat(
            spanish.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("state.") && !key.startsWith("party."))
                .collect(Collectors.toSet()))
        .isSubsetOf(english.stringPropertyNames());
  }

  @Test
  void a_language_without_labels_of_its_own_has_english_ones() {
    assertThat(Labels.in("vi").get("sms.stop")).isEqualTo("Reply STOP to end.");
    assertThat(Labels.in("es-MX").get("sms.stop")).isEqualTo("Responda STOP para salir.");
    assertThat(Labels.in("vi").edition("vi")).isEqualTo("Tiếng Việt »");
  }

  @Test
  void a_time_is_written_as_its_language_writes_it() {
    LocalTimes times = new LocalTimes(Optional.of(ZoneId.of("America/New_York")));
    Instant at = Instant.parse("2027-03-03T23:00:00Z");
    assertThat(Labels.in("en").when(times, at)).isEqualTo(times.words(at));
    assertThat(Labels.in("es").when(times, at)).startsWith("mié 3 de marzo de 2027, 18:00 ");
  }
}
