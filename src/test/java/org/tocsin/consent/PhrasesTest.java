package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write, in English and Spanish: clear opt-outs, what only sounds so, and the rest. */
final class PhrasesTest {
  record Phrase(ReplyIntent meant, String text) {}

  private final ReplyReader reader = new ReplyReader(Set::of);

  static List<Phrase> known() {
    return phrases("phrases.txt");
  }

  static List<Phrase> siblings() {
    return phrases("siblings.txt");
  }

  private static List<Phrase> phrases(String file) {
    try (var in = PhrasesTest.class.getResourceAsStream("/replies/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(
              parts ->
                  new Phrase(
                      ReplyIntent.of(parts[0].toLowerCase(Locale.ROOT)),
                      parts[1].replace("\\n", "\n")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void every_known_phrase_is_read_as_meant(Phrase phrase) {
    // K11, K12
    ReplyClassification reading = reader.read(phrase.text());
    assertThat(reading.reply()).as(reading.why()).isEqualTo(phrase.meant());
  }

  @ParameterizedTest
  @MethodSource("siblings")
  void what_is_not_understood_is_unclear_and_what_a_machine_writes_is_nothing(Phrase phrase) {
    // K11
    ReplyClassification reading = reader.read(phrase.text());
    assertThat(reading.reply()).as(reading.why()).isEqualTo(phrase.meant());
  }

  @Test
  void phrases_that_no_rule_was_tuned_by_are_read_well_enough() {
    List<Phrase> aside = phrases("phrases-aside.txt");
    List<Phrase> outs = aside.stream().filter(p -> p.meant() == ReplyIntent.STOP).toList();
    List<Phrase> others = aside.stream().filter(p -> p.meant() == ReplyIntent.OTHER).toList();
    assertThat(read(outs, ReplyIntent.STOP).count()).isGreaterThanOrEqualTo(ratio(outs, 0.95));
    assertThat(read(aside, ReplyIntent.STOP).filter(p -> p.meant() != ReplyIntent.STOP)).isEmpty();
    assertThat(read(others, ReplyIntent.UNSURE).count()).isLessThanOrEqualTo(ratio(others, 0.1));
  }

  private Stream<Phrase> read(List<Phrase> phrases, ReplyIntent as) {
    return phrases.stream().filter(phrase -> reader.read(phrase.text()).reply() == as);
  }

  private static long ratio(List<Phrase> phrases, double part) {
    return Math.round(phrases.size() * part);
  }
}
