package org.tocsin.sheet.draft;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.sheet.Position;

/** The front matter of a draft: what an editor would otherwise begin with an empty page. */
final class Proposal {
  private static final int LONGEST_SUBJECT = 140;

  private final String lang;
  private final Head head;
  private final Map<String, List<String>> officials;
  private final List<String> notes;

  Proposal(String lang, Head head, Map<String, List<String>> officials, List<String> notes) {
    this.lang = lang;
    this.head = head;
    this.officials = officials;
    this.notes = notes;
  }

  static Map<String, String> in(String lang) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "draft",
            Locale.forLanguageTag(lang),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return bundle.keySet().stream()
        .collect(java.util.stream.Collectors.toMap(key -> key, bundle::getString));
  }

  String frontMatter() {
    Map<String, String> words = in(lang);
    StringBuilder front = new StringBuilder("---\n");
    line(front, "title", head.title().replaceAll("\\{(?=[{%#])", "{ "));
    line(front, "subject", Escaped.braces(head.subject()));
    line(front, "lang", lang);
    String sms = Channel.SMS.code();
    line(front, sms, words.get(sms).replace("{0}", sentence()).strip());
    line(front, "sms_general", words.get("sms.general").replace("{0}", sentence()).strip());
    positions(front);
    front.append("asks:\n");
    for (Position position : Position.values()) {
      line(front, "  " + position.code(), words.get("ask." + position.code()));
    }
    if (!notes.isEmpty()) {
      front.append("# Drafted by Tocsin. Look at these, then delete them:\n");
      notes.forEach(note -> comment(front, "- " + note));
    }
    return front.append("---\n").toString();
  }

  /** What a text message begins with; whole, or nothing. */
  private String sentence() {
    String line =
        Stream.of(head.subject(), head.title())
            .filter(each -> each.length() <= LONGEST_SUBJECT)
            .findFirst()
            .orElse("");
    String stop = line.isEmpty() || line.matches(".*[.!?…»”]") ? "" : ".";
    return Escaped.braces(line) + stop;
  }

  private void positions(StringBuilder front) {
    if (officials.isEmpty()) {
      return;
    }
    front.append("# supports, silent, opposes or unknown; the sentences tell.\npositions:\n");
    officials.forEach(
        (bioguide, sentences) -> {
          sentences.stream().distinct().forEach(sentence -> comment(front, "  " + sentence));
          front.append("  ").append(bioguide).append(": unknown\n");
        });
  }

  private static void comment(StringBuilder front, String text) {
    String indent = text.startsWith("  ") ? "  " : "";
    front.append(indent).append("# ").append(text.strip().replaceAll("\\s+", " ")).append('\n');
  }

  private static void line(StringBuilder front, String key, String value) {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ");
    front.append(key).append(": ").append(key.equals("lang") ? quoted : '"' + quoted + '"');
    front.append('\n');
  }
}
