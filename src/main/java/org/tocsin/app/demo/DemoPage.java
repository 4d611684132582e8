package org.tocsin.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tocsin.TocsinException;
import org.tocsin.web.HttpResponse;

/** The demo's page at {@code /}: every message as its receiver would see it, and a box to reply. */
public final class DemoPage {
  private record Messages(String number, List<DemoMail> mails, List<DemoText> texts) {}

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

  private static final Map<String, String> FILES =
      Map.of(
          "page.css", "text/css",
          "messages.css", "text/css",
          "page.js", "text/javascript",
          "words.js", "text/javascript",
          "readers.js", "text/javascript",
          "reader.js", "text/javascript",
          "mail.js", "text/javascript",
          "phone.js", "text/javascript",
          "bell.svg", "image/svg+xml");

  private static final String OWN_FILES_ONLY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
          + " frame-src 'self'; base-uri 'none'; form-action 'self'";
  // A mail program runs no scripts and sends no forms either.
  private static final String AS_IN_A_MAIL_PROGRAM =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self';"
          + " sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

  private final DemoPeople people;
  private final DemoMailbox mailbox;
  private final TwilioStandIn twilio;

  public DemoPage(DemoPeople people, DemoMailbox mailbox, TwilioStandIn twilio) {
    this.people = people;
    this.mailbox = mailbox;
    this.twilio = twilio;
  }

  /** {@code GET /}, in place of the start page: in English, whatever is asked for. */
  public HttpResponse page(String lang, String acceptLanguage) {
    return answer("text/html", file("index.html"), OWN_FILES_ONLY);
  }

  /** {@code GET /demo/page/{name}}: the page's style, script and picture. */
  public HttpResponse asset(String name) {
    String type = FILES.get(name);
    return type == null ? notFound() : answer(type, file(name), OWN_FILES_ONLY);
  }

  /**
   * {@code GET /demo/people.json}: an array of {@link Person}.
   *
   * @param known the tag of what the page has already, or null; if it still holds, 304
   */
  public HttpResponse people(String known) {
    return unlessKnown(known, people.all());
  }

  /**
   * {@code GET /demo/messages.json}: mails and texts so far, oldest first.
   *
   * @param after leaves out the mails up to this number; null for all
   * @param known as for {@link #people}
   */
  public HttpResponse messages(Integer after, String known) {
    List<DemoMail> mails = mailbox.mails();
    int from = after == null ? 0 : Math.max(0, Math.min(after, mails.size()));
    List<DemoMail> later = mails.subList(from, mails.size());
    return unlessKnown(known, new Messages(twilio.number(), later, twilio.texts()));
  }

  // RFC 9110 13.1.2
  private static HttpResponse unlessKnown(String known, Object content) {
    HttpResponse whole = json(200, content);
    byte[] bytes = whole.body().getBytes(StandardCharsets.UTF_8);
    String tag = UUID.nameUUIDFromBytes(bytes).toString();
    Map<String, String> headers = Map.of("Cache-Control", "no-cache", "ETag", '"' + tag + '"');
    // The quotes may be lost on the way from the route.
    return known != null && known.contains(tag)
        ? new HttpResponse(304, whole.contentType(), headers, "")
        : new HttpResponse(200, whole.contentType(), headers, whole.body());
  }

  /**
   * {@code GET /demo/mail/{number}.html}: the HTML part, for a sandboxed frame.
   *
   * @param marked "yes" to have marked what differs between readers; else null
   */
  public HttpResponse mail(int number, String marked) {
    return mailbox
        .mail(number)
        .map(mail -> "yes".equals(marked) ? Differences.marked(mail, mailbox.mails()) : mail.html())
        .map(html -> answer("text/html", openingLinksOutside(html), AS_IN_A_MAIL_PROGRAM))
        .orElse(notFound());
  }

  private static String openingLinksOutside(String html) {
    return html.replaceFirst("(?i)(<head[^>]*>)", "$1<base target=\"_blank\">");
  }

  /**
   * {@code POST /demo/reply} with {@code {"from": "+13155550101", "body": "STOP"}}: sends it from
   * that phone through the real webhook.
   *
   * @return {@link TwilioStandIn.Heard}, or 400 where the request makes no sense
   */
  public HttpResponse reply(String request) {
    try {
      JsonNode reply = JSON.readTree(request);
      String from = reply.path("from").asText();
      String body = reply.path("body").asText();
      if (!from.matches("\\+[1-9]\\d{6,14}") || body.isBlank()) {
        return json(400, Map.of("error", "Give a number and something to say."));
      }
      return json(200, twilio.reply(from, body));
    } catch (JsonProcessingException e) {
      return json(400, Map.of("error", "That is not JSON."));
    } catch (TocsinException e) {
      return json(502, Map.of("error", e.getMessage()));
    }
  }

  private static HttpResponse json(int status, Object content) {
    try {
      return new HttpResponse(
          status,
          "application/json",
          Map.of("Cache-Control", "no-store"),
          JSON.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new TocsinException("The demo's page could not write its data.", e);
    }
  }

  private static HttpResponse answer(String type, String body, String policy) {
    return new HttpResponse(
        200,
        type + "; charset=utf-8",
        Map.of("Content-Security-Policy", policy, "Cache-Control", "no-store"),
        body);
  }

  private static HttpResponse notFound() {
    return new HttpResponse(
        404, "text/plain; charset=utf-8", Map.of(), "There is no such thing here.\n");
  }

  private static String file(String name) {
    try (InputStream file = DemoPage.class.getResourceAsStream("/demo/page/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
