package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.consent.ReplyReader;
import org.tocsin.mailbox.InboundMessage;
import org.tocsin.mailbox.MailReader;
import org.tocsin.message.Labels;
import org.tocsin.sheet.FactCheck;
import org.tocsin.sheet.SheetFiles;

/**
 * A language is added by files alone. The program is loaded once more beside the files of Esperanto
 * in {@code src/test/languages}, which no other test sees.
 */
final class ThirdLanguageTest {
  private static final Path FILES = Path.of("src/test/languages");

  private static URLClassLoader withEsperanto;
  private static UnaryOperator<String> program;

  /** Asked in words that both programs know: "reply: haltu". */
  public static final class Asked implements UnaryOperator<String> {
    @Override
    public String apply(String question) {
      String[] parts = question.split(": ", 2);
      return switch (parts[0]) {
        case "languages" -> String.join(" ", OurLanguages.all());
        case "label" -> Labels.in("eo").get(parts[1]);
        case "reply" -> new ReplyReader(Set::of).read(parts[1]).reply().name();
        case "mail" -> mail(parts[1]);
        case "sheet" -> sheet(parts[1]);
        default -> throw new IllegalArgumentException(question);
      };
    }

    private static String mail(String subject) {
      String mail = "From: ana@example.org\r\nSubject: " + subject + "\r\n\r\nSaluton\r\n";
      try {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        return new MailReader()
            .read(InboundMessage.read(new ByteArrayInputStream(bytes)))
            .kind()
            .name();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String sheet(String body) {
      String source = "---\ntitle: A\nsubject: B\nlang: eo\n---\n" + body;
      FactCheck check =
          new FactCheck(Optional.empty(), Set.of(), Set.of(), LocalDate.of(2026, 11, 24));
      return check.check(SheetFiles.parse("a", Map.of("a.md", source))).stream()
          .map(Problem::message)
          .collect(Collectors.joining(" "));
    }
  }

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void load() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<URL> all =
        Stream.concat(Stream.of(FILES), Stream.of(path.split(File.pathSeparator)).map(Path::of))
            .map(ThirdLanguageTest::url)
            .toList();
    withEsperanto =
        new URLClassLoader(all.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    program =
        (UnaryOperator<String>)
            Class.forName(Asked.class.getName(), true, withEsperanto)
                .getDeclaredConstructor()
                .newInstance();
  }

  @AfterAll
  static void unload() throws IOException {
    withEsperanto.close();
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void its_labels_make_it_one_of_our_languages() {
    assertThat(program.apply("languages")).isEqualTo("en eo es");
    assertThat(program.apply("label: reply.stopped")).startsWith("vi ne plu ricevos");
  }

  @ParameterizedTest
  @CsvSource({
    "haltu,STOP",
    "'Haltu, bonvolu!',STOP",
    "bonvolu ne sendu al mi plu,STOP",
    "rekomencu,START",
    "Helpo,HELP",
    "'haltu\n\nJe 24 nov 2026 Pat skribis:\n> alvoko',STOP",
    "'Aŭtomata respondo: mi revenos',OTHER",
    "Stop,STOP",
    "alto,STOP"
  })
  void its_replies_are_read(String reply, String meaning) {
    assertThat(program.apply("reply: " + reply)).isEqualTo(meaning);
  }

  @Test
  void the_same_words_mean_nothing_without_its_files() {
    assertThat(new Asked().apply("reply: haltu")).isNotEqualTo("STOP");
    assertThat(new Asked().apply("languages")).isEqualTo("en es");
  }

  @Test
  void a_day_in_a_sheet_is_held_against_the_calendar() {
    assertThat(program.apply("sheet: Venu marde, la 5-an de januaro 2026."))
        .contains("2026-01-05 is a monday", "is over (2026-01-05). Put in the next date");
  }

  @Test
  void an_automatic_answer_is_known_by_its_subject() {
    String subject = "mail: =?UTF-8?Q?A=C5=ADtomata_respondo=3A_Alvoko?=";
    assertThat(program.apply(subject)).isEqualTo("AUTO_REPLY");
    assertThat(new Asked().apply(subject)).isEqualTo("OTHER");
  }
}
