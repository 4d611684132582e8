package org.tocsin.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.alert.HoursEffect;
import org.tocsin.alert.LeftOut;
import org.tocsin.alert.OlderWaits;
import org.tocsin.alert.Preview;
import org.tocsin.alert.PublishPreview;
import org.tocsin.message.Labels;

/**
 * What a sending would do, in words.
 *
 * @param price of a segment, in US dollars
 */
record SendView(LocalTimes times, BigDecimal price) {
  /** Of districts there may be thousands of mixtures. */
  private static final int MOST_ROWS = 60;

  private static final String EITHER = " or ";
  private static final String STATE_ONLY = ", district not known";

  /**
   * @param counted when it was
   * @param now for its age
   */
  Map<String, Object> of(SendCount count, Instant counted, Instant now, Labels labels) {
    Preview preview = count.preview();
    PublishPreview published = count.published();
    Map<String, Object> values = new HashMap<>();
    values.put("sentence", sentence(count, labels));
    values.put("to", words(labels, "to", SendAudience.inWords(published.order().areas(), labels)));
    values.put("lasts", SendAudience.lasts(published.order().areas()));
    long age = Math.max(0, Duration.between(counted, now).toSeconds());
    values.put("age", "" + age);
    values.put("counted", words(labels, "counted", words(labels, "seconds-ago", "" + age)));
    values.put("left", preview.leftOut().entrySet().stream().map(e -> left(e, labels)).toList());
    values.put("notes", notes(published, preview, labels));
    values.put("lines", published.warnings().stream().map(Problem::inWords).toList());
    values.put("tables", tables(preview, labels));
    values.put("segments", segments(preview, labels));
    values.put("longest", longest(preview, labels));
    values.put(
        "longest_text", Optional.ofNullable(preview.longest()).map(Preview.Text::text).orElse(""));
    return values;
  }

  private static String words(Labels labels, String key, String... values) {
    return labels.get("console.send." + key, values);
  }

  private String sentence(SendCount count, Labels labels) {
    return words(
        labels,
        count.messages() > 0 ? "sentence" : "nobody",
        "" + count.on(Channel.EMAIL),
        "" + count.on(Channel.SMS),
        count
            .published()
            .order()
            .releaseAt()
            .map(at -> labels.when(times, at))
            .orElseGet(() -> words(labels, "now-when")),
        "" + count.preview().totalSegments(),
        count.cost(price));
  }

  private static Map<String, Object> left(Map.Entry<String, Long> left, Labels labels) {
    return Map.of(
        "people", left.getValue(),
        "why", words(labels, "left." + left.getKey()),
        "reason", LeftOut.REASONS.contains(left.getKey()) ? left.getKey() : "");
  }

  private List<String> notes(PublishPreview published, Preview preview, Labels labels) {
    List<String> notes = new ArrayList<>();
    published.waiting().forEach(waits -> notes.add(waits(waits, labels)));
    long marked = published.corrections().values().stream().mapToLong(Long::longValue).sum();
    if (published.had() > 0) {
      notes.add(words(labels, "had-older", "" + published.had(), "" + marked));
    }
    notes.addAll(hours(preview.hours(), labels));
    return notes;
  }

  private static String waits(OlderWaits waits, Labels labels) {
    String end = waits.goes() ? "goes" : "ends";
    return waits
        .messages()
        .map(
            messages ->
                words(
                    labels,
                    "older." + end,
                    "" + waits.alert(),
                    "" + messages.getOrDefault(Channel.EMAIL, 0L),
                    "" + messages.getOrDefault(Channel.SMS, 0L)))
        .orElseGet(() -> words(labels, "older.all-" + end, "" + waits.alert()));
  }

  private List<String> hours(HoursEffect hours, Labels labels) {
    List<String> words = new ArrayList<>();
    hours
        .until()
        .ifPresent(
            last ->
                words.add(words(labels, "hours", "" + hours.waiting(), labels.when(times, last))));
    if (hours.tooLate() > 0) {
      words.add(words(labels, "too-late", "" + hours.tooLate()));
    }
    return words;
  }

  private static List<Map<String, Object>> tables(Preview preview, Labels labels) {
    return Stream.of("language", "district")
        .map(
            kind -> {
              Map<String, Map<String, Long>> by = preview.by().getOrDefault(kind, Map.of());
              return Map.<String, Object>of(
                  "title", words(labels, "by." + kind),
                  "rows", rows(kind, by, labels),
                  "more",
                      by.size() > MOST_ROWS
                          ? words(labels, "more-rows", "" + (by.size() - MOST_ROWS))
                          : "");
            })
        .toList();
  }

  private static List<Map<String, Object>> rows(
      String kind, Map<String, Map<String, Long>> by, Labels labels) {
    return by.entrySet().stream()
        .sorted(Comparator.comparing(each -> -sum(each.getValue())))
        .limit(MOST_ROWS)
        .map(
            each ->
                Map.<String, Object>of(
                    "name",
                    kind.equals("language")
                        ? Labels.name(each.getKey())
                        : district(each.getKey(), labels),
                    "emails",
                    each.getValue().getOrDefault(Channel.EMAIL.code(), 0L),
                    "texts",
                    each.getValue().getOrDefault(Channel.SMS.code(), 0L)))
        .toList();
  }

  private static long sum(Map<String, Long> channels) {
    return channels.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A preview names districts in English. */
  private static String district(String name, Labels labels) {
    if (name.endsWith(STATE_ONLY)) {
      return words(labels, "state-only", name.replace(STATE_ONLY, ""));
    }
    if (name.matches("[A-Z]{2}-.*")) {
      return labels.or(List.of(name.split(EITHER)));
    }
    return words(labels, "no-district");
  }

  private static List<String> segments(Preview preview, Labels labels) {
    return preview.segments().entrySet().stream()
        .map(each -> words(labels, "of-segments", "" + each.getValue(), "" + each.getKey()))
        .toList();
  }

  private static String longest(Preview preview, Labels labels) {
    return Optional.ofNullable(preview.longest())
        .map(
            text ->
                words(labels, "longest", "" + text.segments(), district(text.district(), labels)))
        .orElse("");
  }
}
