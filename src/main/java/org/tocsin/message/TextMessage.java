package org.tocsin.message;

import java.util.Locale;
import java.util.regex.Pattern;

/** Puts the sender's name before a text and how to stop after it (standard L12). */
final class TextMessage {
  private static final Pattern STOP = Pattern.compile("\\bSTOP\\b");

  private final Organization organization;
  private final Labels labels;

  TextMessage(Organization organization, Labels labels) {
    this.organization = organization;
    this.labels = labels;
  }

  String framed(String text) {
    String clean = clean(text);
    String name = organization.name();
    boolean named = clean.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    String start = named ? "" : name + ": ";
    String end = STOP.matcher(clean).find() ? "" : " " + labels.get("sms.stop");
    return start + clean + end;
  }

  private static String clean(String text) {
    return text.replaceAll("[ \\t]+", " ").replaceAll(" ?\\n ?", "\n").strip();
  }
}
