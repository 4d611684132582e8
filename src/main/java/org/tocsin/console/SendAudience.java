package org.tocsin.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.SavedAudiences;
import org.tocsin.message.Labels;

/**
 * Who gets a sheet, as the send page asks for it: a kind and which one, perhaps several with
 * commas; and one more that narrows it.
 */
final class SendAudience {
  private static final String SAVED = "saved:";
  private static final String MISSED = "missed";

  /** In the order of the list; the words are under console.send. */
  private static final List<String> KINDS =
      List.of("state", "district", "zip", "language", "tag", MISSED);

  private final SavedAudiences saved;
  private final Alerts alerts;

  SendAudience(SavedAudiences saved, Alerts alerts) {
    this.saved = saved;
    this.alerts = alerts;
  }

  /**
   * An audience that is not understood is refused, never taken for everyone.
   *
   * @throws TocsinException where it is not said who gets it, or the saved one is gone
   */
  List<String> areas(SendForm form, Labels labels) {
    List<String> areas =
        new ArrayList<>(areas(form.field("audience"), form.field("value"), labels));
    areas.addAll(areas(form.field("also"), form.field("also_value"), labels));
    return areas;
  }

  private List<String> areas(String kind, String value, Labels labels) {
    if (kind.isEmpty() && value.isEmpty()) {
      return List.of();
    }
    if (kind.matches(SAVED + "\\d{1,18}")) {
      return saved
          .find(Long.parseLong(kind.substring(SAVED.length())))
          .map(SavedAudiences.Saved::areas)
          .orElseThrow(() -> new TocsinException(labels.get("console.send.saved-gone")));
    }
    if (kind.equals(MISSED) && value.isEmpty()) {
      return alerts
          .lastGathered()
          .map(id -> List.of(MISSED + "=" + id))
          .orElseThrow(() -> new TocsinException(labels.get("console.send.none-before")));
    }
    if (!KINDS.contains(kind) || value.isEmpty()) {
      throw new TocsinException(labels.get("console.send.who"));
    }
    boolean isPlace = List.of("state", "district", "zip").contains(kind);
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(each -> kind + "=" + (isPlace ? each.toUpperCase(Locale.ROOT) : each))
        .toList();
  }

  /** What can be chosen. */
  List<Map<String, Object>> choices(Labels labels) {
    return Stream.concat(
            KINDS.stream()
                .map(kind -> Map.<String, Object>of("code", kind, "words", words(kind, labels))),
            saved.list().stream()
                .map(
                    each ->
                        Map.<String, Object>of(
                            "code",
                            SAVED + each.id(),
                            "words",
                            labels.get("console.send.saved", each.name()))))
        .toList();
  }

  /** Whether somebody may want to use it again: not that of one alert. */
  static boolean lasts(List<String> areas) {
    return !areas.isEmpty() && areas.stream().noneMatch(area -> area.startsWith(MISSED + "="));
  }

  /** "A state: NY; whoever has a tag: drivers". */
  static String inWords(List<String> areas, Labels labels) {
    if (areas.isEmpty()) {
      return labels.get("console.send.everyone");
    }
    return areas.stream()
        .map(area -> area.split("=", 2))
        .map(area -> words(area[0], labels) + ": " + area[1])
        .reduce((one, other) -> one + "; " + other)
        .orElseThrow();
  }

  private static String words(String kind, Labels labels) {
    return labels.get("console.send." + kind);
  }
}
