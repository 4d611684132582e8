package org.tocsin.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail servers of many makers say, and whose fault it is (B11). */
final class BounceClassifierTest {
  private final BounceClassifier verdict = new BounceClassifier();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user-unknown   | 550 5.1.1 <ana@example.org>... User unknown
          user-unknown   | 550-5.1.1 The email account that you tried to reach does not exist.
          user-unknown   | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup
          user-unknown   | 554 delivery error: dd This user doesn't have a example.org account (ana@example.org)
          user-unknown   | 550 5.4.1 Recipient address rejected: Access denied. [mx.protection.example.org]
          user-unknown   | Sorry, no mailbox here by that name. (#5.1.1)
          user-unknown   | User ana (ana@example.org) not listed in Domino Directory
          user-unknown   | The recipient name is not recognized MSEXCH:IMS 000C05A6
          user-unknown   | unknown local-part "ana" in domain "example.org"
          user-unknown   | 550 Invalid recipient: <ana@example.org> (in reply to RCPT TO command)
          user-unknown   | 5.1.1 L'utilisateur n'existe pas
          user-unknown   | 550 5.1.1 El usuario no existe
          user-unknown   | 550 5.1.0 Address rejected.
          user-unknown   | ana wasn't found at example.org
          user-unknown   | L'adresse de messagerie que vous avez entrée est introuvable.
          user-unknown   | O endereço de email que você inseriu não foi encontrado.
          user-unknown   | No se encontró la dirección de correo electrónico que especificó.
          user-unknown   | Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.
          host-unknown   | Host or domain name not found. Name service error for name=example.org type=A: Host not found
          host-unknown   | Sorry, I couldn't find any host named example.org. (#5.1.2)
          host-unknown   | 550 5.1.2 <ana@example.org>... Host unknown (Name server: mx.example.org: host not found)
          host-unknown   | all relevant MX records point to non-existent hosts
          host-unknown   | As the remote domain doesnt exist.
          moved          | 551 5.1.6 The user has moved permanently; please write to their new address
          not-accepting  | Domain example.org does not accept mail (nullMX)
          not-accepting  | 550 5.1.10 Recipient address has null MX
          mailbox-full   | 552 5.2.2 <ana@example.org>: Mailbox is full
          mailbox-full   | 550 5.1.1 <ana@example.org> user is over quota
          mailbox-full   | 452 4.2.2 The email account that you tried to reach is over quota.
          mailbox-full   | can't create user output file: disk quota exceeded
          suspended      | 550 5.2.1 The email account that you tried to reach is disabled.
          rate           | 550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents delivery
          rate           | 550 5.4.5 Daily user sending quota exceeded
          rate           | 552 5.2.2 Hourly quota of outgoing mail exceeded
          mailbox-full   | 552 5.2.2 The mailbox has reached its storage quota
          rate           | 421 4.7.0 Too many messages from this address
          authentication | 550 5.7.26 This mail is unauthenticated, which poses a risk
          authentication | 550 5.7.1 Email rejected per DMARC policy for example.org
          reverse-dns    | 450 4.7.1 Client host rejected: cannot find your reverse hostname
          blocked        | 554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org
          blocked        | 550 5.7.606 Access denied, banned sending IP [192.0.2.1]
          spam           | 554 5.7.1 Message rejected as spam by content filtering
          virus          | 554 Your message contains a virus: Eicar
          size           | 552 5.3.4 Message size exceeds fixed maximum message size
          relaying       | 554 5.7.1 <ana@example.org>: Relay access denied
          sender-rejected| 553 5.1.8 <us@example.net>... Domain of sender address does not exist
          expired        | 4.4.7 message expired, it was in the queue too long
          network        | delivery temporarily suspended: connect to mx.example.org[192.0.2.1]:25: No route to host
          network        | connect to mx.example.org[192.0.2.1]:25: Connection timed out
          network        | 554 5.4.6 Too many hops
          network        | Name service error for name=example.org type=MX: Host not found, try again
          network        | 421 host mx.example.org not reachable
          user-unknown   | 550 No such user
          user-unknown   | 550 User unknown
          user-unknown   | 550 Invalid recipient
          user-unknown   | 550 5.2.1 No such user here
          user-unknown   | 550 5.5.0 Invalid final delivery userid
          recipient-rejected | 550 5.7.1 Access denied
          sender-rejected| 550 5.1.1 The group may not exist, or you may not have permission to post
          sender-rejected| 550 Sender verify failed: no such user
          reverse-dns    | 550 5.7.1 <mx.example.net>: Helo command rejected: Host not found
          reverse-dns    | 550 Your host name is unknown
          """)
  void a_reason_is_what_the_words_say(String reason, String words) {
    assertThat(verdict.of(new BounceClassifier.Said("5.0.0", words, "")).code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host mx.example.org said: 550 No such user (in reply to end of DATA command)",
        "554 Message refused"
      })
  void what_a_filter_may_have_said_of_the_mail_kills_no_address(String words) {
    assertThat(verdict.of(new BounceClassifier.Said("5.0.0", words, "")).fault())
        .isNotEqualTo(Reason.Fault.HARD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spam@example.org", "user-unknown@quota.example.org"})
  void names_of_people_and_hosts_say_nothing(String address) {
    String words = "550 5.7.1 <" + address + ">: Relay access denied";
    assertThat(verdict.of(new BounceClassifier.Said("5.7.1", words, "")))
        .isEqualTo(Reason.RELAYING);
  }
}
