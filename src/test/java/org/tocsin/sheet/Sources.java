package org.tocsin.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** Sheet files in tests: a good one, and ways to spoil it. */
final class Sources {
  static final String ENGLISH =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "Call {{ representative.phone }}. {{ sheet.short_url }}"
      positions:
        K000386: silent
      asks:
        silent: "Ask {{ official.name }} why."
        unknown: "Ask {{ official.name }}."
      ---
      Dear {{ subscriber.first_name | default("neighbor") }},

      {{ call_list }}
      """;

  private Sources() {}

  static Sheet sheet(String source) {
    return SheetFiles.parse("fact-sheet", Map.of("fact-sheet.md", source));
  }

  static Sheet withBody(String body) {
    return sheet(ENGLISH.substring(0, ENGLISH.indexOf("Dear")) + body);
  }

  static Sheet editions(String... namesAndSources) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSources.length; i += 2) {
      sources.put(namesAndSources[i], namesAndSources[i + 1]);
    }
    return SheetFiles.parse("fact-sheet", sources);
  }

  static List<String> refusal(String source) {
    try {
      sheet(source);
      return List.of();
    } catch (BadInput e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  static List<String> check(Sheet sheet) {
    return new SheetCheck().check(sheet).stream().map(Problem::toString).toList();
  }
}
