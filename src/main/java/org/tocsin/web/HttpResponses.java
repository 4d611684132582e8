package org.tocsin.web;

import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.DatabaseFault;

/** The answers that several routes give. */
public final class HttpResponses {
  /** Seconds after which a provider or a browser may ask again. RFC 9110 10.2.3. */
  private static final String RETRY_AFTER = "30";

  public HttpResponse done() {
    return HttpResponse.text(204, "");
  }

  /** RFC 9309: sheets are for everyone, pages behind a link of one's own are not. */
  public HttpResponse robots() {
    return HttpResponse.text(
        200,
        """
        User-agent: *
        Disallow: /u/
        Disallow: /preferences/
        Disallow: /settle/
        Disallow: /confirm/
        Disallow: /api/
        Disallow: /console/
        Disallow: /twilio/
        Disallow: /s/*/called
        """);
  }

  /** I08. */
  public HttpResponse twiml(String twiml) {
    return HttpResponse.of(200, "text/xml; charset=utf-8", twiml);
  }

  public HttpResponse forged() {
    return HttpResponse.text(403, "The signature is not right.\n");
  }

  /**
   * Where the database is the cause, it is not the request's fault.
   *
   * @param uri of the request, or null: programs are answered as they read it
   */
  public HttpResponse refused(Exception e, String uri) {
    if (DatabaseFault.of(e).isPresent()) {
      return notNow(uri);
    }
    if (e instanceof BadInput bad && ProblemJson.isWanted(uri)) {
      return ProblemJson.of(bad);
    }
    return e instanceof HttpFault fault
        ? said(fault.status(), e.getMessage(), uri).with(fault.headers())
        : said(400, e.getMessage(), uri);
  }

  /** What came in has not been taken; who sent it learns whether to send it again. */
  public HttpResponse broken(Exception e, String uri) {
    return DatabaseFault.of(e).isPresent()
        ? notNow(uri)
        : said(500, "Something is broken here. Please try again in a few minutes.", uri);
  }

  /** RFC 9110 15.6.4. */
  private static HttpResponse notNow(String uri) {
    return said(
            503,
            "Nothing can be stored here at the moment, so nothing has changed. Please try again in"
                + " a few minutes.",
            uri)
        .with(Map.of("Retry-After", RETRY_AFTER, "Cache-Control", "no-store"));
  }

  private static HttpResponse said(int status, String message, String uri) {
    return ProblemJson.isWanted(uri)
        ? ProblemJson.of(status, message)
        : HttpResponse.text(status, message + "\n");
  }
}
