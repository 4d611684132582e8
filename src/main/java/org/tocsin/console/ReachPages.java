package org.tocsin.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.alert.AlertReach;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Alerts;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.message.Labels;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** What an alert came to, on a page to print or to send on: it names no reader. */
final class ReachPages {
  /** Rows of a table; there are 441 districts, and many more ways to be split. */
  private static final int LISTED = 500;

  /** Of what a count depends on. */
  private record Asked(long alert, AlertState state) {}

  private final Alerts alerts;
  private final AlertCards cards;
  private final Rosters rosters;
  private final LocalTimes times;
  private final KeptCounts<Asked, AlertReach> counts;
  private final ConsoleLook look;

  ReachPages(ConsoleParts parts, AlertCards cards, ConsoleLook look) {
    this.alerts = parts.alerts().all();
    this.cards = cards;
    this.rosters = parts.civic().rosters();
    this.times = parts.times();
    this.counts =
        new KeptCounts<>(
            asked -> AlertReach.of(parts.jdbi(), parts.clock(), asked.alert()), parts.clock());
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    return look.page(visit, "reach", values(visit));
  }

  /** The figures alone, for a page that waits for them. */
  HttpResponse figures(Visit visit) {
    return look.page(visit, "reach-figures", values(visit));
  }

  private Map<String, Object> values(Visit visit) {
    Alerts.Summary alert = alert(visit);
    Optional<AlertReach> reach =
        counts
            .of(new Asked(alert.id(), alert.state()), Instant.MIN)
            .map(KeptCounts.Kept::orRefused);
    Map<String, Object> values = new HashMap<>();
    values.put("title", cards.title(alert.id(), visit.labels()));
    values.put("id", "" + alert.id());
    values.put("state", visit.words("state." + alert.state().code()));
    values.put("tone", AlertCards.tone(alert.state()));
    values.put("when", cards.when(alert, visit.labels()));
    values.put("counting", reach.isEmpty());
    reach.ifPresent(known -> values.putAll(figures(visit, alert, known)));
    return values;
  }

  private Alerts.Summary alert(Visit visit) {
    try {
      return alerts.summary(visit.id());
    } catch (TocsinException e) {
      throw new HttpFault(404, visit.words("alert.none"));
    }
  }

  private Map<String, Object> figures(Visit visit, Alerts.Summary alert, AlertReach reach) {
    Optional<Roster> roster = reach.roster().map(rosters::get);
    Map<String, Object> values = new HashMap<>();
    values.put("counted", visit.words("reach.counted", visit.when(times, reach.at())));
    values.put(
        "forecasts",
        alert.state() == AlertState.SENDING
            ? Stream.of(Channel.values()).flatMap(each -> forecast(visit, reach, each)).toList()
            : List.of());
    values.put("chart", new CourseChart(times, visit.labels()).of(reach));
    values.put("channels", channels(visit));
    values.put("states", AlertPages.states(visit));
    values.put("rows", AlertPages.rows(visit, reach.states()));
    values.put("calls", CallsTable.rows(roster, reach.calls()));
    values.put("results", CallsTable.results(visit));
    values.put("districts", districts(visit, reach, roster));
    values.put(
        "more", reach.places().size() > LISTED ? visit.words("reach.more", "" + LISTED) : "");
    values.put("senators", senators(reach, roster));
    values.put(
        "languages",
        reach.languages().entrySet().stream()
            .map(each -> row(Labels.name(each.getKey()), "", each.getValue()))
            .toList());
    values.put("left", left(visit, reach));
    return values;
  }

  private static List<Map<String, String>> channels(Visit visit) {
    return Stream.of(Channel.values())
        .map(each -> Map.of("code", each.code(), "name", visit.words("channel." + each.code())))
        .toList();
  }

  /** What waits, and when it will have gone. */
  private Stream<String> forecast(Visit visit, AlertReach reach, Channel channel) {
    AlertReach.Waiting waiting = reach.waiting().get(channel.code());
    String name = visit.words("channel." + channel.code());
    List<String> lines = new ArrayList<>();
    if (waiting.ready() > 0) {
      lines.add(
          reach
              .over(channel)
              .map(
                  over ->
                      visit.words(
                          "reach.forecast",
                          name,
                          "" + waiting.ready(),
                          "" + Math.max(1, reach.lately(channel) / 5),
                          visit.when(times, over)))
              .orElseGet(() -> visit.words("reach.still", name, "" + waiting.ready())));
    }
    if (waiting.later() > 0) {
      lines.add(
          visit.words(
              "reach.later", name, "" + waiting.later(), visit.when(times, waiting.next())));
    }
    return lines.stream();
  }

  private static Map<String, Object> row(String name, String who, Map<String, Long> channels) {
    return Map.of(
        "name", name,
        "who", who,
        "counts",
            Stream.of(Channel.values())
                .map(channel -> channels.getOrDefault(channel.code(), 0L))
                .toList());
  }

  private static List<Map<String, Object>> districts(
      Visit visit, AlertReach reach, Optional<Roster> roster) {
    return reach.places().stream()
        .limit(LISTED)
        .map(place -> row(where(visit, place), member(place, roster), place.channels()))
        .toList();
  }

  private static String where(Visit visit, AlertReach.Place place) {
    if (!place.districts().isEmpty()) {
      return visit
          .labels()
          .or(place.districts().stream().map(code -> District.of(code).spoken()).toList());
    }
    return place.state().isEmpty()
        ? visit.words("reach.unknown")
        : visit.words("reach.state-only", place.state());
  }

  private static String member(AlertReach.Place place, Optional<Roster> roster) {
    return place.districts().size() != 1
        ? ""
        : roster
            .flatMap(known -> known.houseMember(District.of(place.districts().get(0))))
            .map(Official::titled)
            .orElse("");
  }

  private static List<Map<String, Object>> senators(AlertReach reach, Optional<Roster> roster) {
    Map<String, Map<String, Long>> states = new TreeMap<>();
    for (AlertReach.Place place : reach.places()) {
      place
          .channels()
          .forEach(
              (channel, people) ->
                  states
                      .computeIfAbsent(place.state(), state -> new TreeMap<>())
                      .merge(channel, people, Long::sum));
    }
    return states.entrySet().stream()
        .flatMap(
            each ->
                roster.stream()
                    .flatMap(known -> known.senators(each.getKey()).stream())
                    .map(senator -> row(senator.titled(), "", each.getValue())))
        .toList();
  }

  private static List<String> left(Visit visit, AlertReach reach) {
    return reach.left().entrySet().stream()
        .map(
            each ->
                visit.words(
                    "reach.left.one", "" + each.getValue(), PersonView.way(visit, each.getKey())))
        .toList();
  }
}
