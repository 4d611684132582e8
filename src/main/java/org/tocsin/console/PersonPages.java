package org.tocsin.console;

import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.audience.Erasure;
import org.tocsin.audience.SubscriberRecord;
import org.tocsin.audience.SubscriberRecords;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** One person: what is known, and what an organizer can do for them. */
final class PersonPages {
  static final int MESSAGES = 30;

  private final Jdbi jdbi;
  private final SubscriberRecords records;
  private final Consent consent;
  private final Erasure erasure;
  private final AuditLog audit;
  private final PersonView view;
  private final ConsoleLook look;

  PersonPages(ConsoleParts parts, ConsoleLook look) {
    this.jdbi = parts.jdbi();
    this.records = parts.people().records();
    this.consent = parts.people().leaving().consent();
    this.erasure = parts.people().leaving().erasure();
    this.audit = parts.audit();
    Rosters rosters = parts.civic().rosters();
    this.view =
        new PersonView(
            parts.times(),
            official -> rosters.inForce().map(known -> known.titled(official)).orElse(official));
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, record(visit), "");
  }

  private SubscriberRecord record(Visit visit) {
    return records
        .of(visit.id(), visit.before(), MESSAGES + 1)
        .orElseThrow(() -> new HttpFault(404, visit.words("person.missing")));
  }

  /**
   * @param wrong why what was asked for is not done, or ""
   */
  private HttpResponse page(int status, Visit visit, SubscriberRecord record, String wrong) {
    Map<String, Object> values = view.of(visit, record);
    values.put("wrong", wrong);
    values.put("can_erase", visit.session().may(Role.ADMIN));
    return look.page(status, visit, "person", values);
  }

  /** An opt-out that an organizer heard of. */
  HttpResponse stop(Visit visit) {
    SubscriberRecord record = record(visit);
    Optional<SubscriberRecord.Address> address = wanted(visit, record);
    String heard = visit.request().field("heard");
    if (address.isEmpty() || heard.isEmpty()) {
      String why = address.isEmpty() ? "person.stop.neither" : "person.stop.heard.missing";
      return page(400, visit, record, visit.words(why));
    }
    jdbi.useTransaction(
        handle -> {
          consent.withdraw(
              handle,
              address.get().channel(),
              address.get().key(),
              Consent.Reason.BY_HAND,
              new Evidence("by hand", "console", heard));
          audit.add(
              handle,
              visit.who(),
              "opted out by hand",
              "person " + visit.id() + ", " + address.get().channel().code());
        });
    return look.go(
        "/console/people/" + visit.id() + "?done=person-" + address.get().channel().code());
  }

  private static Optional<SubscriberRecord.Address> wanted(Visit visit, SubscriberRecord record) {
    String channel = visit.request().field("channel");
    return record.addresses().stream()
        .filter(address -> address.channel().code().equals(channel))
        .findFirst();
  }

  /** For good; only where the person's number was typed. */
  HttpResponse erase(Visit visit) {
    SubscriberRecord record = record(visit);
    if (!visit.request().field("confirm").equals("" + visit.id())) {
      return page(400, visit, record, visit.words("person.erase.differs", "" + visit.id()));
    }
    jdbi.useTransaction(
        handle -> {
          erasure.erase(handle, visit.id(), visit.who());
          audit.add(handle, visit.who(), "person erased", "person " + visit.id());
        });
    return look.go("/console/people?done=person-erased");
  }
}
