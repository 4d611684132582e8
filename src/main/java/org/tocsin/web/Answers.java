package org.tocsin.web;

import java.util.Map;
import org.tocsin.DatabaseFault;

/** The answers that several routes give. */
public final class Answers {
  /** Seconds after which a provider or a browser may ask again. RFC 9110 10.2.3. */
  private static final String RETRY_AFTER = "30";

  public Answer done() {
    return Answer.text(204, "");
  }

  /** I08. */
  public Answer twiml(String twiml) {
    return Answer.of(200, "text/xml; charset=utf-8", twiml);
  }

  public Answer forged() {
    return Answer.text(403, "The signature is not right.\n");
  }

  /** Where the database is the cause, it is not the request's fault. */
  public Answer refused(Exception e) {
    if (DatabaseFault.of(e).isPresent()) {
      return notNow();
    }
    int status = e instanceof HttpFault fault ? fault.status() : 400;
    return Answer.text(status, e.getMessage() + "\n");
  }

  /** What came in has not been taken; who sent it is told whether to send it again. */
  public Answer broken(Exception e) {
    return DatabaseFault.of(e).isPresent()
        ? notNow()
        : Answer.text(500, "Something is broken here. Please try again in a few minutes.\n");
  }

  /** RFC 9110 15.6.4. */
  private static Answer notNow() {
    return new Answer(
        503,
        "text/plain; charset=utf-8",
        Map.of("Retry-After", RETRY_AFTER, "Cache-Control", "no-store"),
        "Nothing can be stored here at the moment, so nothing has changed. Please try again in a"
            + " few minutes.\n");
  }
}
