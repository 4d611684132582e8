package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.Shared;

final class QuotedTextStripperTest {
  private static final String FOOTER = "Call Katko today.\nReply STOP or unsubscribe here.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Tue, Mar 14, 2017 at 2:00 PM, CNY <cny@example.org> wrote:\n\n%s",
        "On Tuesday, 14 March 2017,\nCNY Solidarity Coalition <cny@example.org>\nwrote:\n%s",
        "On Mar 14, 2017, at 2:00 PM, CNY wrote:\n> %s",
        "El mar, 14 mar 2017 a las 14:00, CNY (<cny@example.org>) escribió:\n\n%s",
        "El 14/3/2017 a las 14:00, CNY escribió:\n> %s",
        "2017-03-14 14:00 GMT-04:00 CNY <cny@example.org>:\n> %s",
        "-----Original Message-----\nFrom: CNY\nTo: me\n\n%s",
        "-----Mensaje original-----\nDe: CNY\nPara: mí\n\n%s",
        "________________________________\nFrom: CNY <cny@example.org>\nSent: Tuesday\n\n%s",
        "From: CNY <cny@example.org>\nSent: Tuesday, March 14\nTo: me\nSubject: Call\n\n%s",
        "De: CNY <cny@example.org>\nEnviado: martes\nPara: mí\nAsunto: Llame\n\n%s",
        "De : CNY <cny@example.org>\nEnvoyé : mardi 14 mars\nÀ : moi\nObjet : Call\n\n%s",
        "Am 14.03.2017 um 14:00 schrieb CNY:\n\n%s",
        "*From:* CNY\n*Date:* Tuesday\n*To:* me\n\n%s",
        "Begin forwarded message:\n\n%s",
        "Sent from my iPhone\n\nOn Mar 14, 2017, CNY <cny@example.org> wrote:\n> %s",
        "Enviado desde mi iPhone\n\n%s",
        "-- \n%s"
      })
  void what_the_mail_program_added_is_not_the_persons_own(String added) {
    String reply =
        "I called, thanks!\n\n"
            + added.formatted(added.contains("> %s") ? FOOTER.replace("\n", "\n> ") : FOOTER);
    assertThat(QuotedTextStripper.of(reply.replace("\n", "\r\n")).lines().findFirst())
        .contains("I called, thanks!");
    assertThat(QuotedTextStripper.of(reply)).doesNotContain("unsubscribe");
  }

  @Test
  void what_is_written_below_or_between_quoted_lines_is_own() {
    String reply = "On Mar 14, 2017, CNY wrote:\n> Call today.\n> Reply STOP.\n\nRemove me please";
    assertThat(QuotedTextStripper.of(reply)).isEqualTo("Remove me please");
  }

  @Test
  void sentences_that_begin_like_a_header_are_own() {
    String reply = "On Monday I called.\nHe never wrote: not once.\nEl 14 llamo.";
    assertThat(QuotedTextStripper.of(reply)).isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Liked “Call today. Reply STOP to end.”",
        "Laughed at \"Stop texting? Reply STOP\"",
        "Reacted 👍 to “Reply STOP to end”",
        "Le encantó “Responda STOP para terminar”",
        "Removed a like from “Reply STOP to end"
      })
  void a_tapped_heart_has_no_words_of_its_own(String body) {
    assertThat(QuotedTextStripper.of(body)).isEmpty();
  }

  @Test
  @Tag("shared")
  void ordinary_replies_to_mail_opt_out_nobody() throws IOException {
    ReplyReader reader = new ReplyReader(Set::of);
    try (Stream<Path> mails = Files.list(Shared.path("corpora/email-reply-parser/emails"))) {
      assertThat(mails)
          .isNotEmpty()
          .allSatisfy(
              mail -> {
                String footed = Files.readString(mail) + "\n> Reply STOP to unsubscribe\n";
                assertThat(reader.read(footed).reply()).isEqualTo(ReplyIntent.OTHER);
              });
    }
  }
}
