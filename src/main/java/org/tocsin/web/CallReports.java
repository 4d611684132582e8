package org.tocsin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.call.CallResult;
import org.tocsin.call.Caller;
import org.tocsin.call.ReportedCalls;
import org.tocsin.civic.Official;
import org.tocsin.consent.Tokens;
import org.tocsin.message.PageLayout;
import org.tocsin.web.CallPage.Notice;

/**
 * {@code /s/{slug}/called}: where people say what came of a call. Looking counts nothing, since
 * scanners follow every link. A post counts with the token of the reader's own message, else with
 * the cookie of a browser that had looked at the page before; one with neither, as a robot sends
 * it, gets the page and the cookie, and a person presses once more.
 */
public final class CallReports {
  private static final String OFFICIAL = "official";
  private static final String RESULT = "result";
  private static final String TOKEN = "token";

  private final Jdbi jdbi;
  private final Tokens tokens;
  private final PublicSheets sheets;
  private final ReportedCalls calls;
  private final Visitors visitors;
  private final CallPage pages;

  /**
   * How visitors without a link are counted.
   *
   * @param limits how often from one network
   */
  public record Visitors(CallerCookie cookie, CallLimits limits) {}

  public CallReports(
      Jdbi jdbi,
      Tokens tokens,
      PublicSheets sheets,
      ReportedCalls calls,
      Visitors visitors,
      PageLayout frame) {
    this.jdbi = jdbi;
    this.tokens = tokens;
    this.sheets = sheets;
    this.calls = calls;
    this.visitors = visitors;
    this.pages = new CallPage(frame);
  }

  /**
   * GET and HEAD. Counts nothing.
   *
   * @param page the slug, with ".es" and the like
   * @param query its parameters: official, and perhaps token and result
   * @param cookies of the request, or null
   */
  public HttpResponse page(String page, Map<String, List<String>> query, String cookies) {
    PublicSheets.Shown sheet = sheets.shown(page);
    String official = first(query, OFFICIAL);
    CallResult result = CallResult.of(first(query, RESULT)).orElse(CallResult.REACHED);
    CallPage.Shown shown = shown(sheet, official, result, first(query, TOKEN));
    return visitors.cookie().give(pages.page(shown, Notice.NONE), cookies);
  }

  private static String first(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).get(0);
  }

  /**
   * POST of one of the forms. What is not whole changes nothing.
   *
   * @param form official, result, and the token of the reader's link where there is one
   * @param client the address where it comes from
   */
  public HttpResponse report(String page, Map<String, String> form, String cookies, String client) {
    PublicSheets.Shown sheet = sheets.shown(page);
    CallResult result =
        CallResult.of(form.get(RESULT))
            .orElseThrow(() -> ErrorPages.fault(400, "fault.called.result"));
    CallPage.Shown shown =
        shown(sheet, form.getOrDefault(OFFICIAL, ""), result, form.getOrDefault(TOKEN, "").strip());
    Optional<UUID> browser = visitors.cookie().browser(cookies);
    Optional<Caller> person = person(shown.token(), browser);
    Optional<Caller> caller = person.or(() -> browser.map(CallReports::visitor));
    if (caller.isEmpty()) {
      return visitors.cookie().give(pages.page(shown, Notice.PRESS), cookies);
    }
    if (person.isEmpty() && !visitors.limits().mayReport(client)) {
      return pages.page(shown, Notice.OFTEN);
    }
    String slug = sheet.sheet().slug();
    String official = shown.official().bioguide();
    calls.report(new ReportedCalls.Call(slug, official, result), caller.get());
    return pages.page(shown(sheet, official, result, shown.token()), Notice.THANKS);
  }

  private static Caller visitor(UUID browser) {
    return new Caller(Optional.empty(), Optional.of(browser), Optional.empty(), Caller.Way.PAGE);
  }

  /** Whose message the token stood in; empty where it is none of ours, or they were erased. */
  private Optional<Caller> person(String token, Optional<UUID> browser) {
    return tokens
        .read(token)
        .filter(read -> isKnown(read.subscriberId()))
        .map(
            read ->
                new Caller(
                    Optional.of(read.subscriberId()),
                    browser,
                    alertOf(read.deliveryId()),
                    Caller.Way.LINK));
  }

  private boolean isKnown(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM subscriber WHERE id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
  }

  private Optional<Long> alertOf(long delivery) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT alert_id FROM delivery WHERE id = :id")
                .bind("id", delivery)
                .mapTo(Long.class)
                .findOne());
  }

  private CallPage.Shown shown(
      PublicSheets.Shown sheet, String official, CallResult result, String token) {
    Official who =
        sheet
            .roster()
            .official(official)
            .orElseThrow(() -> ErrorPages.fault(400, "fault.called.official"));
    Map<String, Long> neighbors = calls.thisWeek(sheet.sheet().slug(), List.of(official));
    return new CallPage.Shown(sheet, who, result, token, neighbors.getOrDefault(official, 0L));
  }
}
