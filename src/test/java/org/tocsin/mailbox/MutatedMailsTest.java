package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tocsin.support.Shared;

/**
 * Mails as nobody writes them are read all the same, and nothing is thrown.
 *
 * <p>For a longer run by hand: {@code mvn test -Pshared -Dtest=MutatedMailsTest
 * -Dmutated.mails=100000}, which makes a hundred thousand of the real ones.
 */
@Timeout(1200)
final class MutatedMailsTest {
  private static final long SEED = 20_261_127;

  /** A mail is matched against each reason a server could give: about a millisecond of work. */
  private static final int REAL_CASES = Integer.getInteger("mutated.mails", 1_500);

  private static final List<byte[]> OWN =
      Stream.of(
              Mails.bounce("alerts@example.org", "ann@example.org", "5.1.1", "550 User unknown"),
              Mails.complaint("abuse", "Message-ID: <1@example.org>"),
              Mails.from("bo@example.org", "", "Please take me off this list.\n\n> the alert"),
              Mails.from(
                  "bo@example.org",
                  "Subject: =?utf-8?Q?Re:_alerta?= =?iso-8859-1?B?4Q==?=\n"
                      + "Content-Type: text/html; charset=utf-8\n"
                      + "Content-Transfer-Encoding: quoted-printable",
                  "<p>Stop=20it</p><blockquote>the alert</blockquote>"),
              """
              From: postmaster@example.net
              Subject: failure notice
              Content-Type: multipart/mixed; boundary=b

              --b
              Content-Type: multipart/alternative; boundary=c

              --c
              Content-Transfer-Encoding: base64

              TWFpbGJveCBmdWxs
              --c--
              --b
              Content-Type: message/rfc822

              To: ann@example.org

              the alert
              --b--
              """)
          .map(mail -> mail.getBytes(StandardCharsets.UTF_8))
          .toList();

  private final MailReader reader = new MailReader();

  @Test
  void any_mail_that_went_wrong_is_read() {
    read(new Mutations(SEED, OWN), 1_500);
  }

  @Test
  @Tag("shared")
  void any_real_bounce_that_went_wrong_is_read() throws IOException {
    try (Stream<Path> files = Files.list(Shared.path("corpora/bounces/messages"))) {
      List<byte[]> real = files.sorted().map(MutatedMailsTest::bytes).toList();
      read(new Mutations(SEED, real), REAL_CASES);
    }
  }

  private void read(Mutations mutations, int cases) {
    for (int i = 0; i < cases; i++) {
      read(mutations.next());
    }
  }

  private void read(byte[] mail) {
    try {
      InboundMessage letter = InboundMessage.of(mail);
      assertThat(reader.read(letter)).isNotNull();
      assertThat(Received.digest(letter)).hasSize(64);
      assertThat(new BounceText(letter).unquoted()).isNotNull();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("This mail broke the reader: " + HexFormat.of().formatHex(mail), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
