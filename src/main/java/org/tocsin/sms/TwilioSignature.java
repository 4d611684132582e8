package org.tocsin.sms;

import com.twilio.security.RequestValidator;
import java.util.List;
import java.util.Map;

/** Whether a webhook request comes from our account at Twilio (I02). */
public final class TwilioSignature {
  private final List<RequestValidator> validators;

  /**
   * @param authTokens the account's tokens: the primary, and for a while after a change the other
   *     (I06)
   */
  public TwilioSignature(List<String> authTokens) {
    validators = authTokens.stream().filter(t -> !t.isBlank()).map(RequestValidator::new).toList();
  }

  /**
   * @param url as Twilio has it: our public URL, path and query (I05), without a fragment
   * @param form every field as it came, untrimmed, also unknown ones
   * @param signature of the header X-Twilio-Signature; null where it is missing
   */
  public boolean isValid(String url, Map<String, String> form, String signature) {
    return validators.stream().anyMatch(v -> v.validate(url, form, signature));
  }
}
