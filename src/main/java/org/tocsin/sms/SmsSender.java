package org.tocsin.sms;

import org.tocsin.TocsinException;

/**
 * Whose number texts come from.
 *
 * @param messagingServiceSid "" to send from {@code from}
 * @param from E.164, used where there is no messaging service
 */
public record SmsSender(String messagingServiceSid, String from) {
  public SmsSender {
    if (messagingServiceSid.isEmpty() && from.isEmpty()) {
      throw new TocsinException(
          "Texts have no sender. Set tocsin.twilio.messaging-service-sid or tocsin.twilio.from.");
    }
  }
}
