package org.tocsin.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Rendering;

/**
 * A whole mail made once for everyone that a rendering fits: MIME text as bytes, with places where
 * {@link #fill} sets in what is personal. Filling copies bytes and encodes a few words; no MIME
 * object is built for a person.
 */
final class MimeTemplate {
  /** Quoted-printable never has "=" before "_", so no text can contain it. */
  private static final String BOUNDARY = "=_tocsin";

  private static final Pattern SLOT =
      Pattern.compile(Placeholders.FIRST_NAME + "|" + Placeholders.TOKEN);

  private enum Place {
    TO,
    SUBJECT,
    DATE,
    MESSAGE_ID,
    TOKEN,
    NAME_IN_TEXT,
    NAME_IN_HTML
  }

  /** Either bytes that are everybody's, or a place. */
  private record Part(byte[] bytes, Place place) {}

  /**
   * What differs from person to person.
   *
   * @param to a checked address, nothing that could end a line
   * @param date as RFC 5322 3.3 writes it
   * @param messageId with its angle brackets
   * @param token of the URL-safe Base64 alphabet, at most 70 characters
   */
  record Person(String to, String firstName, String date, String messageId, String token) {}

  private final String subject;
  private final List<Part> parts = new ArrayList<>();
  private final int size;

  /**
   * @param head the headers that all letters of this sender have, each ended by CRLF
   * @param unsubscribe the address of the one-click page, up to the token
   * @param mailto how to leave by mail, up to the token; "" for not
   */
  MimeTemplate(Rendering rendering, String head, String unsubscribe, String mailto) {
    subject = rendering.subject();
    header("To: ", Place.TO);
    subject();
    header("Date: ", Place.DATE);
    header("Message-ID: ", Place.MESSAGE_ID);
    // RFC 8058 3.1: one https URI that alone says who and which list; never folded (RFC 2369 2)
    // programs take the first that they can use, and the page answers at once
    fixed("List-Unsubscribe: <" + unsubscribe);
    parts.add(new Part(null, Place.TOKEN));
    if (!mailto.isEmpty()) {
      fixed(">, <" + mailto);
      parts.add(new Part(null, Place.TOKEN));
    }
    fixed(">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + head);
    fixed(language(rendering.lang()));
    fixed("MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n");
    fixed(" boundary=\"" + BOUNDARY + "\"\r\n\r\n");
    // RFC 2046 5.1.4: the richest last
    body("text/plain", rendering.body(), Place.NAME_IN_TEXT);
    body("text/html", rendering.html(), Place.NAME_IN_HTML);
    fixed("--" + BOUNDARY + "--\r\n");
    size = parts.stream().mapToInt(part -> part.bytes == null ? 0 : part.bytes.length).sum();
  }

  private void subject() {
    if (SLOT.matcher(subject).find()) {
      header("Subject: ", Place.SUBJECT);
    } else {
      fixed("Subject: " + subject(subject) + "\r\n");
    }
  }

  private static String subject(String subject) {
    return HeaderText.unstructured(subject, "Subject: ".length());
  }

  private void header(String name, Place place) {
    fixed(name);
    parts.add(new Part(null, place));
    fixed("\r\n");
  }

  private void fixed(String text) {
    parts.add(new Part(text.getBytes(StandardCharsets.US_ASCII), null));
  }

  private static String language(String lang) {
    return lang.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
        ? "Content-Language: " + lang + "\r\n"
        : "";
  }

  private void body(String type, String text, Place name) {
    fixed("--" + BOUNDARY + "\r\nContent-Type: " + type + "; charset=UTF-8\r\n");
    fixed("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    QuotedPrintable out = new QuotedPrintable();
    Matcher slot = SLOT.matcher(text);
    int at = 0;
    while (slot.find()) {
      out.write(text.substring(at, slot.start()));
      out.softBreak();
      parts.add(new Part(out.take(), null));
      place(slot.group().equals(Placeholders.TOKEN) ? Place.TOKEN : name);
      at = slot.end();
    }
    out.write(text.substring(at));
    out.hardBreak();
    parts.add(new Part(out.take(), null));
  }

  /** Within quoted-printable: what is set in ends its line, and not the text's line. */
  private void place(Place place) {
    parts.add(new Part(null, place));
    if (place == Place.TOKEN) {
      fixed("=\r\n");
    }
  }

  /** About how much memory it holds. */
  int size() {
    return size + 64 * parts.size() + 2 * subject.length();
  }

  /** The mail to one person, ready for the wire but for dot stuffing. */
  byte[] fill(Person person) {
    byte[][] personal = new byte[Place.values().length][];
    int length = size;
    for (Part part : parts) {
      if (part.place != null) {
        int place = part.place.ordinal();
        if (personal[place] == null) {
          personal[place] = value(part.place, person);
        }
        length += personal[place].length;
      }
    }
    return join(personal, length);
  }

  private byte[] join(byte[][] personal, int length) {
    byte[] mail = new byte[length];
    int at = 0;
    for (Part part : parts) {
      byte[] bytes = part.place == null ? part.bytes : personal[part.place.ordinal()];
      System.arraycopy(bytes, 0, mail, at, bytes.length);
      at += bytes.length;
    }
    return mail;
  }

  private byte[] value(Place place, Person person) {
    return switch (place) {
      case TO -> ascii(person.to());
      case SUBJECT ->
          ascii(subject(Placeholders.fill(subject, person.firstName(), person.token())));
      case DATE -> ascii(person.date());
      case MESSAGE_ID -> ascii(person.messageId());
      case TOKEN -> ascii(person.token());
      case NAME_IN_TEXT -> QuotedPrintable.piece(HeaderText.oneLine(person.firstName()));
      case NAME_IN_HTML ->
          QuotedPrintable.piece(Placeholders.escape(HeaderText.oneLine(person.firstName())));
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
