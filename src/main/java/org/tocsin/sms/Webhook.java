package org.tocsin.sms;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets only genuine requests of Twilio's pass (I06). */
public final class Webhook {
  private static final Pattern BEYOND_ASCII = Pattern.compile("(%[89A-Fa-f][0-9A-Fa-f])+");

  private final String publicUrl;
  private final TwilioSignature signature;
  private final WebhookCalls calls;

  /**
   * @param publicUrl what Twilio has, since it signs that and not what a proxy made of it (I05)
   * @param authTokens the primary and the secondary; "" for one that is not set. Nothing passes
   *     where both are
   * @param calls remembers what was refused
   */
  public Webhook(String publicUrl, List<String> authTokens, WebhookCalls calls) {
    this.publicUrl = publicUrl;
    this.signature = new TwilioSignature(authTokens);
    this.calls = calls;
  }

  /**
   * @param uri path and query as they came over the wire
   * @param header X-Twilio-Signature, or null
   * @throws ForgedRequest when the signature is missing or wrong
   */
  public void check(String uri, Map<String, String> form, String header) {
    String url = publicUrl + uri;
    if (!signature.isValid(url, form, header) && !signature.isValid(asWritten(url), form, header)) {
      calls.refused(uri);
      throw new ForgedRequest();
    }
    calls.genuine(uri);
  }

  /** Letters beyond ASCII come percent-encoded over the wire; Twilio may have signed them bare. */
  private static String asWritten(String url) {
    return BEYOND_ASCII
        .matcher(url)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(URLDecoder.decode(found.group(), StandardCharsets.UTF_8)));
  }
}
