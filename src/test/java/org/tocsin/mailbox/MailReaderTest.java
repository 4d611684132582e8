package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.mailbox.Finding.Kind;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.support.ProcessorTime;
import org.tocsin.verdict.Reason;

final class MailReaderTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String DSN =
      """
      Return-Path: <>
      From: MAILER-DAEMON@mx.example.net
      To: alerts@example.net
      Subject: Undelivered Mail Returned to Sender
      Content-Type: multipart/report; report-type=delivery-status; boundary="b"

      --b

      This is the mail system.
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.net

      %s
      --b
      Content-Type: text/rfc822-headers

      To: ana@example.org
      --b--
      """;

  private static final String DEAD =
      """
      Final-Recipient: rfc822; ana@example.org
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 User unknown
      """;

  private final MailReader reader = new MailReader();

  private Finding read(String mail) {
    return reader.read(InboundMessage.of(mail.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_report_names_who_is_dead() {
    assertThat(read(DSN.formatted(DEAD)))
        .isEqualTo(
            new Finding(
                Kind.BOUNCE,
                java.util.List.of(
                    new Recipient("ana@example.org", "5.1.1", Reason.USER_UNKNOWN, true)),
                ""));
  }

  @Test
  void fields_without_an_empty_line_before_them_are_read_too() { // B19
    Finding found = read(DSN.formatted(DEAD).replace("net\n\nFinal", "net\nFinal"));
    assertThat(found.suppresses()).isTrue();
  }

  @Test
  void the_one_who_was_written_to_is_named_and_not_where_it_was_forwarded() { // B08
    String forwarded = DEAD + "Original-Recipient: rfc822;bo@example.com\n";
    assertThat(read(DSN.formatted(forwarded)).recipients().get(0).address())
        .isEqualTo("bo@example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "delayed,BOUNCE",
    "DELAYED,BOUNCE",
    "relayed,OTHER",
    "expanded,OTHER",
    "delivered,OTHER"
  })
  void only_what_failed_suppresses(String action, Kind kind) { // B05
    Finding found = read(DSN.formatted(DEAD.replace("failed", action)));
    assertThat(found.suppresses()).isFalse();
    assertThat(found.kind()).isEqualTo(kind);
  }

  @Test
  void giving_up_on_a_passing_fault_does_not_suppress() { // B07
    assertThat(
            read(DSN.formatted(DEAD.replace("5.1.1", "4.1.1").replace("550", "450"))).suppresses())
        .isFalse();
  }

  @Test
  void a_bounce_in_plain_words_is_understood() { // B14
    Finding found =
        read(
            """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example.net
            To: alerts@example.net
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <ana@example.org>:
            192.0.2.1 does not like recipient.
            Remote host said: 550 5.1.1 No such user

            <bo@example.org>:
            192.0.2.1 does not like recipient.
            Remote host said: 552 5.2.2 Mailbox full

            --- Below this line is a copy of the message.

            From: alerts@example.net
            To: ana@example.org

            Call the senator's office: no such user will answer.
            """);
    assertThat(found.recipients())
        .containsExactly(
            new Recipient("ana@example.org", "5.1.1", Reason.USER_UNKNOWN, true),
            new Recipient("bo@example.org", "5.2.2", Reason.MAILBOX_FULL, true));
  }

  @ParameterizedTest
  @CsvSource({
    "Échec de la remise,Échec de la remise à ces destinataires :,Destinataire inconnu",
    "Não é possível entregar,Sua mensagem não pôde ser entregue a:,Usuário desconhecido",
    "Unzustellbar,Ihre Nachricht konnte nicht zugestellt werden:,Empfänger unbekannt",
    "Mensaje no entregado,Su mensaje no pudo ser entregado a:,El usuario no existe"
  })
  void a_bounce_in_another_language_is_understood(String subject, String told, String why) { // B14
    Finding found =
        read(
            """
            Return-Path: <>
            From: postmaster@mx.example.net
            To: alerts@example.net
            Subject: %s

            %s

            ana@example.org
            %s
            """
                .formatted(subject, told, why));
    assertThat(found.recipients())
        .containsExactly(new Recipient("ana@example.org", "", Reason.USER_UNKNOWN, true));
  }

  @ParameterizedTest
  @CsvSource({
    "abuse,true",
    "Abuse,true",
    "opt-out,true",
    "fraud,true",
    "not-spam,false",
    "virus,false",
    "other,false",
    "auth-failure,false"
  })
  void some_complaints_suppress(String type, boolean suppresses) { // A03, A05
    Finding found =
        read(complaint("Feedback-Type: " + type + "\nUser-Agent: Some/1\nVersion: 1\n"));
    assertThat(found.kind()).isEqualTo(Kind.COMPLAINT);
    assertThat(found.suppresses()).isEqualTo(suppresses);
    assertThat(found.recipients())
        .extracting(Recipient::address)
        .containsExactly("ana@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Feedback-Type: abuse\nVersion: 1\n",
        "Feedback-Type: abuse\nFeedback-Type: fraud\nUser-Agent: x\nVersion: 1\n",
        "nonsense\n"
      })
  void a_malformed_complaint_changes_nothing(String report) { // A02, A04
    assertThat(read(complaint(report)).suppresses()).isFalse();
  }

  private static String complaint(String report) {
    return """
    From: fbl@example.com
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b

    An email abuse report
    --b
    Content-Type: message/feedback-report

    %s
    --b
    Content-Type: message/rfc822

    To: ana@example.org

    Text
    --b--
    """
        .formatted(report);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Subject: Out of Office: your alert            | AUTO_REPLY
          Subject: Automatic reply: your alert          | AUTO_REPLY
          Subject: Respuesta automática: su alerta      | AUTO_REPLY
          Auto-Submitted: auto-replied (vacation)       | AUTO_REPLY
          X-Autoreply: yes                              | AUTO_REPLY
          X-Auto-Response-Suppress: All                 | OTHER
          Auto-Submitted: no                            | OTHER
          Subject: Re: your alert                       | OTHER
          """)
  void programs_that_answer_are_told_from_people(String field, Kind kind) { // H07, H10
    assertThat(read(field + "\nFrom: ana@example.org\n\nI am out and cannot be reached.\n").kind())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          From: Ana <ana@example.org>       | Subject: I am away and cannot be reached
          From: Help <help@example.org>     | Subject: Your message could not be delivered to an agent yet
          From: noreply@example.org         | Subject: Request 12: mailbox full, user unknown
          """)
  void an_automatic_answer_without_a_report_is_no_bounce(String from, String subject) { // H06, H10
    String head = "Return-Path: <>\nAuto-Submitted: auto-replied\n" + from + "\n" + subject;
    Finding found = read(head + "\n\nI cannot be reached. Mail is not delivered to me.\n");
    assertThat(found).isEqualTo(new Finding(Kind.AUTO_REPLY, java.util.List.of(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Fwd: Undeliverable: call", "FW: Undeliverable: call", "RV: No entregado"})
  void a_bounce_that_a_person_passes_on_is_a_reply(String subject) {
    Finding found =
        read(
            "Return-Path: <ana@example.org>\nFrom: Andrea <ana@example.org>\nSubject: "
                + subject
                + "\n\nSee below.\n\nYour message could not be delivered to bo@example.org:"
                + " 550 5.1.1 User unknown\n");
    assertThat(found).isEqualTo(new Finding(Kind.OTHER, java.util.List.of(), ""));
  }

  @Test
  void a_person_who_quotes_a_bounce_is_no_bounce() {
    Finding found =
        read(
            """
            From: Ana <ana@example.org>
            To: alerts@example.net
            In-Reply-To: <1@example.net>
            Subject: Re: the last alert failed to reach Bo

            Bo <bo@example.org> says your mail was returned: 550 5.1.1 user unknown.
            """);
    assertThat(found).isEqualTo(new Finding(Kind.OTHER, java.util.List.of(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\n--b--\n--b\n\nafter\n",
        "--b\n\nbefore\n--b--\nafter\n--b\n\nafter\n--b--\n",
        "--b\n--b--\n--b--\n--b--\n"
      })
  void what_follows_the_closing_boundary_belongs_to_no_part(String body) { // RFC 2046 5.1.1
    InboundMessage letter =
        InboundMessage.of(
            ("Content-Type: multipart/mixed; boundary=b\n\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(letter.texts()).doesNotContain("after");
  }

  @Test
  void garbage_is_other_and_does_not_take_long() {
    byte[] garbage = new byte[InboundMessage.MOST];
    new Random(5).nextBytes(garbage);
    Runnable read =
        () -> assertThat(reader.read(InboundMessage.of(garbage)).suppresses()).isFalse();
    assertThat(ProcessorTime.of(read)).isLessThan(LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        " \n",
        "a",
        "--b\n",
        "user is ",
        "a@b ",
        "Received: x\n",
        "<",
        "5.1.1 ",
        "no such ",
        "x:\n ",
        "=?utf-8?Q?"
      })
  void a_million_of_anything_ends(String piece) {
    String head = DSN.substring(0, DSN.indexOf("This is the mail")) + piece.repeat(1_000_000);
    String subject = "Return-Path: <>\nSubject: failure " + piece.repeat(1_000_000);
    String report = DSN.formatted(DEAD + "X: " + piece.repeat(200_000));
    for (String mail : List.of(head, subject, report)) {
      assertThat(ProcessorTime.of(() -> read(mail))).isLessThan(LONG);
    }
  }

  @Test
  void a_stream_is_read_no_further_than_needed() throws IOException {
    byte[] mail = new byte[InboundMessage.MOST + 10];
    ByteArrayInputStream in = new ByteArrayInputStream(mail);
    InboundMessage.read(in);
    assertThat(in.available()).isEqualTo(10);
  }
}
