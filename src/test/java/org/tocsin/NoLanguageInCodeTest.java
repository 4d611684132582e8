package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people write in other languages than ours of the code stands in the files of those
 * languages, so that another one is added without a change of code. {@link OurLanguagesTest} looks
 * for their codes.
 */
final class NoLanguageInCodeTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final Pattern COMMENT =
      Pattern.compile("/\\*(?s:.*?)\\*/|(?m:^\\s*//.*$|\\s//\\s[^\"\\n]*$)");

  private static final Pattern TEXT =
      Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\"");

  private static final Pattern ESCAPE = Pattern.compile("\\\\[a-zA-Z\\\\]");

  /** At least two letters, one of them none of English; in "[oó]" too. */
  private static final Pattern WITH_ACCENT =
      Pattern.compile("(?=\\p{L}*[\\p{L}&&[^a-zA-Z]])\\p{L}{2,}");

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");

  private static final Pattern LOCALE =
      Pattern.compile("\\bLocale\\.(?!ROOT\\b)[A-Z][A-Z_]+\\b|new Locale\\(\"|Locale\\.of\\(\"");

  /** Letters by themselves, whatever the language. */
  private static final Map<String, String> ALPHABETS =
      Map.of(
          "Segments.java", "the letters that a text may have (GSM 03.38)",
          "TextNormalizer.java", "letters that look like others");

  /** Words of English that only our Spanish list has. */
  private static final Map<String, String> ENGLISH =
      Map.of(
          "Hosts.java", "arpa, the end of a host's name",
          "Reasons.java", "resolver, of names of hosts",
          "States.java", "the Northern Mariana Islands",
          "SubscriberExport.java", "uff, of a byte order mark");

  private static final Map<String, String> LOCALES =
      Map.of(
          "LocalTimes.java", "times for organizers and logs, whose language is English",
          "TwilioWire.java", "dates as Twilio writes them (RFC 2822)",
          "AreaCodes.java", "places of numbers, from a library that has them in English",
          "Languages.java", "the English names of all languages");

  @Test
  void no_text_in_code_has_a_letter_of_another_language() throws IOException {
    assertThat(found(accented())).containsExactlyInAnyOrderElementsOf(ALPHABETS.keySet());
  }

  @Test
  void no_text_in_code_has_a_word_of_spanish() throws IOException {
    assertThat(found(spanish())).containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
  }

  @Test
  void no_code_names_the_locale_of_a_language() throws IOException {
    assertThat(found(code -> LOCALE.matcher(code).find()))
        .containsExactlyInAnyOrderElementsOf(LOCALES.keySet());
  }

  @Test
  void a_word_that_is_put_back_is_found() {
    assertThat(spanish()).accepts("a(\"(?iu)\\\\b(call|llame)\\\\b\");").rejects("a(\"call\");");
    assertThat(spanish()).rejects("/** llame */ a(\"call\"); // llame");
    assertThat(accented()).accepts("a(\"c[aá]mara\");", "a(\"\"\"\n año\"\"\");", "a(\"赞了\");");
    assertThat(accented()).rejects("a(\"\\\\p{L}\\u201c…\");");
    assertThat(LOCALE.matcher("x(Locale.FRENCH)").find()).isTrue();
    assertThat(LOCALE.matcher("x(new Locale(\"fr\"))").find()).isTrue();
  }

  private static List<String> found(Predicate<String> isWrong) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> isWrong.test(read(file)))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static Predicate<String> accented() {
    return code -> texts(code).anyMatch(text -> WITH_ACCENT.matcher(text).find());
  }

  /** By the words of the Spanish files that none of the English ones has. */
  private static Predicate<String> spanish() {
    Set<String> words = words("es");
    words.removeAll(words("en"));
    return code -> texts(code).flatMap(NoLanguageInCodeTest::wordsOf).anyMatch(words::contains);
  }

  private static Stream<String> texts(String code) {
    return TEXT.matcher(COMMENT.matcher(code).replaceAll(" "))
        .results()
        .map(text -> ESCAPE.matcher(text.group()).replaceAll(" "));
  }

  private static Set<String> words(String language) {
    return Stream.of("replies/words-%s.txt", "names/expressions-%s.txt", "columns/names-%s.txt")
        .map(file -> read(RESOURCES.resolve(file.formatted(language))))
        .flatMap(text -> text.lines().filter(line -> !line.startsWith("#")))
        .flatMap(line -> Stream.of(line.split(" ")))
        .filter(word -> WORD.matcher(word).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> wordsOf(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z]+"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
