package org.tocsin.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.app.ConsoleBeans;
import org.tocsin.app.Services;
import org.tocsin.app.Settings;
import org.tocsin.console.ConsoleMap;

/** What is opened of the console: every page that it has, some of them in several ways. */
final class ConsolePages {
  /** Files, and pages of a file that nobody sent, a reply and a post that nobody wrote. */
  private static final List<String> NO_PAGES =
      List.of(
          "/console/alerts/{id}/ledger/export",
          "/console/inbox/replies/{id}",
          "/console/people/export",
          "/console/people/import/{id}",
          "/console/people/import/{id}/left-out",
          "/console/sheets/{slug}/post");

  /** The sheet of the alerts, and one that nobody has had. */
  static final String SENT = "keep-our-post-office";

  static final String DRAFT = "draft-7";

  private final Jdbi jdbi;
  private final Map<String, List<String>> byPattern = new LinkedHashMap<>();

  ConsolePages(Jdbi jdbi) {
    this.jdbi = jdbi;
    add("/console", "");
    sheets();
    long person = number("SELECT max(id) - 77 FROM subscriber");
    alerts(number("SELECT max(id) FROM alert"), person);
    people(person);
    add("/console/account", "");
    add("/console/accounts", "");
    add("/console/audit", "", "?before=10000");
    add("/console/settings", "");
  }

  private void sheets() {
    add(
        "/console/sheets",
        "",
        "?before=" + number("SELECT (extract(epoch FROM now()) * 1e6)::bigint"));
    add("/console/sheets/new", "");
    add("/console/sheets/{slug}", "/console/sheets/" + SENT, "/console/sheets/" + DRAFT);
    add("/console/sheets/{slug}/revisions", "/console/sheets/" + DRAFT + "/revisions");
    add("/console/sheets/{slug}/preview", "/console/sheets/" + DRAFT + "/preview?reader=NY");
    add(
        "/console/sheets/{slug}/send",
        "/console/sheets/" + SENT + "/send",
        "/console/sheets/" + DRAFT + "/send",
        "/console/sheets/" + DRAFT + "/send?audience=state&value=NY");
    add("/console/sheets/{slug}/send/count", "/console/sheets/" + DRAFT + "/send/count");
    add(
        "/console/sheets/{slug}/send/left",
        "/console/sheets/" + DRAFT + "/send/left?reason=no_sms_consent",
        "/console/sheets/" + SENT + "/send/left?reason=had_newer_by_email");
    add("/console/audiences", "");
  }

  /**
   * @param person who got something of it
   */
  private void alerts(long alert, long person) {
    add("/console/alerts", "", "?before=" + alert);
    add("/console/alerts/{id}", "/console/alerts/" + alert, "/console/alerts/" + (alert - 1));
    add("/console/alerts/{id}/events", "/console/alerts/" + alert + "/events");
    add(
        "/console/alerts/{id}/ledger",
        "/console/alerts/" + alert + "/ledger",
        "/console/alerts/" + alert + "/ledger?state=refused",
        "/console/alerts/" + alert + "/ledger?q=Gomez");
    add("/console/alerts/{id}/ledger/{person}", "/console/alerts/" + alert + "/ledger/" + person);
    add("/console/alerts/{id}/report", "/console/alerts/" + alert + "/report");
    add("/console/alerts/{id}/report/figures", "/console/alerts/" + alert + "/report/figures");
    add("/console/inbox", "", "?channel=sms");
  }

  private void people(long person) {
    String email = text("SELECT email FROM subscriber WHERE id = " + person);
    String zip = text("SELECT zip FROM subscriber WHERE id = " + person);
    String district = text("SELECT districts[1] FROM subscriber WHERE id = " + person);
    add(
        "/console/people",
        "",
        "?before=" + person / 2,
        "?q=" + email,
        "?q=member12",
        "?q=" + zip,
        "?q=" + zip + "&before=" + person / 2,
        "?q=" + district,
        "?q=" + district + "&before=" + person / 2,
        "?q=Gomez",
        "?q=Carla+Gomez",
        "?q=Nobody+Here",
        "?q=zz");
    add("/console/people/{id}", "/console/people/" + person);
    add("/console/people/import", "");
    add("/console/officials", "", "?q=NY", "?zip=" + zip);
    add("/console/officials/changes", "");
    String official = text("SELECT min(bioguide) FROM official");
    add("/console/officials/{id}", "/console/officials/" + official);
  }

  private long number(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private String text(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  /**
   * @param ways whole paths, or what stands behind the pattern
   */
  private void add(String pattern, String... ways) {
    byPattern.put(
        pattern,
        List.of(ways).stream().map(way -> way.startsWith("/") ? way : pattern + way).toList());
  }

  List<String> paths() {
    return byPattern.values().stream().flatMap(List::stream).toList();
  }

  /**
   * @throws TocsinException where the console has a page that is not among them
   */
  void checkComplete(Map<String, String> settings) {
    List<String> missing = new ArrayList<>();
    try (Services parts = Services.open(Settings.of(settings), Clock.systemUTC())) {
      for (ConsoleMap.Place place : ConsoleBeans.console(parts).map().places()) {
        if (place.method().equals("GET") && !byPattern.containsKey(place.path())) {
          missing.add(place.path());
        }
      }
    }
    missing.removeAll(NO_PAGES);
    if (!missing.isEmpty()) {
      throw new TocsinException("Not measured: " + missing + ". Add them to ConsolePages.");
    }
  }
}
