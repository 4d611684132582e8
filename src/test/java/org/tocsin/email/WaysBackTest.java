package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tocsin.Timeouts;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.outbox.SendGate;
import org.tocsin.support.SmtpPeer;

/** Addresses under which mail comes back. */
final class WaysBackTest {
  private static final String BOUNCES = "bounces+*@cny.example.org";

  @Test
  void each_mail_comes_back_to_an_address_of_its_own() throws Exception { // B01, B02
    try (SmtpPeer peer = new SmtpPeer();
        Email email = email(peer, BOUNCES, "")) {
      List<ClaimedDelivery> claim =
          LongStream.rangeClosed(1, 4)
              .mapToObj(id -> EmailTest.due(id, "u" + id + "@example.org"))
              .toList();
      email.handOff(claim);
      email.handOff(claim);
      ReturnAddress returns = new ReturnAddress(BOUNCES, EmailTest.TOKENS);
      assertThat(peer.mails()).hasSize(8);
      for (SmtpPeer.Mail mail : peer.mails()) {
        assertThat(returns.delivery(mail.from()))
            .contains(Long.parseLong(mail.to().substring(1, 2)));
        assertThat(mail.from().indexOf('@')).isLessThanOrEqualTo(64);
      }
    }
  }

  @Test
  void people_can_leave_by_mail_where_an_address_is_set_and_first_by_a_page() throws Exception {
    // C05
    try (SmtpPeer peer = new SmtpPeer();
        Email email = email(peer, "", "leave@cny.example.org")) {
      email.handOff(List.of(EmailTest.due(1, "pat@example.org")));
      String token = EmailTest.TOKENS.issue(EmailTest.due(1, "").subscriberId(), 1);
      SmtpPeer.Mail mail = peer.mails().get(0);
      assertThat(mail.from()).isEqualTo("alerts@cny.example.org");
      assertThat(mail.text())
          .contains(
              "\r\nList-Unsubscribe: <https://cny.example.org/u/"
                  + token
                  + ">, <mailto:leave@cny.example.org?subject=unsubscribe%20"
                  + token
                  + ">\r\nList-Unsubscribe-Post: ");
    }
  }

  private static Email email(SmtpPeer peer, String bounces, String leave) {
    EmailSettings settings =
        new EmailSettings(
            EmailTest.server(peer.port(), Tls.NONE),
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)),
            new MailAddresses("alerts@cny.example.org", "", "", bounces, leave),
            Optional.empty());
    return new Email(
        settings,
        EmailTest.CNY,
        EmailTest.TOKENS,
        id -> EmailTest.RENDERING,
        SendGate.OPEN,
        Clock.systemUTC());
  }
}
