package org.tocsin.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The shapes in which Twilio speaks: JSON to who sends, forms to webhooks. */
final class TwilioWire {
  record Answer(int status, String json) {}

  static final String STOPPED =
      "You have successfully been unsubscribed. You will not receive any more messages from this"
          + " number. Reply START to resubscribe.";
  static final String STARTED =
      "You have successfully been re-subscribed to messages from this number. Reply HELP for help."
          + " Reply STOP to unsubscribe. Msg&Data Rates May Apply.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2010-04-01";
  // with "+0000": the SDK reads no "GMT"
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final int PAGE_SIZE = 50;
  private static final Map<Integer, String> ERRORS =
      Map.of(
          20003, "Authenticate",
          21602, "A 'Body' is required.",
          21603, "A 'From' or 'MessagingServiceSid' is required.",
          21604, "A 'To' phone number is required.",
          21211, "Invalid 'To' phone number.",
          21614, "'To' number is not a valid mobile number.",
          21610, "Attempt to send to unsubscribed recipient.");

  private final String accountSid;

  TwilioWire(String accountSid) {
    this.accountSid = accountSid;
  }

  Answer created(DemoText text) {
    return new Answer(201, message(text).toString());
  }

  private ObjectNode message(DemoText text) {
    String when = DATE.format(text.at().atOffset(ZoneOffset.UTC));
    ObjectNode message = JSON.createObjectNode();
    message.put("sid", text.sid()).put("account_sid", accountSid).put("api_version", VERSION);
    message.put("from", text.from()).put("to", text.to()).put("body", text.body());
    message.put("status", text.status()).put("direction", "outbound-api");
    message.put("num_segments", String.valueOf(text.segments())).put("num_media", "0");
    message.put("date_created", when).put("date_updated", when).put("date_sent", when);
    message.putNull("messaging_service_sid").putNull("error_code").putNull("error_message");
    message.putNull("price").put("price_unit", "USD");
    message.put("uri", path("/Messages/" + text.sid() + ".json")).putObject("subresource_uris");
    return message;
  }

  private String path(String below) {
    return "/" + VERSION + "/Accounts/" + accountSid + below;
  }

  Answer list(List<DemoText> texts) {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode messages = page.putArray("messages");
    texts.stream().limit(PAGE_SIZE).forEach(text -> messages.add(message(text)));
    page.put("page", 0).put("page_size", PAGE_SIZE).put("start", 0).put("end", messages.size());
    page.put("uri", path("/Messages.json")).put("first_page_uri", path("/Messages.json"));
    page.putNull("next_page_uri").putNull("previous_page_uri");
    return new Answer(200, page.toString());
  }

  Answer error(int code) {
    int status = code == 20003 ? 401 : 400;
    ObjectNode error = JSON.createObjectNode();
    error.put("code", code).put("message", ERRORS.get(code)).put("status", status);
    error.put("more_info", "https://www.twilio.com/docs/errors/" + code);
    return new Answer(status, error.toString());
  }

  // standards S01
  Map<String, String> statusForm(DemoText text, String status) {
    Map<String, String> form = form(text);
    form.put("MessageStatus", status);
    form.put("SmsStatus", status);
    return form;
  }

  // standards I01
  Map<String, String> inboundForm(DemoText reply) {
    Map<String, String> form = form(reply);
    form.put("Body", reply.body());
    form.put("NumMedia", "0");
    form.put("NumSegments", String.valueOf(reply.segments()));
    return form;
  }

  private Map<String, String> form(DemoText text) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", text.sid());
    form.put("SmsSid", text.sid());
    form.put("AccountSid", accountSid);
    form.put("From", text.from());
    form.put("To", text.to());
    form.put("ApiVersion", VERSION);
    return form;
  }
}
