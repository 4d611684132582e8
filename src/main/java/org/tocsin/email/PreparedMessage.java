package org.tocsin.email;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A message whose bytes are ready. Angus' transport asks for a MimeMessage; this one only writes,
 * so it parses, encodes and looks up nothing. Used again for each mail of a connection.
 */
final class PreparedMessage extends SMTPMessage {
  private byte[] bytes = {};

  PreparedMessage(Session session) {
    super(session);
  }

  PreparedMessage with(OutgoingMail mail) {
    setEnvelopeFrom(mail.from());
    this.bytes = mail.bytes();
    return this;
  }

  @Override
  public String getSubject() {
    return null;
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    out.write(bytes);
  }
}
