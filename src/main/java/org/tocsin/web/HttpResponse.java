package org.tocsin.web;

import java.util.HashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status HTTP status
 * @param headers further headers, such as a Content-Security-Policy
 * @param body text in UTF-8, "" for none
 */
public record HttpResponse(
    int status, String contentType, Map<String, String> headers, String body) {
  /** By it spreadsheets know UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public static HttpResponse html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body)
        .with(SafeHeaders.POLICY, SafeHeaders.policy(body));
  }

  /**
   * Rows that one person saves.
   *
   * @param file the name that it is saved under
   */
  public static HttpResponse csv(String file, String rows) {
    return of(200, "text/csv; charset=utf-8", BYTE_ORDER_MARK + rows)
        .with("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .forOne();
  }

  public static HttpResponse json(int status, String body) {
    return of(status, "application/json", body);
  }

  public static HttpResponse text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  /**
   * @param lang BCP 47 tag of what stands in the body
   */
  public HttpResponse in(String lang) {
    return with("Content-Language", lang);
  }

  /** With further headers. */
  HttpResponse with(Map<String, String> further) {
    Map<String, String> more = new HashMap<>(headers);
    more.putAll(further);
    return new HttpResponse(status, contentType, more, body);
  }

  /** For one person's eyes: not to be kept on the way or found by a search. */
  public HttpResponse forOne() {
    return with("Cache-Control", "no-store").with("X-Robots-Tag", "noindex");
  }

  /** With one more header. */
  public HttpResponse with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, contentType, more, body);
  }

  public static HttpResponse of(int status, String contentType, String body) {
    return new HttpResponse(status, contentType, Map.of(), body);
  }
}
