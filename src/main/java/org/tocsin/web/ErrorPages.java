package org.tocsin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.message.Frame;
import org.tocsin.message.Labels;

/** What is said to a request that nothing else answers, in words, and in the look of the pages. */
public final class ErrorPages {
  /** Those with words of their own; the others share the words of 400 and 500. */
  private static final Set<Integer> KNOWN = Set.of(400, 404, 405, 408, 413, 500, 503);

  private static final String RETRY_SECONDS = "5";

  private final Frame frame;

  public ErrorPages(Frame frame) {
    this.frame = frame;
  }

  /**
   * @param status HTTP status from 400 on
   * @param path of the request; may be null
   */
  public Answer of(int status, String path) {
    int said = KNOWN.contains(status) ? status : status < 500 ? 400 : 500;
    Answer answer = in(status, "error." + said, path == null ? "" : path);
    return status == 503 ? answer.with("Retry-After", RETRY_SECONDS) : answer;
  }

  private Answer in(int status, String key, String path) {
    String words = Labels.in("en").get(key);
    if (path.startsWith("/api/")) {
      return ProblemJson.of(status, words);
    }
    if (path.startsWith("/twilio/")) {
      return Answer.text(status, words + "\n").forOne();
    }
    return Answer.html(status, frame.page("sentences", "en", values(key))).in("en").forOne();
  }

  private static Map<String, Object> values(String key) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", Labels.in("en").get(key + ".title"));
    values.put("sentences", inEveryLanguage(key));
    return values;
  }

  /** Nobody knows who asks, so it is said in every language. */
  static List<Map<String, String>> inEveryLanguage(String key) {
    return Labels.languages().stream()
        .map(lang -> Map.of("lang", lang, "words", Labels.in(lang).get(key)))
        .toList();
  }
}
