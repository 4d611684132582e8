package org.tocsin.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a group would write by hand, and the floor: open connections, and a message with two parts
 * built for each recipient. No ledger.
 */
final class AngusLoop {
  private AngusLoop() {}

  /**
   * @param bytes of a mail, about
   * @return mails a second
   */
  static double perSecond(int port, int connections, int mails, int bytes) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", "" + port);
    properties.put("mail.smtp.timeout", "60000");
    Session session = Session.getInstance(properties);
    String filler = "Call on all elected officials to demand answers now. ".repeat(bytes / 120);
    return Crowd.perSecond(
        connections, mails, next -> sendFrom(next, mails, session, "neighbor! " + filler));
  }

  private static void sendFrom(AtomicInteger next, int mails, Session session, String text)
      throws MessagingException {
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect();
      for (int i = next.getAndIncrement(); i < mails; i = next.getAndIncrement()) {
        MimeMessage message = message(session, i, text);
        transport.sendMessage(message, message.getAllRecipients());
      }
    }
  }

  private static MimeMessage message(Session session, int i, String text)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress("alerts@example.org"));
    message.setRecipient(
        MimeMessage.RecipientType.TO, new InternetAddress("u" + i + "@example.org"));
    message.setSubject("Call your representative, district " + i % 435);
    message.setHeader("List-Unsubscribe", "<https://alerts.example.org/u/" + i + ">");
    message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText("Hi " + i + ", " + text, "utf-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<h1>Hi " + i + "</h1><p>" + text + "</p>", "utf-8", "html");
    message.setContent(new MimeMultipart("alternative", plain, html));
    message.saveChanges();
    return message;
  }
}
