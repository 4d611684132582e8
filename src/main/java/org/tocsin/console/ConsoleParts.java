package org.tocsin.console;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.DeliveryRecord;
import org.tocsin.alert.MissedPeople;
import org.tocsin.audience.Inbox;
import org.tocsin.consent.AddressKeys;
import org.tocsin.message.PageLayout;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.sheet.Sheets;

/**
 * What the console works with.
 *
 * @param desk what sheets are written and sent with
 * @param frame what pages stand in
 * @param messages what was sent, word for word, without what opens people's own pages
 * @param publicUrl where browsers reach this installation, without a slash at its end
 * @param concerns what is not well at the moment
 * @param setUp what an installation needs before it sends, and what of it is there
 */
public record ConsoleParts(
    Jdbi jdbi,
    Clock clock,
    LocalTimes times,
    AddressKeys keys,
    TransactionalQueue queue,
    Sheets sheets,
    SheetDesk desk,
    Alerts alerts,
    MissedPeople missed,
    DeliveryRecord messages,
    Inbox inbox,
    PeopleParts people,
    PageLayout frame,
    String publicUrl,
    Supplier<List<Concern>> concerns,
    Supplier<List<SetUp>> setUp) {
  AuditLog audit() {
    return new AuditLog(jdbi, clock);
  }
}
