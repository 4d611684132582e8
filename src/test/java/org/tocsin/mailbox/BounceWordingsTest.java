package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Refusals in the words of many mail servers, each as a report and as plain words (B11, B14). */
final class BounceWordingsTest {
  private final MailReader reader = new MailReader();

  /** One line of the file. */
  private record Wording(boolean isDead, String status, String said) {
    static Wording of(String line) {
      String[] cells = line.split("\\|", 3);
      return new Wording(cells[0].strip().equals("dead"), cells[1].strip(), cells[2].strip());
    }
  }

  @Test
  void who_is_dead_is_told_from_who_is_not_in_a_report() throws IOException {
    assertThat(misread(BounceWordingsTest::report)).isEmpty();
  }

  @Test
  void who_is_dead_is_told_from_who_is_not_in_plain_words() throws IOException {
    assertThat(misread(wording -> Mails.bounceInWords("ana@example.org", wording.said())))
        .isEmpty();
  }

  private List<Wording> misread(Function<Wording, String> mail) throws IOException {
    List<Wording> misread = new ArrayList<>();
    for (Wording wording : wordings()) {
      byte[] bytes = mail.apply(wording).getBytes(StandardCharsets.UTF_8);
      if (reader.read(InboundMessage.of(bytes)).suppresses() != wording.isDead()) {
        misread.add(wording);
      }
    }
    return misread;
  }

  private static List<Wording> wordings() throws IOException {
    try (InputStream in =
        BounceWordingsTest.class.getResourceAsStream("/mailbox/bounce-wordings.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Wording::of)
          .toList();
    }
  }

  private static String report(Wording wording) {
    return Mails.bounce("alerts@example.net", "ana@example.org", wording.status(), wording.said())
        .replace("Status: \n", "");
  }
}
