package org.tocsin.sms;

import java.time.Duration;
import org.tocsin.TocsinException;

/**
 * How texts leave, from the settings {@code tocsin.twilio.*}.
 *
 * @param messagingServiceSid "" to send from {@code from}
 * @param from E.164, used where there is no messaging service
 * @param apiUrl scheme and host of another server that speaks Twilio's API, or "" for Twilio
 * @param publicUrl where Twilio reaches us with reports and answers
 * @param connections requests at the same time
 * @param ownReplies whether we answer STOP, START and HELP; Twilio does unless it is set not to
 *     (K03, K07)
 * @param errors what Twilio's codes mean
 */
public record SmsSettings(
    String accountSid,
    String authToken,
    String messagingServiceSid,
    String from,
    String apiUrl,
    String publicUrl,
    int connections,
    boolean ownReplies,
    Duration connectTimeout,
    Duration answerTimeout,
    TwilioErrors errors) {
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  public SmsSettings {
    if (messagingServiceSid.isEmpty() && from.isEmpty()) {
      throw new TocsinException(
          "Texts have no sender. Set tocsin.twilio.messaging-service-sid or tocsin.twilio.from.");
    }
  }
}
