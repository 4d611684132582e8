package org.tocsin.email;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tocsin.TocsinException;
import org.tocsin.message.Rendering;
import org.tocsin.message.SenderIdentity;
import org.tocsin.outbox.TransactionalMessage;

/** What all letters of one sender share. */
final class CommonHeaders {
  /** RFC 2919 3: a List-Id has at most 255 octets. */
  private static final int LONGEST_LIST_ID = 255;

  /** A header line has 998 octets (RFC 5322 2.1.1); the tokens and the names need their share. */
  private static final int LONGEST_URL = 840;

  private final String sender;
  private final String headers;
  private final String unsubscribe;
  private final String mailto;

  CommonHeaders(MailAddresses addresses, SenderIdentity identity) {
    String leave = addresses.unsubscribe();
    String publicUrl = identity.publicUrl();
    if (publicUrl.length() + leave.length() > LONGEST_URL
        || !publicUrl.matches("https?://[!-;=?-~]+")) {
      throw new TocsinException(
          "tocsin.public-url is '" + publicUrl + "'. Give one such as https://alerts.example.org.");
    }
    unsubscribe = publicUrl.replaceAll("/+$", "") + "/u/";
    mailto = leave.isEmpty() ? "" : "mailto:" + leave + "?subject=unsubscribe%20";
    sender =
        mailbox("From", addresses.fromName(), addresses.from())
            + (addresses.replyTo().isEmpty() ? "" : "Reply-To: " + addresses.replyTo() + "\r\n");
    headers =
        sender
            + listId(identity.organization().name(), "alerts." + addresses.domain())
            + "Auto-Submitted: auto-generated\r\n"; // RFC 3834 5
  }

  MimeTemplate letter(Rendering rendering) {
    return new MimeTemplate(rendering, headers, unsubscribe, mailto);
  }

  /**
   * The whole mail to one person, in plain text. It belongs to no list.
   *
   * @param date as RFC 5322 3.3 writes it
   * @param messageId with its angle brackets
   */
  byte[] notice(TransactionalMessage notice, String date, String messageId) {
    QuotedPrintable body = new QuotedPrintable();
    body.write(notice.body());
    body.hardBreak();
    String subject = HeaderText.unstructured(notice.subject(), "Subject: ".length());
    String head =
        sender
            + ("To: " + notice.address() + "\r\n")
            + ("Subject: " + subject + "\r\n")
            + ("Date: " + date + "\r\n")
            + ("Message-ID: " + messageId + "\r\n")
            + "Auto-Submitted: auto-generated\r\n" // RFC 3834 5
            + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    byte[] rest = body.take();
    byte[] mail = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, mail, first.length, rest.length);
    return mail;
  }

  private static String listId(String name, String id) {
    String whole = mailbox("List-Id", name, id);
    return whole.length() <= LONGEST_LIST_ID ? whole : mailbox("List-Id", "", id);
  }

  private static String mailbox(String header, String phrase, String id) {
    if (HeaderText.oneLine(phrase).isEmpty()) {
      return header + ": <" + id + ">\r\n";
    }
    String words = HeaderText.phrase(phrase, header.length() + 2);
    boolean fits = header.length() + words.length() + id.length() < 70;
    return header + ": " + words + (fits ? " <" : "\r\n <") + id + ">\r\n";
  }
}
