package org.tocsin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tocsin.OurLanguages;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;

/** What is said to a request that nothing else answers, in words, and in the look of the pages. */
public final class ErrorPages {
  /** Those with words of their own; the others share the words of 400 and 500. */
  private static final Set<Integer> KNOWN = Set.of(400, 404, 405, 408, 413, 500, 503);

  private static final String RETRY_SECONDS = "5";

  /** Sentences that strangers may meet, each with the key of its words in every language. */
  private static final Map<String, String> FAULTS =
      Labels.in(OurLanguages.FALLBACK).page("fault").entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, each -> "fault." + each.getKey()));

  private final PageLayout frame;

  /** By status. Strangers can ask for thousands at once, and making a page takes its time. */
  private final Map<Integer, HttpResponse> pages = new ConcurrentHashMap<>();

  public ErrorPages(PageLayout frame) {
    this.frame = frame;
  }

  /**
   * @param status HTTP status from 400 on
   * @param path of the request; may be null
   */
  public HttpResponse of(int status, String path) {
    String where = path == null ? "" : path;
    HttpResponse answer =
        where.startsWith("/api/")
            ? ProblemJson.of(status, Labels.in(OurLanguages.FALLBACK).get("error." + known(status)))
            : in(status, where);
    return status == 503 ? answer.with("Retry-After", RETRY_SECONDS) : answer;
  }

  /** A fault that a page says in every language. */
  static HttpFault fault(int status, String key) {
    return new HttpFault(status, Labels.in(OurLanguages.FALLBACK).get(key));
  }

  private static int known(int status) {
    return KNOWN.contains(status) ? status : status < 500 ? 400 : 500;
  }

  private HttpResponse in(int status, String path) {
    String key = "error." + known(status);
    return isForPrograms(path)
        ? HttpResponse.text(status, Labels.in(OurLanguages.FALLBACK).get(key) + "\n").forOne()
        : pages.computeIfAbsent(status, unseen -> page(status, inEveryLanguage(key)));
  }

  private static boolean isForPrograms(String path) {
    return path.startsWith("/twilio/");
  }

  private HttpResponse page(int status, List<Map<String, String>> sentences) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", Labels.in(OurLanguages.FALLBACK).get("error." + known(status) + ".title"));
    values.put("sentences", sentences);
    return HttpResponse.html(status, frame.page("sentences", OurLanguages.FALLBACK, values))
        .in(OurLanguages.FALLBACK)
        .forOne();
  }

  /**
   * The same answer as whoever asked can read it: what is said in a plain sentence of why a request
   * cannot be met becomes a page, or JSON under {@code /api/}.
   *
   * @param path of the request
   */
  public HttpResponse inLook(HttpResponse answer, String path) {
    if (answer.status() < 400
        || !answer.contentType().startsWith("text/plain")
        || isForPrograms(path)) {
      return answer;
    }
    String words = answer.body().strip();
    String key = FAULTS.get(words);
    HttpResponse looked =
        path.startsWith("/api/")
            ? ProblemJson.of(answer.status(), words)
            : page(
                answer.status(),
                key == null
                    ? List.of(Map.of("lang", OurLanguages.FALLBACK, "words", words))
                    : inEveryLanguage(key));
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      looked = looked.with(header.getKey(), header.getValue());
    }
    return looked;
  }

  /** Nobody knows who asks, so it is said in every language. */
  static List<Map<String, String>> inEveryLanguage(String key) {
    return Labels.languages().stream()
        .map(lang -> Map.of("lang", lang, "words", Labels.in(lang).get(key)))
        .toList();
  }
}
