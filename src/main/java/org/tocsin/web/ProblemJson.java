package org.tocsin.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** How the API says what is wrong: JSON, as programs read it (RFC 9457). */
public final class ProblemJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/";

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad Request",
          401, "Unauthorized",
          404, "Not Found",
          405, "Method Not Allowed",
          409, "Conflict",
          413, "Content Too Large",
          415, "Unsupported Media Type",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private ProblemJson() {}

  /**
   * Whether who asks is a program.
   *
   * @param uri path and query of the request, or null
   */
  public static boolean isWanted(String uri) {
    return uri != null && uri.startsWith(API);
  }

  /**
   * @param message what is wrong and what to do about it
   */
  public static HttpResponse of(int status, String message) {
    return of(status, message, List.of());
  }

  /** With each field that is wrong. */
  static HttpResponse of(BadInput bad) {
    return of(400, bad.getMessage(), bad.problems().stream().map(ProblemJson::member).toList());
  }

  private static Map<String, Object> member(Problem problem) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("file", problem.file());
    member.put("line", problem.line());
    member.put("field", problem.field());
    member.put("message", problem.message());
    return member;
  }

  private static HttpResponse of(int status, String message, List<Map<String, Object>> problems) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", TITLES.getOrDefault(status, ""));
    json.put("status", status);
    json.put("detail", message);
    json.put("problems", problems);
    try {
      String body = JSON.writeValueAsString(json);
      return HttpResponse.of(status, "application/problem+json", body).forOne();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
