package org.tocsin.sms;

import org.tocsin.Timeouts;

/**
 * How texts leave, from the settings {@code tocsin.twilio.*}.
 *
 * @param publicUrl where Twilio reaches us with reports and answers
 * @param connections requests at the same time
 * @param errors what Twilio's codes mean
 */
public record SmsSettings(
    TwilioAccount account,
    SmsSender sender,
    String publicUrl,
    int connections,
    Timeouts timeouts,
    TwilioErrors errors) {}
