package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.verdict.BounceClassifier;

/** How many refusals are read rightly that were written before anybody looked at the rules. */
final class UnseenRefusalsTest {
  private static final double PRECISION = 0.95;
  private static final double RECALL = 0.85;

  private final MailReader reader = new MailReader();
  private final BounceClassifier verdict = new BounceClassifier();

  /** The way in which a refusal is heard. */
  private enum Way {
    REPORT,
    WORDS,
    ANSWER
  }

  /** One line of the file. */
  private record Refusal(String want, String status, String said) {
    static Refusal of(String line) {
      String[] cells = line.split(" \\| ", 3);
      return new Refusal(cells[0], cells[1].equals("-") ? "" : cells[1], cells[2]);
    }

    boolean isHard() {
      return want.equals("hard");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void dead_mailboxes_are_told_from_all_others(Way way) throws IOException { // B11, B12
    assertFigures(way, refusals());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void and_in_the_half_that_no_rule_was_made_for(Way way) throws IOException {
    List<Refusal> all = refusals();
    assertFigures(
        way, IntStream.range(0, all.size()).filter(i -> i % 2 == 1).mapToObj(all::get).toList());
  }

  private void assertFigures(Way way, List<Refusal> refusals) {
    List<Refusal> called = refusals.stream().filter(refusal -> isCalledHard(way, refusal)).toList();
    double right = called.stream().filter(Refusal::isHard).count();
    double hard = refusals.stream().filter(Refusal::isHard).count();
    assertThat(right / called.size()).as("precision").isGreaterThanOrEqualTo(PRECISION);
    assertThat(right / hard).as("recall").isGreaterThanOrEqualTo(RECALL);
  }

  private boolean isCalledHard(Way way, Refusal refusal) {
    return switch (way) {
      case REPORT -> suppresses(report(refusal));
      case WORDS -> suppresses(Mails.bounceInWords("pat@example.org", refusal.said()));
      case ANSWER -> isHardAnswer(refusal);
    };
  }

  private boolean suppresses(String mail) {
    return reader.read(InboundMessage.of(mail.getBytes(StandardCharsets.UTF_8))).suppresses();
  }

  private boolean isHardAnswer(Refusal refusal) {
    BounceClassifier.Said said =
        BounceClassifier.answer("", refusal.status(), refusal.said(), true);
    return new Recipient(
            "pat@example.org", said.code(), verdict.of(said), !BounceClassifier.isTransient(said))
        .isHard();
  }

  private static String report(Refusal refusal) {
    return Mails.bounce("alerts@example.net", "pat@example.org", refusal.status(), refusal.said())
        .replace("Status: \n", "");
  }

  private static List<Refusal> refusals() throws IOException {
    try (InputStream in = UnseenRefusalsTest.class.getResourceAsStream("/mailbox/refusals.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Refusal::of)
          .toList();
    }
  }
}
