package org.tocsin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.alert.AlertReach;
import org.tocsin.message.Labels;

/**
 * How many messages went when, as bars. The same stands in a table, for those who cannot see it.
 */
final class CourseChart {
  private static final int MOST_BARS = 48;

  /** In the units of the drawing, which grows with the page. */
  private static final int WIDTH = 720;

  private static final int HEIGHT = 160;

  private final LocalTimes times;
  private final Labels labels;

  CourseChart(LocalTimes times, Labels labels) {
    this.times = times;
    this.labels = labels;
  }

  /** "bars" with their places and sizes, and "rows" with the same in words; empty without any. */
  Map<String, Object> of(AlertReach reach) {
    List<AlertReach.Part> parts = reach.parts(MOST_BARS);
    if (parts.isEmpty()) {
      return Map.of();
    }
    long top = parts.stream().mapToLong(CourseChart::sum).max().orElse(1);
    int step = Math.max(1, WIDTH / parts.size());
    List<Map<String, Object>> bars = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      addBars(bars, parts.get(i), i * step, Math.max(1, Math.min(40, step - 2)), top);
    }
    Map<String, Object> chart = new HashMap<>();
    chart.put("width", WIDTH);
    chart.put("height", HEIGHT);
    chart.put("bars", bars);
    chart.put("top", labels.get("console.reach.chart.top", "" + top));
    chart.put("from", labels.when(times, parts.get(0).from()));
    chart.put("to", labels.when(times, parts.get(parts.size() - 1).from()));
    chart.put("rows", parts.stream().filter(part -> sum(part) > 0).map(this::row).toList());
    return chart;
  }

  private static long sum(AlertReach.Part part) {
    return part.messages().values().stream().mapToLong(Long::longValue).sum();
  }

  /** One on the other. */
  private static void addBars(
      List<Map<String, Object>> bars, AlertReach.Part part, int x, int width, long top) {
    long foot = HEIGHT;
    for (Channel channel : Channel.values()) {
      long messages = part.messages().getOrDefault(channel.code(), 0L);
      long height = messages == 0 ? 0 : Math.max(1, messages * (HEIGHT - 4) / top);
      foot -= height;
      if (height > 0) {
        bars.add(
            Map.of("x", x, "y", foot, "width", width, "height", height, "channel", channel.code()));
      }
    }
  }

  private Map<String, Object> row(AlertReach.Part part) {
    return Map.of(
        "from",
        labels.when(times, part.from()),
        "counts",
        Stream.of(Channel.values())
            .map(channel -> part.messages().getOrDefault(channel.code(), 0L))
            .toList());
  }
}
