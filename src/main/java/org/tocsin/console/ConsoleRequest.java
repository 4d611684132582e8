package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.web.Forms;

/**
 * A request to the console.
 *
 * @param method GET, HEAD or POST
 * @param path from "/console" on, decoded, without a slash at its end
 * @param query the first value of each parameter
 * @param form the fields of what was posted; none where nothing was
 * @param cookies by name
 * @param csrf the header X-CSRF-Token, or ""
 * @param client where it comes from
 * @param languages the header Accept-Language, or ""
 */
public record ConsoleRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> form,
    Map<String, String> cookies,
    String csrf,
    String client,
    String languages) {
  private static final int MOST_COOKIES = 50;

  /**
   * @param headers as the request was read
   * @param body of the request
   * @throws org.tocsin.BadInput where a form cannot be read
   */
  public static ConsoleRequest of(Map<String, Object> headers, Object body) {
    return new ConsoleRequest(
        text(headers, "method"),
        text(headers, "path").replaceAll("(?<=.)/+$", ""),
        query(headers.get("query")),
        new Forms().read(body),
        cookies(text(headers, "Cookie")),
        text(headers, "X-CSRF-Token"),
        text(headers, "client"),
        text(headers, "Accept-Language"));
  }

  private static String text(Map<String, Object> headers, String name) {
    return headers.get(name) instanceof String text ? text : "";
  }

  private static Map<String, String> query(Object parameters) {
    Map<String, String> query = new HashMap<>();
    if (parameters instanceof Map<?, ?> map) {
      map.forEach((name, values) -> query.put("" + name, "" + ((List<?>) values).get(0)));
    }
    return query;
  }

  /** RFC 6265 4.2.1. */
  private static Map<String, String> cookies(String header) {
    Map<String, String> cookies = new HashMap<>();
    for (String pair : header.split(";\\s*", MOST_COOKIES)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        cookies.putIfAbsent(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return cookies;
  }

  /** What was written as a number from 0 to 10^18 - 1; empty for all else. */
  static Optional<Long> number(String written) {
    return written.matches("\\d{1,18}") ? Optional.of(Long.parseLong(written)) : Optional.empty();
  }

  boolean isPost() {
    return method.equals("POST");
  }

  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** A field that was posted, or "". */
  String field(String name) {
    return form.getOrDefault(name, "").strip();
  }

  Optional<String> asked(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }
}
