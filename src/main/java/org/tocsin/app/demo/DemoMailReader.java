package org.tocsin.app.demo;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Reads a message as a mail program would show it. */
final class DemoMailReader {
  // Written by the receiving server, not by the sender.
  private static final Set<String> OF_THE_SERVER = Set.of("Return-Path", "Received");

  private final MimeMessage message;

  DemoMailReader(MimeMessage message) {
    this.message = message;
  }

  DemoMail read(int number, String to, Instant at) throws MessagingException, IOException {
    return new DemoMail(
        number,
        to,
        decoded(message.getHeader("From", ", ")),
        decoded(message.getHeader("Subject", null)),
        at,
        headers(),
        part(message, "text/plain"),
        part(message, "text/html"));
  }

  private List<DemoMail.Header> headers() throws MessagingException, IOException {
    List<DemoMail.Header> headers = new ArrayList<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      if (!OF_THE_SERVER.contains(header.getName())) {
        headers.add(new DemoMail.Header(header.getName(), decoded(header.getValue())));
      }
    }
    return headers;
  }

  private static String decoded(String value) throws IOException {
    return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
  }

  private static String part(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return (String) part.getContent();
    }
    if (part.isMimeType("multipart/*")) {
      Multipart parts = (Multipart) part.getContent();
      for (int i = 0; i < parts.getCount(); i++) {
        String found = part(parts.getBodyPart(i), type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
