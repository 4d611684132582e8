package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.civic.Correction;
import org.tocsin.civic.Corrections;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.message.Names;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** One official: the offices with their numbers, and what is corrected here. */
final class OfficialPage {
  private final Jdbi jdbi;
  private final Rosters rosters;
  private final Corrections corrections;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  OfficialPage(ConsoleParts parts, ConsoleLook look) {
    this.jdbi = parts.jdbi();
    this.rosters = parts.civic().rosters();
    this.corrections = new Corrections(parts.jdbi(), parts.clock(), rosters);
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, "");
  }

  /**
   * @param wrong why what was asked for is not done, or ""
   */
  private HttpResponse page(int status, Visit visit, String wrong) {
    Official official = official(visit);
    Map<String, Object> values = new HashMap<>();
    values.put("title", official.titled());
    values.put("id", official.bioguide());
    values.put("party", official.party());
    values.put("ends", official.termEnd().toString());
    values.put(
        "offices",
        IntStream.range(0, official.offices().size())
            .mapToObj(place -> office(place, official.offices().get(place)))
            .toList());
    values.put(
        "corrections",
        corrections.list().stream()
            .filter(each -> each.bioguide().equals(official.bioguide()))
            .map(each -> correction(visit, each))
            .toList());
    values.put("can_correct", visit.session().may(Role.PUBLISHER));
    values.put("wrong", wrong);
    return look.page(status, visit, "official", values);
  }

  private Official official(Visit visit) {
    Optional<Roster> roster = rosters.inForce();
    return roster
        .flatMap(here -> here.official(visit.path().get("id")))
        .orElseThrow(() -> new HttpFault(404, visit.words("officials.missing")));
  }

  private static Map<String, String> office(int place, Office office) {
    String phone = office.phone() == null ? "" : office.phone();
    return Map.of(
        "place",
        "" + place,
        "label",
        office.label(),
        "phone",
        phone,
        "tel",
        phone.isEmpty() ? "" : Names.tel(phone));
  }

  private Map<String, String> correction(Visit visit, Correction correction) {
    return Map.of(
        "id",
        "" + correction.id(),
        "words",
        visit.words(
            "officials.correction",
            correction.office(),
            number(visit, correction.phone()),
            number(visit, correction.published()),
            correction.by(),
            visit.when(times, correction.at())));
  }

  private static String number(Visit visit, String phone) {
    return phone == null ? visit.words("officials.number.none") : phone;
  }

  /** Another number of an office, or that it has none; also an office that is not published. */
  HttpResponse correct(Visit visit) {
    String office = visit.request().field("office").strip();
    String phone = visit.request().field("phone").strip();
    boolean isNone = !visit.request().field("none").isEmpty();
    if (office.isEmpty() || phone.isEmpty() && !isNone) {
      return page(400, visit, visit.words("officials.correct.empty"));
    }
    String id = official(visit).bioguide();
    String wanted = isNone ? "" : phone;
    boolean isNew = !visit.request().field("new").isEmpty();
    String seen = visit.request().field("seen");
    return change(
        visit,
        "number corrected",
        () ->
            isNew
                ? corrections.correct(id, office, wanted, true, visit.who())
                : corrections.correctSeen(id, office, seen, wanted, visit.who()));
  }

  /** What is published again. */
  HttpResponse takeBack(Visit visit) {
    long id =
        ConsoleRequest.number(visit.request().field("correction"))
            .orElseThrow(() -> new HttpFault(400, visit.words("officials.missing")));
    return change(visit, "correction taken back", () -> corrections.undo(id, visit.who()));
  }

  /** With its line in the record; whatever is refused leaves neither. */
  private HttpResponse change(Visit visit, String action, Supplier<Correction> change) {
    try {
      jdbi.useTransaction(
          handle -> {
            Correction made = change.get();
            audit.add(
                handle,
                visit.who(),
                action,
                String.join(
                    ", ", List.of(made.bioguide(), made.office(), number(visit, made.phone()))));
          });
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      return page(409, visit, e.getMessage());
    }
    return look.go("/console/officials/" + visit.path().get("id") + "?done=number");
  }
}
