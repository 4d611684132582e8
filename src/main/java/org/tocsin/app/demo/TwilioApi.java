package org.tocsin.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.tocsin.app.SignedPost;

/** Twilio's Messages API, as much of it as a program needs that sends texts and looks for them. */
final class TwilioApi implements HttpHandler {
  private final TwilioStandIn.Account account;
  private final DemoTexts texts;
  private final TwilioWire wire;
  private final BiConsumer<DemoText, String> reports;

  /**
   * @param reports takes each text whose sender wants reports, and the callback for them
   */
  TwilioApi(
      TwilioStandIn.Account account,
      DemoTexts texts,
      TwilioWire wire,
      BiConsumer<DemoText, String> reports) {
    this.account = account;
    this.texts = texts;
    this.wire = wire;
    this.reports = reports;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isOurs(exchange.getRequestHeaders().getFirst("Authorization"))) {
        respond(exchange, wire.error(20003));
      } else if (exchange.getRequestMethod().equals("GET")) {
        String query = exchange.getRequestURI().getRawQuery();
        respond(exchange, wire.list(sentTo(SignedPost.decode(query).get("To"))));
      } else {
        byte[] form = exchange.getRequestBody().readAllBytes();
        respond(exchange, take(SignedPost.decode(new String(form, StandardCharsets.UTF_8))));
      }
    }
  }

  private boolean isOurs(String authorization) {
    byte[] pair = (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    return ("Basic " + Base64.getEncoder().encodeToString(pair)).equals(authorization);
  }

  private static void respond(HttpExchange exchange, TwilioWire.Answer answer) throws IOException {
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /** Newest first, as Twilio lists them. */
  private List<DemoText> sentTo(String to) {
    List<DemoText> sent = new ArrayList<>(texts.all());
    sent.removeIf(text -> text.direction() == DemoText.Direction.REPLY);
    sent.removeIf(text -> to != null && !text.to().equals(to));
    Collections.reverse(sent);
    return sent;
  }

  private TwilioWire.Answer take(Map<String, String> form) {
    int refusal = refusal(form);
    if (refusal != 0) {
      return wire.error(refusal);
    }
    String from = form.getOrDefault("From", account.number());
    DemoText text =
        texts.keep(DemoText.Direction.ALERT, from, form.get("To"), form.get("Body"), "queued");
    if (form.containsKey("StatusCallback")) {
      reports.accept(text, form.get("StatusCallback"));
    }
    return wire.created(text);
  }

  /** Twilio's code for what is wrong with a request to send, or 0. */
  private int refusal(Map<String, String> form) {
    String to = form.getOrDefault("To", "");
    if (to.isEmpty()) {
      return 21604;
    }
    if (form.getOrDefault("Body", "").isEmpty()) {
      return 21602;
    }
    if (!form.containsKey("From") && !form.containsKey("MessagingServiceSid")) {
      return 21603;
    }
    if (!to.matches("\\+[1-9]\\d{6,14}")) {
      return 21211;
    }
    if (account.landlines().contains(to)) {
      return 21614;
    }
    return texts.isStopped(to) ? 21610 : 0;
  }
}
