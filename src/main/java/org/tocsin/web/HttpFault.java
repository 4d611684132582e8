package org.tocsin.web;

import org.tocsin.TocsinException;

/** A request that cannot be met, with the HTTP status that says why. */
public final class HttpFault extends TocsinException {
  private final int status;

  public HttpFault(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
