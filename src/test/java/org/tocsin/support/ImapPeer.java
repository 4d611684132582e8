package org.tocsin.support;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A mailbox on a real IMAP server on loopback. */
public final class ImapPeer implements AutoCloseable {
  private static final String LOGIN = "alerts";
  private static final String PASSWORD = "s3cret) &+%40?";

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
  private final GreenMailUser user;
  private final String secret;

  public ImapPeer() {
    this(PASSWORD);
  }

  /**
   * @param secret password, and access token for XOAUTH2
   */
  public ImapPeer(String secret) {
    this.secret = secret;
    server.start();
    user = server.setUser("alerts@example.org", LOGIN, secret);
  }

  public int port() {
    return server.getImap().getPort();
  }

  /** The settings of a server that looks into this mailbox. */
  public Map<String, String> settings() {
    return settings(port());
  }

  /**
   * @param port of something that stands before it
   */
  public Map<String, String> settings(int port) {
    return new HashMap<>(
        Map.of(
            "tocsin.imap.host",
            "127.0.0.1",
            "tocsin.imap.port",
            "" + port,
            "tocsin.imap.username",
            LOGIN,
            "tocsin.imap.password",
            secret,
            "tocsin.imap.tls",
            "none"));
  }

  public void deliver(String mail) {
    try {
      byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      Session session = Session.getInstance(new Properties());
      user.deliver(new MimeMessage(session, new ByteArrayInputStream(bytes)));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Message-IDs of what lies in a folder. */
  public List<String> in(String folder) {
    try {
      MailFolder found =
          folder.equals("INBOX")
              ? server.getManagers().getImapHostManager().getInbox(user)
              : server.getManagers().getImapHostManager().getFolder(user, folder);
      return found == null
          ? List.of()
          : found.getMessages().stream().map(m -> id(m.getMimeMessage())).toList();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String id(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
