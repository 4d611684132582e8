package org.tocsin.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.Problem;

/**
 * What a sheet would become for its whole audience.
 *
 * @param channels how many would get it
 * @param by "language", "district", "position" or "assignment", then its value, then the channel
 * @param leftOut how many would not, by reason
 * @param segments how many texts there are of each number of segments
 * @param hours what the hours for texts do to it
 * @param longest the text that costs most, or null where there is none
 * @param samples ten messages, chosen to differ
 */
public record Preview(
    Map<String, Long> channels,
    Map<String, Map<String, Map<String, Long>>> by,
    Map<String, Long> leftOut,
    Map<Integer, Long> segments,
    HoursEffect hours,
    Text longest,
    List<Sample> samples,
    List<Problem> warnings) {
  /**
   * A text as someone would get it.
   *
   * @param folded what is written in cheaper characters, "It’s as It's"
   */
  public record Text(
      String encoding, int segments, String district, String text, List<String> folded) {}

  /**
   * A message as someone would get it; null where it goes only on the other channel.
   *
   * @param why what it is an example of
   */
  public record Sample(
      List<String> why,
      String language,
      String district,
      String assignment,
      String position,
      Mail email,
      Text sms) {}

  public record Mail(String subject, String text) {}

  public long totalSegments() {
    return segments.entrySet().stream().mapToLong(each -> each.getKey() * each.getValue()).sum();
  }

  private BigDecimal cost(BigDecimal price) {
    return price.multiply(BigDecimal.valueOf(totalSegments())).setScale(2, RoundingMode.HALF_UP);
  }

  /**
   * @param price of a segment, in US dollars
   */
  public Map<String, Object> json(BigDecimal price) {
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("segments", segments);
    texts.put("total_segments", totalSegments());
    texts.put("price_per_segment", price);
    texts.put("cost", cost(price));
    texts.put("longest", longest);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("channels", channels);
    json.putAll(by);
    json.put("left_out", leftOut);
    json.put("texts", texts);
    json.put("samples", samples);
    json.put("warnings", warnings);
    return json;
  }

  /** The same for people. */
  public List<String> lines(BigDecimal price) {
    List<String> lines = new ArrayList<>();
    channels.forEach((channel, n) -> lines.add("By " + channel + ": " + n));
    leftOut.forEach((reason, n) -> lines.add("Left out, " + reason.replace('_', ' ') + ": " + n));
    by.forEach(
        (kind, values) -> {
          lines.add("");
          lines.add("By " + kind + ":");
          values.forEach((value, n) -> lines.add("  " + value + ": " + counts(n)));
        });
    lines.add("");
    segments.forEach(
        (number, n) ->
            lines.add(
                (number == 1 ? "Texts of 1 segment: " : "Texts of " + number + " segments: ") + n));
    lines.add("Segments in all: " + totalSegments() + ", cost: $" + cost(price));
    if (longest != null) {
      lines.add("");
      lines.add("=== The text that costs most, " + longest.district());
      add(lines, longest);
    }
    samples.forEach(sample -> add(lines, sample));
    return lines;
  }

  private static String counts(Map<String, Long> channels) {
    return channels.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void add(List<String> lines, Sample sample) {
    lines.add("");
    lines.add("=== " + String.join(", ", sample.why()) + ": " + sample.district());
    if (sample.email() != null) {
      lines.add("Email, subject: " + sample.email().subject());
      lines.add(sample.email().text());
    }
    if (sample.sms() != null) {
      add(lines, sample.sms());
    }
  }

  private static void add(List<String> lines, Text text) {
    lines.add("Text, " + text.encoding() + ", segments: " + text.segments());
    lines.add(text.text());
    if (!text.folded().isEmpty()) {
      lines.add("Folded: " + String.join(", ", text.folded()));
    }
  }
}
