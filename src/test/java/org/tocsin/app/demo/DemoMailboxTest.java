package org.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoMailboxTest {
  private static final Instant NOW = Instant.parse("2017-03-14T15:00:00Z");

  private final DemoMailbox mailbox =
      DemoMailbox.start(Set.of("gone@example.org"), Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    mailbox.close();
  }

  @Test
  void a_mail_is_kept_with_both_parts_and_its_headers_in_order_of_arrival() throws Exception {
    send("Alice@example.org", "¡Inaceptable!");
    send("ben@example.org", "Second");

    DemoMail mail = mailbox.mail(1).orElseThrow();
    assertThat(mail.to()).isEqualTo("Alice@example.org");
    assertThat(mail.subject()).isEqualTo("¡Inaceptable!");
    assertThat(mail.from()).isEqualTo("CNY <alerts@example.org>");
    assertThat(mail.text()).contains("Llame a José");
    assertThat(mail.html()).contains("<b>José</b>");
    assertThat(mail.headers())
        .extracting(DemoMail.Header::name)
        .doesNotContain("Received")
        .contains("To");
    assertThat(mailbox.mails()).extracting(DemoMail::number).containsExactly(1, 2);
    assertThat(mailbox.mail(3)).isEmpty();
  }

  @Test
  void an_address_that_is_nobodys_is_refused_with_5_1_1() {
    assertThatThrownBy(() -> send("gone@example.org", "Hello"))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("550 5.1.1");
    assertThat(mailbox.mails()).isEmpty();
  }

  private void send(String to, String subject) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(mailbox.port()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("CNY <alerts@example.org>"));
    message.setRecipient(RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Llame a José.", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>Llame a <b>José</b>.</p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }
}
