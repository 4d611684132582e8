package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.support.Shared;

/** Real bounces of many mail servers, judged by those who collected them. */
@Tag("shared")
final class PublishedBouncesTest {
  private static final Path CORPUS = Shared.path("corpora/bounces");

  /** Of each mail. For a longer run by hand: -Dtocsin.test.cuts=40. */
  private static final int CUTS = Integer.getInteger("tocsin.test.cuts", 8);

  private final MailReader reader = new MailReader();

  @Test
  void who_is_dead_is_told_from_who_is_not_better_than_by_the_digits() throws IOException { // B12
    Map<String, Boolean> dead = expected();
    int right = 0;
    int wrong = 0;
    int missed = 0;
    for (Map.Entry<String, Boolean> mail : dead.entrySet()) {
      boolean suppresses = read(mail.getKey(), bytes(mail.getKey())).suppresses();
      right += suppresses && mail.getValue() ? 1 : 0;
      wrong += suppresses && !mail.getValue() ? 1 : 0;
      missed += !suppresses && mail.getValue() ? 1 : 0;
    }
    assertThat(right / (double) (right + wrong)).as("precision").isGreaterThanOrEqualTo(0.95);
    assertThat(right / (double) (right + missed)).as("recall").isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void recipients_are_found_wherever_another_parser_finds_them() throws IOException { // B19
    for (Map.Entry<String, Set<String>> mail : recipients().entrySet()) {
      Finding found = read(mail.getKey(), bytes(mail.getKey()));
      assertThat(found.recipients())
          .as(mail.getKey())
          .extracting(recipient -> Addresses.key(recipient.address()))
          .containsAnyElementsOf(mail.getValue());
    }
  }

  @Test
  void ways_to_end_a_line_make_no_difference() throws IOException {
    for (String file : files()) {
      String mail = new String(bytes(file), StandardCharsets.ISO_8859_1).replaceAll("\r\n?", "\n");
      Finding found = read(file, latin(mail));
      assertThat(read(file, latin(mail.replace("\n", "\r\n")))).as(file).isEqualTo(found);
      assertThat(read(file, latin(mail.replace("\n", "\r")))).as(file).isEqualTo(found);
    }
  }

  /** Whatever is left of a mail suppresses nobody whom the whole one does not name. */
  @Test
  void a_mail_cut_off_anywhere_suppresses_nobody_else() throws IOException {
    Random random = new Random(20_261_128);
    for (String file : files()) {
      byte[] mail = bytes(file);
      InboundMessage letter = InboundMessage.of(mail);
      Set<String> whole = new HashSet<>();
      letter
          .parts()
          .forEach(
              part ->
                  Addresses.in(part.text().replace("&", " "))
                      .forEach(a -> whole.add(Addresses.key(a))));
      Addresses.in(letter.headers().toString()).forEach(a -> whole.add(Addresses.key(a)));
      for (int cut : random.ints(CUTS, 0, mail.length).toArray()) {
        Finding found = read(file, java.util.Arrays.copyOf(mail, cut));
        found.recipients().stream()
            .filter(Recipient::isHard)
            .filter(dead -> !dead.address().isEmpty())
            .forEach(dead -> assertThat(whole).as(file).contains(Addresses.key(dead.address())));
      }
    }
  }

  private Finding read(String file, byte[] mail) {
    try {
      return reader.read(InboundMessage.of(mail));
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(file, e);
    }
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(CORPUS.resolve("messages").resolve(file));
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve("messages"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Complaints are not about dead addresses. */
  private static Map<String, Boolean> expected() throws IOException {
    Map<String, Boolean> expected = new TreeMap<>();
    for (String[] row : rows("expected.tsv")) {
      if (row.length < 7 || row[6].isEmpty()) {
        expected.merge(row[0], row[5].equals("true"), Boolean::logicalOr);
      }
    }
    return expected;
  }

  private static Map<String, Set<String>> recipients() throws IOException {
    Map<String, Set<String>> recipients = new HashMap<>();
    Set<String> present = new HashSet<>(files());
    for (String[] row : rows("recipients.tsv")) {
      Set<String> named = new HashSet<>();
      Addresses.inField(row[1]).ifPresent(named::add);
      Addresses.inField(row[2]).ifPresent(named::add);
      if (present.contains(row[0])) {
        named.forEach(
            name ->
                recipients
                    .computeIfAbsent(row[0], none -> new HashSet<>())
                    .add(Addresses.key(name)));
      }
    }
    return recipients;
  }

  private static List<String[]> rows(String file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS.resolve(file))) {
      rows.add(line.split("\t", -1));
    }
    return rows.subList(1, rows.size());
  }
}
