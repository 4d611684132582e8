package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.mailbox.Finding.Kind;
import org.tocsin.mailbox.Finding.Recipient;

/** Whole notices in the forms of many programs: whom they are about, and what is said of each. */
final class BounceNoticesTest {
  private final MailReader reader = new MailReader();

  private Finding read(String mail) {
    return reader.read(InboundMessage.of(mail.getBytes(StandardCharsets.UTF_8)));
  }

  private static String notice(String text) {
    return """
    Return-Path: <>
    From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
    To: alerts@example.net
    Subject: Undeliverable: Call today

    %s
    """
        .formatted(text);
  }

  /** "ana@example.org dead, bo@example.org alive". */
  private String told(String mail) {
    return read(mail).recipients().stream()
        .map(r -> r.address() + (r.isHard() ? " dead" : " alive"))
        .collect(Collectors.joining(", "));
  }

  @Test
  void several_recipients_of_one_report_have_each_a_verdict_of_their_own() { // RFC 3464 2.3
    String report =
        Mails.bounce("alerts@example.net", "ana@example.org", "5.1.1", "550 5.1.1 User unknown")
            .replace(
                "--b\nContent-Type: text/rfc822-headers",
                """

                Final-Recipient: rfc822; joana@example.org
                Action: failed
                Status: 5.2.2
                Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

                Final-Recipient: rfc822; bo@example.org
                Action: failed
                Status: 5.0.0
                Diagnostic-Code: smtp; 550 No such user

                Final-Recipient: rfc822; cy@example.org
                Action: delivered
                Status: 2.0.0
                --b
                Content-Type: text/rfc822-headers\
                """);
    assertThat(told(report))
        .isEqualTo(
            "ana@example.org dead, joana@example.org alive, bo@example.org dead, cy@example.org"
                + " alive");
  }

  @Test
  void what_is_said_of_one_does_not_excuse_another() {
    assertThat(
            told(
                notice(
                    """
                    The following addresses had permanent errors:

                    joana@example.org
                      552 5.2.2 Mailbox full
                    ana@example.org
                      550 5.1.1 User unknown

                    --- Original message follows
                    To: ana@example.org
                    """)))
        .isEqualTo("joana@example.org alive, ana@example.org dead");
    assertThat(
            told(
                notice(
                    """
                    <joana@example.org>: 550 5.1.1 User unknown
                    <ana@example.org>: 552 5.2.2 Mailbox full
                    """)))
        .isEqualTo("joana@example.org dead, ana@example.org alive");
  }

  @Test
  void one_reason_below_several_names_is_said_of_each() {
    assertThat(told(notice("ana@example.org\nbo@example.org\n\n550 5.1.1 User unknown\n")))
        .isEqualTo("ana@example.org dead, bo@example.org dead");
  }

  @ParameterizedTest
  @CsvSource({
    "'> From: alerts@example.net\n> To: cy@example.org\n> Cc: di@example.org, ed@example.org'",
    "'   To:      cy@example.org,\n            di@example.org\n   Subject: Call today'",
    "'    To: cy@example.org\n    Cc: di@example.org\n    Sent: Monday'"
  })
  void addresses_in_the_quoted_mails_to_and_cc_are_no_recipients(String quoted) {
    String text =
        "Your message\n\n%s\n\ndid not reach:\n\nana@example.org on Monday\n".formatted(quoted);
    assertThat(told(notice(text + "    550 5.1.1 User unknown\n")))
        .isEqualTo("ana@example.org dead");
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/mixed; boundary=gone, Fwd",
    "multipart/mixed; boundary=gone, Undeliverable",
    "multipart/alternative, Undeliverable"
  })
  void badly_bounded_mail_is_no_bounce(String type, String subject) { // RFC 2046 5.1.1
    String mail =
        "From: postmaster@example.org\nSubject: %s\nContent-Type: %s\n\n".formatted(subject, type)
            + "--b\n\nana@example.org: 550 5.1.1 User unknown, could not be delivered\n--b--\n";
    assertThat(read(mail)).isEqualTo(new Finding(Kind.OTHER, List.of(), ""));
  }

  @Test
  void what_sendmail_says_itself_below_an_answer_is_no_reason() {
    String transcript =
        """
           ----- The following addresses had permanent fatal errors -----
        <ana@example.org>

           ----- Transcript of session follows -----
        ... while talking to mx.example.org.:
        >>> RCPT To:<ana@example.org>
        <<< 550 5.7.1 <ana@example.org>... Access denied
        550 5.1.1 <ana@example.org>... User unknown
        """;
    assertThat(told(notice(transcript))).isEqualTo("ana@example.org alive");
    String dead = transcript.replace("5.7.1 <ana@example.org>... Access denied", "No such user");
    assertThat(told(notice(dead))).isEqualTo("ana@example.org dead");
  }

  /** What a filter hears behind it comes after it has taken and seen the mail. */
  @Test
  void what_a_filter_reports_in_bare_words_kills_no_address() {
    String mail = notice("<ana@example.org>: 550 No such user\n");
    assertThat(told(mail)).isEqualTo("ana@example.org dead");
    assertThat(told("X-Mailer: Example E-mail Filter 6\n" + mail))
        .isEqualTo("ana@example.org alive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dead  | 'Technical details: the other server returned: 550 No such user (state 14).'
          alive | 'Technical details: the other server returned: 550 No such user (state 17).'
          dead  | 'Remote host said: 550 No such user\n192.0.2.1 does not like recipient.'
          alive | '192.0.2.1 failed after I sent the message.\nRemote host said: 550 No such user'
          dead  | 'Error Type: SMTP\nRemote server replied: 550 Unknown user'
          dead  | 'The e-mail account does not exist at the organization this message was sent to.'
          dead  | '<mx.example.org #5.5.0 smtp;550 Invalid recipient>'
          alive | '<mx.example.org #5.7.1 smtp;550 5.7.1 Access denied>'
          dead  | 'SMTP Protocol Returned a Permanent Error 550 5.1.1 User unknown'
          dead  | 'User ana (ana@example.org) not listed in public Name & Address Book'
          dead  | 'User not found at example.org'
          dead  | 'SMTP module(domain example.org) reports:\n mx.example.org: 550 No such user here'
          dead  | 'SMTP error from remote mail server after RCPT TO:<ana@example.org>:\n550 Invalid user'
          alive | 'SMTP error from remote mail server after end of data:\n550 Invalid user'
          dead  | 'all relevant MX records point to non-existent hosts'
          alive | 'lowest numbered MX record points to local host'
          alive | 'RCPT TO generated following response: 550 5.7.1 Service unavailable; blocked'
          dead  | 'unknown user: ana@example.org'
          alive | 'The mailbox is full. No such user can be written to at the moment.'
          """)
  void programs_of_many_makers_are_understood(String expected, String said) {
    assertThat(told(notice("Delivery failed:\n\nana@example.org\n" + said)))
        .isEqualTo("ana@example.org " + expected);
  }

  @Test
  void a_recipient_without_an_address_is_named_where_one_alone_was_written_to() {
    List<Recipient> found =
        read(notice("User unknown\n\n--- Original message follows\nTo: ana@example.org\n"))
            .recipients();
    assertThat(found).extracting(Recipient::address).containsExactly("ana@example.org");
  }
}
