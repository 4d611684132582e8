package org.tocsin.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Angus' transport, which also remembers how far it came and the first answer at that stage. Its
 * exceptions do not tell (the RSET that it sends after a refusal covers the answer up).
 */
final class StagedTransport extends SMTPTransport {
  private Stage stage = Stage.CONNECT;
  private SmtpReply reply = SmtpReply.NONE;
  private boolean open;

  StagedTransport(Session session, boolean tls) {
    super(session, new URLName("smtp", null, -1, null, null, null), "smtp", tls);
  }

  Stage stage() {
    return stage;
  }

  /** The first answer at this stage; empty where none came, or none that makes sense. */
  Optional<SmtpReply> reply() {
    return Optional.of(reply).filter(answer -> answer.code() > 0);
  }

  /** As far as is known without asking the server. */
  boolean isOpen() {
    return open;
  }

  @Override
  protected synchronized void setConnected(boolean connected) {
    open = connected;
    super.setConnected(connected);
  }

  private void enter(Stage next) {
    stage = next;
    reply = SmtpReply.NONE;
  }

  @Override
  protected void mailFrom() throws MessagingException {
    enter(Stage.MAIL);
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    enter(Stage.RCPT);
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    enter(Stage.DATA);
    OutputStream content = super.data();
    enter(Stage.CONTENT);
    return content;
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    enter(Stage.END);
    super.finishData();
  }

  /** While connecting the last answer counts, since each step before it went well. */
  @Override
  protected int readServerResponse() throws MessagingException {
    boolean awaited = reply == SmtpReply.NONE || stage == Stage.CONNECT;
    if (awaited) {
      reply = SmtpReply.UNREADABLE;
    }
    int code = super.readServerResponse();
    if (awaited) {
      reply = SmtpReply.of(getLastServerResponse());
    }
    return code;
  }
}
