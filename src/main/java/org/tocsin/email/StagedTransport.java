package org.tocsin.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Angus' transport, which also remembers how far it came and the first answer at that stage. Its
 * exceptions do not tell (the RSET that it sends after a refusal covers the answer up).
 */
final class StagedTransport extends SMTPTransport {
  private static final byte[] CRLF = {'\r', '\n'};

  private Stage stage = Stage.CONNECT;
  private SmtpReply reply = SmtpReply.NONE;
  private boolean open;
  private CorkedSocket socket;
  private SMTPOutputStream content;
  private boolean dirty;
  private boolean resetting;

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

  /** Whether the server offers to log in by XOAUTH2. */
  synchronized boolean takesTokens() {
    return supportsAuthentication("XOAUTH2");
  }

  /** Whether it offers any way to log in with a password that Angus knows. */
  synchronized boolean takesPasswords() {
    return Stream.of("LOGIN", "PLAIN", "DIGEST-MD5", "NTLM").anyMatch(this::supportsAuthentication);
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
    content = (SMTPOutputStream) super.data();
    enter(Stage.CONTENT);
    return content;
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    enter(Stage.END);
    super.finishData();
  }

  /**
   * Whether commands may travel together from now on: the server offers it, and one mail has gone
   * in the plain way, which made the stream for the content.
   */
  boolean pipelines() {
    return content != null && socket != null && supportsExtension("PIPELINING");
  }

  /** Under this connection, so that a group can leave in one packet; null where it is not known. */
  void over(CorkedSocket corked) {
    socket = corked;
    if (socket != null) {
      socket.heardAll();
    }
  }

  /**
   * Writes a group: the content that the server waits for, then MAIL, RCPT and DATA of the next
   * mail. The answers are to be read in that order.
   *
   * @param before null where no content is awaited
   * @param from the envelope's sender
   */
  synchronized void writeGroup(byte[] before, String from, String to) throws MessagingException {
    enter(before == null ? Stage.MAIL : Stage.END);
    socket.cork();
    if (before != null) {
      writeContent(before);
    }
    resetting = dirty;
    dirty = false;
    if (resetting) {
      sendCommand("RSET");
    }
    sendCommand("MAIL FROM:<" + from + ">");
    sendCommand("RCPT TO:<" + to + ">");
    sendCommand("DATA");
    uncork();
  }

  /** Writes the last content of a claim. */
  synchronized void writeEnd(byte[] last) throws MessagingException {
    enter(Stage.END);
    socket.cork();
    writeContent(last);
    uncork();
  }

  /**
   * Angus' stream looks at every byte twice; where no TLS lies between, the socket takes it whole.
   */
  private void writeContent(byte[] mail) throws MessagingException {
    try {
      if (isSSL()) {
        content.write(mail);
        content.ensureAtBOL();
      } else {
        writeStuffed(mail, socket.getOutputStream());
      }
    } catch (IOException e) {
      throw new MessagingException("the content could not be written", e);
    }
    sendCommand(".");
  }

  /** RFC 5321 4.5.2: a dot more before each that begins a line. */
  private static void writeStuffed(byte[] mail, OutputStream out) throws IOException {
    int from = 0;
    for (int i = 0; i < mail.length; i++) {
      if (mail[i] == '.' && (i == 0 || mail[i - 1] == '\n')) {
        out.write(mail, from, i - from);
        out.write('.');
        from = i;
      }
    }
    out.write(mail, from, mail.length - from);
    if (mail.length > 0 && mail[mail.length - 1] != '\n') {
      out.write(CRLF);
    }
  }

  private void uncork() throws MessagingException {
    try {
      socket.uncork();
    } catch (IOException e) {
      throw new MessagingException("the group could not be written", e);
    }
  }

  /** A transaction was begun and not ended; the next group begins a new one. */
  void resetNext() {
    dirty = true;
  }

  /** The answer to RSET, where the group had one. */
  void answerToReset() throws MessagingException {
    if (resetting) {
      resetting = false;
      answer(Stage.MAIL);
    }
  }

  /**
   * Reads the next answer.
   *
   * @param to which command it belongs to
   * @throws MessagingException when none came that is one
   */
  synchronized SmtpReply answer(Stage to) throws MessagingException {
    enter(to);
    readServerResponse();
    return reply().orElseThrow(() -> new MessagingException("the server closed the connection"));
  }

  /** While connecting the last answer counts, since each step before it went well. */
  @Override
  protected int readServerResponse() throws MessagingException {
    boolean awaited = reply == SmtpReply.NONE || stage == Stage.CONNECT;
    if (awaited) {
      reply = SmtpReply.UNREADABLE;
    }
    int code = heard();
    if (awaited) {
      // what ends before its last line is no answer (RFC 5321 4.2.1)
      reply = code < 0 ? SmtpReply.UNREADABLE : SmtpReply.of(getLastServerResponse());
    }
    return code;
  }

  private int heard() throws MessagingException {
    if (socket == null) {
      return super.readServerResponse();
    }
    socket.listen();
    int code = super.readServerResponse();
    socket.heardAll();
    return code;
  }
}
