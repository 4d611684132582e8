package org.tocsin.web;

/** The answers that several routes give. */
public final class Answers {
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

  public Answer refused(Exception e) {
    int status = e instanceof HttpFault fault ? fault.status() : 400;
    return Answer.text(status, e.getMessage() + "\n");
  }

  public Answer broken() {
    return Answer.text(500, "Something is broken here. Please try again in a few minutes.\n");
  }
}
