package org.tocsin.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Subscriber;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.District;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.Tokens;
import org.tocsin.message.PageLayout;
import org.tocsin.web.Recipients.Recipient;
import org.tocsin.web.SettlePage.Notice;

/**
 * {@code /settle/{token}}: where someone whose ZIP lies in several districts says which is theirs
 * (P7). Looking changes nothing, since scanners follow every link; the answer holds from then on,
 * until their ZIP or the Congress is another.
 */
public final class Settle {
  private final Jdbi jdbi;
  private final Recipients recipients;
  private final Subscribers subscribers;
  private final Assignments assignments;
  private final Rosters rosters;
  private final SettlePage pages;
  private final UnknownLink unknownLink;

  public Settle(
      Jdbi jdbi,
      Tokens tokens,
      Subscribers subscribers,
      Assignments assignments,
      Rosters rosters,
      PageLayout frame) {
    this.jdbi = jdbi;
    this.recipients = new Recipients(tokens);
    this.subscribers = subscribers;
    this.assignments = assignments;
    this.rosters = rosters;
    this.pages = new SettlePage(frame);
    this.unknownLink = new UnknownLink(frame);
  }

  /**
   * GET and HEAD. Changes nothing.
   *
   * @param lang that was asked for, or null for the person's own
   */
  public HttpResponse page(String token, String lang) {
    return jdbi.withHandle(
        handle ->
            with(
                handle,
                token,
                id -> subscribers.get(handle, id),
                p -> show(handle, token, lang, p, Notice.NONE)));
  }

  /**
   * POST of the page's form: one of the districts that their ZIP lies in. Anything else gets the
   * page again. The same answer twice changes nothing more; another one counts in its place.
   *
   * @param form as {@link Forms} reads it
   */
  public HttpResponse save(String token, Map<String, String> form) {
    return jdbi.inTransaction(
        handle ->
            with(
                handle,
                token,
                id -> subscribers.hold(handle, id),
                p -> save(handle, token, p, form)));
  }

  private HttpResponse with(
      Handle handle,
      String token,
      Function<Long, Optional<Subscriber>> find,
      Function<Subscriber, HttpResponse> page) {
    return recipients
        .of(handle, token)
        .map(Recipient::subscriberId)
        .flatMap(find)
        .map(page)
        .orElseGet(unknownLink::page);
  }

  private HttpResponse save(
      Handle handle, String token, Subscriber person, Map<String, String> form) {
    String answer = form.getOrDefault(SettlePage.DISTRICT, "");
    String lang = form.get(LanguageSwitch.WORDING);
    Optional<District> district =
        assignments.byZip(handle, person.zip()).districts().stream()
            .filter(each -> each.code().equals(answer))
            .findFirst();
    if (district.isEmpty()) {
      return show(handle, token, lang, person, Notice.CHOOSE);
    }
    assignments.settle(handle, person.id(), district.get(), Assignments.Way.PAGE);
    Subscriber settled = subscribers.get(handle, person.id()).orElseThrow();
    return show(handle, token, lang, settled, Notice.SAVED);
  }

  private HttpResponse show(
      Handle handle, String token, String asked, Subscriber person, Notice notice) {
    String lang = LanguageSwitch.chosen(asked, person.language());
    Roster roster = rosters.orRefused();
    Assignment byZip = assignments.byZip(handle, person.zip());
    return pages.page(token, lang, person, byZip, roster, notice);
  }
}
