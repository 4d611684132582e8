package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a mail server says is kept short, and without the people it names (RFC 5321 4.2). */
final class SmtpReplyTest {
  @Test
  void of_a_long_answer_the_beginning_is_kept() {
    SmtpReply reply = SmtpReply.of("550 5.1.1 " + "no such user ".repeat(100_000));
    assertThat(reply.label()).isEqualTo("550 5.1.1");
    assertThat(reply.text()).startsWith("no such user no such").hasSize(300);
  }

  @Test
  void addresses_are_left_out_in_whatever_stands_around_them() {
    SmtpReply reply =
        SmtpReply.of("550-5.1.1 <ann@example.org>: unknown\n550 5.1.1 to=bo@example.org, sorry");
    assertThat(reply.text()).isEqualTo("(address): unknown (address), sorry");
  }
}
