package org.tocsin.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What we need of Twilio's answers, and no more: the SDK fails at a field beside that is not as it
 * thinks, and a text that was taken would be in doubt for good.
 */
final class TwilioBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SID =
      Pattern.compile("\"sid\"\\s{0,9}:\\s{0,9}\"((?:SM|MM)[0-9A-Za-z-]{1,60})\"");

  private TwilioBody() {}

  /** The same without what nobody reads; as it is where it holds neither a text nor a list. */
  static String essence(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.path("messages").isArray()) {
        return list((ObjectNode) answer);
      }
      return answer.path("sid").isTextual() ? text(answer).toString() : body;
    } catch (JsonProcessingException broken) {
      Matcher sid = SID.matcher(body);
      return sid.find() ? JSON.createObjectNode().put("sid", sid.group(1)).toString() : body;
    }
  }

  private static ObjectNode text(JsonNode message) {
    ObjectNode text = JSON.createObjectNode().put("sid", message.path("sid").asText());
    return message.path("body").isTextual()
        ? text.put("body", message.path("body").asText())
        : text;
  }

  private static String list(ObjectNode answer) {
    ArrayNode texts = JSON.createArrayNode();
    answer.path("messages").forEach(message -> texts.add(text(message)));
    answer.set("messages", texts);
    return answer.toString();
  }
}
