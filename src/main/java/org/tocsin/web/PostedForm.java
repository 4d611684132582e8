package org.tocsin.web;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * A form as it came over the wire.
 *
 * @param contentType of a form, with its parameters
 * @param body as it was sent
 */
public record PostedForm(String contentType, byte[] body) {
  private static final String URL_ENCODED = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";
  private static final String WHERE = "posted form";

  /** More fields than any form of ours or Twilio's has. */
  private static final int MOST_FIELDS = 500;

  /**
   * @param contentType may be null
   */
  public static boolean isForm(String contentType) {
    return is(contentType, URL_ENCODED) || is(contentType, MULTIPART);
  }

  private static boolean is(String contentType, String wanted) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(wanted);
  }

  /**
   * Its fields, in their order.
   *
   * @throws BadInput where it cannot be read, or a field stands twice: a signature covers both, a
   *     map holds one (I09)
   */
  Map<String, String> fields() {
    return is(contentType, MULTIPART) ? parts() : pairs();
  }

  private Map<String, String> pairs() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : toString().split("&")) {
      if (!pair.isEmpty()) {
        String[] both = pair.split("=", 2);
        put(fields, decoded(both[0]), both.length > 1 ? decoded(both[1]) : "");
      }
    }
    return fields;
  }

  private static String decoded(String word) {
    try {
      return URLDecoder.decode(word, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadInput(Problem.error(WHERE, 0, "", "is not encoded as a form (a stray %)."));
    }
  }

  /** RFC 7578; a part without a name is none of ours. */
  private Map<String, String> parts() {
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(body, contentType));
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart part = parts.getBodyPart(i);
        String name = name(part);
        if (name != null) {
          put(fields, name, text(part));
        }
      }
      return fields;
    } catch (MessagingException | IOException e) {
      throw new BadInput(Problem.error(WHERE, 0, "", "cannot be read as multipart/form-data."));
    }
  }

  private static String name(BodyPart part) throws MessagingException {
    String[] header = part.getHeader("Content-Disposition");
    return header == null ? null : new ContentDisposition(header[0]).getParameter("name");
  }

  private static String text(BodyPart part) throws MessagingException, IOException {
    byte[] bytes = part.getInputStream().readAllBytes();
    return part.getFileName() == null
        ? new String(bytes, StandardCharsets.UTF_8)
        : textOfFile(bytes);
  }

  /** Browsers send files as they are: spreadsheets save UTF-8, UTF-16 with its mark, or neither. */
  private static String textOfFile(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1]) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (fields.putIfAbsent(name, value) != null) {
      throw new BadInput(Problem.error(WHERE, 0, name, "stands twice."));
    }
    if (fields.size() > MOST_FIELDS) {
      throw new BadInput(Problem.error(WHERE, 0, "", "has more than " + MOST_FIELDS + " fields."));
    }
  }

  /** The body as text. */
  @Override
  public String toString() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
