package org.tocsin.message;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetFiles;

/** Sheets for rendering, in English and Spanish. */
final class Sheets {
  private static final String FRONT =
      """
      ---
      title: "%s"
      subject: "%s"
      lang: %s
      sms: "%s"
      sms_general: "%s"
      positions: {K000386: silent, S000148: supports, G000555: supports, T000478: opposes}
      asks:
        supports: "Thank {{ official.name }}."
        silent: "Ask {{ official.name }} *why*."
        opposes: "Tell {{ official.name }}."
        unknown: "Urge {{ official.name }}."
      ---
      %s
      """;

  private static final String SMS =
      "{{ representative.title }} {{ representative.last_name }}: {{ representative.phone }}";
  private static final String GENERAL = "Senators: {{ senators_line }}";

  private Sheets() {}

  static Sheet withBody(String body) {
    return of("Title", "Subject", SMS, GENERAL, body);
  }

  static Sheet withTexts(String sms, String general) {
    return of("Title", "Subject", sms, general, "{{ call_list }}");
  }

  static Sheet withSubject(String subject) {
    return of("Title", subject, SMS, GENERAL, "{{ call_list }}");
  }

  static Sheet of(String title, String subject, String sms, String general, String body) {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("fact-sheet.md", FRONT.formatted(title, subject, "en", sms, general, body));
    sources.put("fact-sheet.es.md", FRONT.formatted(title, subject, "es", sms, general, body));
    return SheetFiles.parse("fact-sheet", sources);
  }
}
