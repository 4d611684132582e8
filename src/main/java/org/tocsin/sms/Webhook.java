package org.tocsin.sms;

import java.util.List;
import java.util.Map;

/** Lets only genuine requests of Twilio's pass (I06). */
public final class Webhook {
  private final String publicUrl;
  private final TwilioSignature signature;

  /**
   * @param publicUrl what Twilio was told, since it signs that and not what a proxy made of it
   *     (I05)
   * @param authToken "" where no account is set up; nothing passes then
   */
  public Webhook(String publicUrl, String authToken) {
    this.publicUrl = publicUrl;
    this.signature = new TwilioSignature(List.of(authToken));
  }

  /**
   * @param query without the question mark, or null
   * @param header X-Twilio-Signature, or null
   * @throws ForgedRequest when the signature is missing or wrong
   */
  public void check(String path, String query, Map<String, String> form, String header) {
    String url = publicUrl + path + (query == null || query.isEmpty() ? "" : "?" + query);
    if (!signature.isValid(url, form, header)) {
      throw new ForgedRequest();
    }
  }
}
