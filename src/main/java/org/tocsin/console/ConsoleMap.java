package org.tocsin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.account.Role;

/** Which addresses the console has, and what one must be to use each. */
public final class ConsoleMap {
  /**
   * @param method GET or POST
   * @param path with names in braces for pieces that differ
   * @param role who may at least
   */
  public record Place(String method, String path, Role role) {}

  private record Entry(Place place, ConsolePage page) {}

  /** What was found, and the named pieces. */
  record Match(Place place, ConsolePage page, Map<String, String> pieces) {}

  private final List<Entry> entries = new ArrayList<>();

  static ConsoleMap of(ConsoleParts parts, ConsoleLook look) {
    ConsoleMap map = new ConsoleMap();
    AlertCards cards = new AlertCards(parts);
    map.get(Role.AUTHOR, "/console", new ConsoleHome(parts, cards, look)::show);
    map.sheets(
        new SheetList(parts, look), new EditorPages(parts, look), new SpecimenPages(parts, look));
    map.live(new LivePages(parts, look), new KeepPages(parts, look));
    map.revisions(new RevisionPages(parts, look));
    map.posts(new PostPages(parts, look));
    map.sending(new SendPages(parts, look));
    map.audiences(new AudiencePages(parts, look));
    map.alerts(new AlertPages(parts, cards, look));
    map.ledger(new LedgerPages(parts, cards, look));
    map.reach(new ReachPages(parts, cards, look));
    map.inbox(new InboxPages(parts, look), new ReplyPages(parts, look));
    map.people(parts, look);
    map.officials(parts, look);
    map.accounts(new AccountPages(parts, look));
    map.own(new OwnAccountPages(parts, look));
    map.get(Role.ADMIN, "/console/settings", new SettingsPage(parts.site().setUp(), look)::show);
    return map;
  }

  private void sheets(SheetList list, EditorPages editor, SpecimenPages specimens) {
    get(Role.AUTHOR, "/console/sheets", list::show);
    get(Role.AUTHOR, "/console/sheets/new", editor::begin);
    post(Role.AUTHOR, "/console/sheets/new", editor::create);
    get(Role.AUTHOR, "/console/sheets/{slug}", editor::show);
    post(Role.AUTHOR, "/console/sheets/{slug}", editor::save);
    get(Role.AUTHOR, "/console/sheets/{slug}/preview", specimens::show);
    post(Role.AUTHOR, "/console/sheets/{slug}/preview", specimens::test);
  }

  private void live(LivePages live, KeepPages keeps) {
    post(Role.AUTHOR, "/console/sheets/{slug}/keep", keeps::keep);
    post(Role.AUTHOR, "/console/sheets/{slug}/look", live::look);
    post(Role.AUTHOR, "/console/sheets/{slug}/look/email", live::email);
    post(Role.AUTHOR, "/console/sheets/{slug}/look/page", live::page);
  }

  private void revisions(RevisionPages revisions) {
    get(Role.AUTHOR, "/console/sheets/{slug}/revisions", revisions::show);
    post(Role.AUTHOR, "/console/sheets/{slug}/revisions", revisions::bringBack);
  }

  private void posts(PostPages posts) {
    get(Role.AUTHOR, "/console/sheets/{slug}/post", posts::show);
    post(Role.AUTHOR, "/console/sheets/{slug}/post", posts::decide);
  }

  private void sending(SendPages sending) {
    get(Role.PUBLISHER, "/console/sheets/{slug}/send", sending::show);
    post(Role.PUBLISHER, "/console/sheets/{slug}/send", sending::send);
    get(Role.PUBLISHER, "/console/sheets/{slug}/send/count", sending::count);
    post(Role.PUBLISHER, "/console/sheets/{slug}/approval", sending::approve);
    get(Role.PUBLISHER, "/console/sheets/{slug}/send/left", sending::left);
  }

  private void audiences(AudiencePages audiences) {
    get(Role.PUBLISHER, "/console/audiences", audiences::list);
    post(Role.PUBLISHER, "/console/audiences", audiences::save);
    post(Role.PUBLISHER, "/console/audiences/{id}/remove", audiences::remove);
  }

  private void alerts(AlertPages alerts) {
    get(Role.AUTHOR, "/console/alerts", alerts::list);
    get(Role.AUTHOR, "/console/alerts/{id}", alerts::show);
    get(Role.AUTHOR, "/console/alerts/{id}/events", alerts::events);
    post(Role.PUBLISHER, "/console/alerts/{id}/pause", alerts::pause);
    post(Role.PUBLISHER, "/console/alerts/{id}/resume", alerts::resume);
    post(Role.PUBLISHER, "/console/alerts/{id}/cancel", alerts::cancel);
    post(Role.PUBLISHER, "/console/alerts/{id}/retry-missed", alerts::retryMissed);
  }

  private void ledger(LedgerPages ledger) {
    get(Role.PUBLISHER, "/console/alerts/{id}/ledger", ledger::list);
    get(Role.PUBLISHER, "/console/alerts/{id}/ledger/export", ledger::export);
    get(Role.PUBLISHER, "/console/alerts/{id}/ledger/{person}", ledger::show);
  }

  private void reach(ReachPages reach) {
    get(Role.AUTHOR, "/console/alerts/{id}/report", reach::show);
    get(Role.AUTHOR, "/console/alerts/{id}/report/figures", reach::figures);
  }

  private void inbox(InboxPages inbox, ReplyPages replies) {
    get(Role.PUBLISHER, "/console/inbox", inbox::list);
    post(Role.PUBLISHER, "/console/inbox/{id}", inbox::decide);
    get(Role.PUBLISHER, "/console/inbox/replies/{id}", replies::show);
    post(Role.PUBLISHER, "/console/inbox/replies/{id}", replies::answer);
  }

  private void people(ConsoleParts parts, ConsoleLook look) {
    get(Role.PUBLISHER, "/console/people", new PeoplePages(parts.people(), look)::list);
    ImportPages files = new ImportPages(parts, look);
    get(Role.ADMIN, "/console/people/import", files::ask);
    post(Role.ADMIN, "/console/people/import", files::look);
    get(Role.ADMIN, "/console/people/import/{id}", files::show);
    post(Role.ADMIN, "/console/people/import/{id}", files::take);
    post(Role.ADMIN, "/console/people/import/{id}/columns", files::read);
    get(Role.ADMIN, "/console/people/import/{id}/left-out", files::leftOut);
    post(Role.ADMIN, "/console/people/import/{id}/undo", files::undo);
    get(Role.ADMIN, "/console/people/export", files::export);
    TagPages tags = new TagPages(parts, look);
    post(Role.ADMIN, "/console/people/tags", tags::found);
    post(Role.ADMIN, "/console/people/import/{id}/tags", tags::imported);
    post(Role.PUBLISHER, "/console/people/{id}/tags", tags::person);
    PersonPages person = new PersonPages(parts, look);
    get(Role.PUBLISHER, "/console/people/{id}", person::show);
    post(Role.PUBLISHER, "/console/people/{id}/stop", person::stop);
    post(Role.ADMIN, "/console/people/{id}/erase", person::erase);
  }

  private void officials(ConsoleParts parts, ConsoleLook look) {
    get(Role.AUTHOR, "/console/officials", new OfficialPages(parts, look)::show);
    get(Role.AUTHOR, "/console/officials/changes", new OfficialChanges(parts, look)::show);
    OfficialPage official = new OfficialPage(parts, look);
    get(Role.AUTHOR, "/console/officials/{id}", official::show);
    post(Role.PUBLISHER, "/console/officials/{id}", official::correct);
    post(Role.PUBLISHER, "/console/officials/{id}/uncorrect", official::takeBack);
  }

  private void accounts(AccountPages accounts) {
    get(Role.ADMIN, "/console/accounts", accounts::list);
    post(Role.ADMIN, "/console/accounts", accounts::add);
    post(Role.ADMIN, "/console/accounts/role", accounts::setRole);
    post(Role.ADMIN, "/console/accounts/remove", accounts::remove);
    post(Role.ADMIN, "/console/accounts/second-factor", accounts::resetSecondFactor);
    get(Role.ADMIN, "/console/audit", accounts::log);
    post(Role.AUTHOR, "/console/sign-out", accounts::signOut);
  }

  private void own(OwnAccountPages own) {
    get(Role.AUTHOR, OwnAccountPages.PATH, own::show);
    post(Role.AUTHOR, OwnAccountPages.PATH, own::change);
  }

  private void get(Role role, String path, ConsolePage page) {
    entries.add(new Entry(new Place("GET", path, role), page));
  }

  private void post(Role role, String path, ConsolePage page) {
    entries.add(new Entry(new Place("POST", path, role), page));
  }

  /** All of them, for whoever tests them. */
  public List<Place> places() {
    return entries.stream().map(Entry::place).toList();
  }

  /** The first that fits; those with fewer names stand before those with more. */
  Optional<Match> find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    for (Entry entry : entries) {
      Map<String, String> pieces = new HashMap<>();
      if (entry.place.method().equals(wanted) && fits(entry.place.path(), path, pieces)) {
        return Optional.of(new Match(entry.place, entry.page, pieces));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String pattern, String path, Map<String, String> pieces) {
    String[] wanted = pattern.split("/");
    String[] given = path.split("/");
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        pieces.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}
