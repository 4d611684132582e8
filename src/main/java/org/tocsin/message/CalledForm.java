package org.tocsin.message;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tocsin.call.CallResult;

/** The words with which people say that they called. */
public final class CalledForm {
  private CalledForm() {}

  /**
   * @param name of the official, with the title
   */
  public static Map<String, Object> of(Labels labels, String name) {
    return Map.of(
        "ask", labels.get("called.ask", name),
        "button", labels.get("called.button"),
        "results", results(labels));
  }

  private static List<Map<String, String>> results(Labels labels) {
    return Stream.of(CallResult.values())
        .map(
            each ->
                Map.of("code", each.code(), "words", labels.get("called.result." + each.code())))
        .toList();
  }

  /**
   * @return "41 neighbors called this week.", or "" where it is not to be shown
   */
  public static String neighbors(Labels labels, long people) {
    return people > 0 ? labels.get("called.neighbors", "" + people) : "";
  }
}
