package org.tocsin.web;

import java.util.Map;
import org.tocsin.TocsinException;

/** A request that cannot be met, with the HTTP status that says why. */
public final class HttpFault extends TocsinException {
  private final int status;
  private final transient Map<String, String> headers;

  public HttpFault(int status, String message) {
    this(status, message, Map.of());
  }

  /**
   * @param headers of the answer, such as WWW-Authenticate
   */
  public HttpFault(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }
}
