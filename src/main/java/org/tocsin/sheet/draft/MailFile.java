package org.tocsin.sheet.draft;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** A mail as mail programs save it (.eml), or a page that a browser saved as one (.mhtml). */
final class MailFile {
  private static final Pattern START =
      Pattern.compile(
          "(?is)(?:From [^\\n]*+\\n)?+(?:[!-9;-~]++:[^\\n]*+\\n(?:[ \\t][^\\n]*+\\n)*+){3,}+\\n.*");

  private static final Pattern MIME =
      Pattern.compile("(?im)^(MIME-Version|Content-Type|Received|Message-ID|Return-Path):");

  private static final int HEAD = 32_000;
  private static final int DEEPEST = 10;
  private static final int MOST_PARTS = 100;

  private final List<Part> texts = new ArrayList<>();
  private MimeMessage inner;
  private int parts;

  private MailFile() {}

  static boolean is(String text) {
    int end = text.indexOf("\n\n");
    String head = text.substring(0, Math.min(end < 0 ? 0 : end + 2, HEAD));
    return START.matcher(head).matches() && MIME.matcher(head).find();
  }

  static Pasted of(String file, byte[] bytes) {
    try {
      MailFile mail = new MailFile();
      mail.inner = message(new ByteArrayInputStream(bytes));
      boolean page = mail.inner.getHeader("Snapshot-Content-Location") != null;
      mail.look(mail.inner, 0);
      Pasted text = mail.text(file);
      return page ? text : mail.withHead(text);
    } catch (MessagingException | IOException | RuntimeException e) {
      if (e instanceof org.tocsin.BadInput known) {
        throw known;
      }
      throw Pasted.refused(file, "This mail cannot be read. Copy its text into a file of its own.");
    }
  }

  private static MimeMessage message(InputStream in) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), in);
  }

  private void look(Part part, int depth) throws MessagingException, IOException {
    if (depth > DEEPEST || ++parts > MOST_PARTS) {
      return;
    }
    Object content = part.isMimeType("text/*") ? null : part.getContent();
    if (content instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart each = multipart.getBodyPart(i);
        look(each, depth + 1);
      }
    } else if (content instanceof MimeMessage passedOn) {
      inner = passedOn;
      texts.clear();
      look(passedOn, depth + 1);
    } else if (part.isMimeType("text/*") && !isAttached(part)) {
      texts.add(part);
    }
  }

  private static boolean isAttached(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  private Pasted text(String file) throws MessagingException, IOException {
    Optional<Part> html = texts.stream().filter(part -> isType(part, "text/html")).findFirst();
    Optional<Part> plain = texts.stream().filter(part -> isType(part, "text/plain")).findFirst();
    if (html.isPresent()) {
      return HtmlPaste.of(file, written(html.get()));
    }
    if (plain.isEmpty()) {
      throw Pasted.refused(file, "This mail has no text. Copy what it shows into a file.");
    }
    String text = Pasted.lines(written(plain.get()));
    Pasted.bounded(file, text);
    return new Pasted(Pasted.plain(text), "", Clues.NONE, List.of());
  }

  private static boolean isType(Part part, String type) {
    try {
      return part.isMimeType(type);
    } catch (MessagingException e) {
      return false;
    }
  }

  /** In whatever letters it says; where it says nothing that is known, in the usual ones. */
  private static String written(Part part) throws MessagingException, IOException {
    try {
      if (new ContentType(part.getContentType()).getParameter("charset") != null) {
        return String.valueOf(part.getContent());
      }
    } catch (IOException | MessagingException e) {
      // it names letters that nobody knows
    }
    return Pasted.decode(part.getInputStream().readAllBytes());
  }

  private Pasted withHead(Pasted text) throws MessagingException {
    String subject = inner.getSubject() == null ? "" : inner.getSubject();
    List<String> senders = new ArrayList<>(text.clues().senders());
    if (inner.getFrom() != null && inner.getFrom()[0] instanceof InternetAddress from) {
      senders.add(from.getPersonal() == null ? "" : from.getPersonal());
    }
    Clues clues = new Clues("", subject.isBlank() ? "(no subject)" : subject, senders);
    return new Pasted(text.blocks(), text.lang(), clues, text.notes());
  }
}
