package org.tocsin.sms;

import java.util.OptionalInt;
import org.tocsin.TocsinException;

/** Twilio's API answered a request with an error: it took nothing. */
final class Refusal extends TocsinException {
  private final int status;
  private final transient OptionalInt code;

  /**
   * @param status of HTTP
   * @param code Twilio's own; empty where something else answered in its place (T23)
   */
  Refusal(int status, OptionalInt code) {
    super(
        "Twilio answered " + status + (code.isPresent() ? ", error " + code.getAsInt() : "") + ".");
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  boolean isWordless() {
    return code.isEmpty();
  }

  String code() {
    return Integer.toString(code.orElse(status));
  }
}
