package org.tocsin.sms;

import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * A text as Twilio hands it on (I01).
 *
 * @param from the sender's number, E.164
 * @param to ours, or ""
 * @param optOut what Twilio has already done about it itself (K05), or ""
 */
record InboundText(String sid, String from, String to, String body, String optOut) {
  /**
   * @throws BadInput where the form does not say which text, or who sent it
   */
  static InboundText of(Map<String, String> form) {
    return new InboundText(
        required(form, "MessageSid"),
        number(required(form, "From")),
        number(form.getOrDefault("To", "")),
        form.getOrDefault("Body", "").replace("\0", ""),
        form.getOrDefault("OptOutType", ""));
  }

  private static String required(Map<String, String> form, String field) {
    String value = form.getOrDefault(field, "").strip();
    if (value.isEmpty()) {
      throw new BadInput(
          Problem.error("inbound text", 0, field, "is missing. Twilio always sends it."));
    }
    return value;
  }

  /** Opt-outs hold over SMS, MMS and RCS (K15), whose senders look like "rcs:+1…". */
  private static String number(String from) {
    return from.substring(from.indexOf(':') + 1).strip();
  }
}
