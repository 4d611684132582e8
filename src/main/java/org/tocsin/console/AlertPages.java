package org.tocsin.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.MissedGroup;
import org.tocsin.alert.MissedPeople;
import org.tocsin.alert.Report;
import org.tocsin.civic.Rosters;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** Alerts: the list, and one as it goes. */
final class AlertPages {
  private static final int LISTED = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Milliseconds after which a browser asks for the next event. */
  private static final int AGAIN = 2000;

  private final Alerts alerts;
  private final AlertProgress<Report> progress;
  private final MissedPeople missed;
  private final Rosters rosters;
  private final AlertCards cards;
  private final AuditLog audit;
  private final LocalTimes times;
  private final String publicUrl;
  private final ConsoleLook look;

  AlertPages(ConsoleParts parts, AlertCards cards, ConsoleLook look) {
    this.alerts = parts.alerts().all();
    this.progress = new AlertProgress<>(alerts::report, System::nanoTime);
    this.missed = parts.alerts().missed();
    this.rosters = parts.civic().rosters();
    this.cards = cards;
    this.audit = parts.audit();
    this.times = parts.times();
    this.publicUrl = parts.site().publicUrl();
    this.look = look;
  }

  HttpResponse list(Visit visit) {
    List<Alerts.Summary> page = alerts.list(visit.before(), LISTED);
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.alerts"));
    values.put("alerts", cards.of(page, visit.labels()));
    values.put("older", page.size() < LISTED ? "" : "" + page.get(LISTED - 1).id());
    return look.page(visit, "alerts", values);
  }

  HttpResponse show(Visit visit) {
    Report report = report(visit);
    Alerts.Summary alert = report.alert();
    Map<String, Object> values = new HashMap<>();
    values.put("title", cards.title(alert.id(), visit.labels()));
    values.put("number", visit.words("alert.number", "" + alert.id()));
    values.put("id", "" + alert.id());
    values.put("state", visit.words("state." + alert.state().code()));
    values.put("state_code", alert.state().code());
    values.put("tone", AlertCards.tone(alert.state()));
    values.put("when", cards.when(alert, visit.labels()));
    values.put("sheet_url", publicUrl + "/s/" + alert.sheet());
    values.put("held", report.held().orElse(""));
    values.put("can_steer", visit.session().may(Role.PUBLISHER));
    values.put("verbs", verbs(visit, alert.state()));
    values.put("states", states(visit));
    values.put("rows", rows(visit, report.channels()));
    values.put("waits", counts(report.waits()));
    values.put("reasons", report.reasons().stream().map(each -> reason(visit, each)).toList());
    values.put("calls", calls(report.calls()));
    values.put("results", CallsTable.results(visit));
    return look.page(visit, "alert", values);
  }

  private Report report(Visit visit) {
    try {
      Alerts.Summary summary = alerts.summary(visit.id());
      return progress.of(visit.id(), summary.state()).at(summary);
    } catch (TocsinException e) {
      throw e instanceof HttpFault ? e : new HttpFault(404, visit.words("alert.none"));
    }
  }

  /** What can be done with it now. */
  private static List<Map<String, Object>> verbs(Visit visit, AlertState state) {
    List<String> names = new ArrayList<>();
    if (state.isRunning()) {
      names.add("pause");
    }
    if (state == AlertState.PAUSED) {
      names.add("resume");
    }
    if (state == AlertState.SENDING || state == AlertState.DONE) {
      names.add("retry-missed");
    }
    if (!state.isOver()) {
      names.add("cancel");
    }
    return names.stream()
        .map(
            name ->
                Map.<String, Object>of(
                    "name", name,
                    "words", visit.words("alert." + name),
                    "ends", name.equals("cancel")))
        .toList();
  }

  static List<Map<String, Object>> states(Visit visit) {
    return Stream.of(DeliveryState.values())
        .map(state -> Map.<String, Object>of("words", visit.words("delivery." + state.code())))
        .toList();
  }

  static List<Map<String, Object>> rows(Visit visit, Map<String, Map<String, Long>> channels) {
    return Stream.of(Channel.values())
        .map(
            channel ->
                Map.<String, Object>of(
                    "name", visit.words("channel." + channel.code()),
                    "cells",
                        cells(channel.code(), channels.getOrDefault(channel.code(), Map.of()))))
        .toList();
  }

  private static List<Map<String, Object>> cells(String channel, Map<String, Long> counts) {
    return Stream.of(DeliveryState.values())
        .map(
            state ->
                Map.<String, Object>of(
                    "key",
                    channel + " " + state.code(),
                    "count",
                    counts.getOrDefault(state.code(), 0L)))
        .toList();
  }

  private List<Map<String, Object>> calls(Map<String, Map<String, Long>> calls) {
    return CallsTable.rows(calls.isEmpty() ? Optional.empty() : rosters.inForce(), calls);
  }

  private static List<Map<String, Object>> counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> Map.<String, Object>of("people", each.getValue(), "why", each.getKey()))
        .toList();
  }

  private Map<String, Object> reason(Visit visit, MissedGroup group) {
    return Map.of(
        "people",
        group.people(),
        "why",
        group.words(at -> visit.when(times, at)),
        "help",
        group.help());
  }

  /** One event; the browser comes back for the next, to whichever server. */
  HttpResponse events(Visit visit) {
    try {
      String json = JSON.writeValueAsString(report(visit).json());
      return HttpResponse.of(
              200, "text/event-stream", "retry: " + AGAIN + "\ndata: " + json + "\n\n")
          .forOne();
    } catch (JsonProcessingException e) {
      throw new TocsinException("This could not be written as JSON.", e);
    }
  }

  HttpResponse pause(Visit visit) {
    alerts.pause(visit.id());
    return done(visit, "paused");
  }

  HttpResponse resume(Visit visit) {
    alerts.resume(visit.id());
    return done(visit, "resumed");
  }

  HttpResponse cancel(Visit visit) {
    alerts.cancel(visit.id());
    return done(visit, "cancelled");
  }

  HttpResponse retryMissed(Visit visit) {
    missed.retry(alerts.summary(visit.id()), List.of());
    return done(visit, "retried");
  }

  private HttpResponse done(Visit visit, String what) {
    progress.changed(visit.id());
    cards.changed(visit.id());
    audit.add(visit.who(), "alert " + what, "alert " + visit.id());
    return look.go("/console/alerts/" + visit.id() + "?done=" + what);
  }
}
