package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tocsin.web.HttpResponse;

/** What is set up, and what is not well. Settings are changed at the server. */
final class SettingsPage {
  private final Supplier<List<SetUp>> points;
  private final ConsoleLook look;

  SettingsPage(Supplier<List<SetUp>> points, ConsoleLook look) {
    this.points = points;
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.settings"));
    values.put("points", points.get().stream().map(point -> point(visit, point)).toList());
    return look.page(visit, "settings", values);
  }

  private static Map<String, String> point(Visit visit, SetUp point) {
    return Map.of(
        "name", visit.words("settings." + point.name()),
        "tone", point.isDone() ? "good" : "slow",
        "state", visit.words(point.isDone() ? "settings.done" : "settings.open"),
        "words", point.words());
  }
}
