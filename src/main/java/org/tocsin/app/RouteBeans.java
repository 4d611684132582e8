package org.tocsin.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Deadlines;
import org.tocsin.alert.Gathering;
import org.tocsin.app.mailbox.MailSorter;
import org.tocsin.app.mailbox.WaitingMails;
import org.tocsin.app.outbox.OutboxComponent;
import org.tocsin.audience.Lookups;
import org.tocsin.audience.SignUps;
import org.tocsin.civic.LastNames;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyReader;
import org.tocsin.mailbox.DeliveryMatcher;
import org.tocsin.mailbox.EmailOptOut;
import org.tocsin.mailbox.Mailbox;
import org.tocsin.message.PageLayout;
import org.tocsin.message.SplitAnswers;
import org.tocsin.message.TextedCalls;
import org.tocsin.outbox.Backoff;
import org.tocsin.outbox.ClockCheck;
import org.tocsin.outbox.DeadWorkerRescuer;
import org.tocsin.outbox.InDoubtResolver;
import org.tocsin.outbox.LongWaits;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Outcomes;
import org.tocsin.outbox.Pace;
import org.tocsin.outbox.RateLimiter;
import org.tocsin.outbox.RetryRule;
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.outbox.Tempo;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.outbox.TransactionalSender;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.sms.FailurePolicy;
import org.tocsin.sms.Inbound;
import org.tocsin.sms.OwnReplies;
import org.tocsin.sms.Reports;
import org.tocsin.sms.TextReaders;
import org.tocsin.sms.Webhook;
import org.tocsin.sms.WebhookCalls;
import org.tocsin.web.Choices;
import org.tocsin.web.Preferences;
import org.tocsin.web.Settle;
import org.tocsin.web.Unsubscribe;

/** What stands behind each name in the routes, built with plain constructors. */
final class RouteBeans {
  private final Services parts;
  private final Settings settings;
  private final Transports senders;
  private final Worker worker;
  private final Unwritten unwritten;
  private final LostLeaseRescuer strays;
  private final PageLayout frame;
  private final RateLimiter rates;
  private final Jdbi hearing;
  private final Jdbi choices;
  private final Consent heard;
  private final ReplyReader replies;
  private final SignUps signUps;
  private final TransactionalQueue notices;
  private final Reports reports;
  private final Outcomes outcomes;

  RouteBeans(
      Services parts,
      Transports senders,
      Worker worker,
      Unwritten unwritten,
      LostLeaseRescuer strays) {
    this.parts = parts;
    this.settings = parts.settings;
    this.senders = senders;
    this.worker = worker;
    this.unwritten = unwritten;
    this.strays = strays;
    this.frame = new PageLayout(parts.organization);
    this.rates = rates();
    int forHearing = settings.number("tocsin.database.hearing-connections", 1, 100);
    this.hearing = parts.database.apart(forHearing);
    this.choices = parts.database.apart(forHearing);
    this.heard = new Consent(hearing, parts.clock);
    this.replies = new ReplyReader(new LastNames(new Rosters(hearing, parts.clock)));
    this.signUps = new SignUps(parts.jdbi, parts.clock, parts.consent);
    this.notices =
        new TransactionalQueue(
            parts.jdbi,
            parts.clock,
            parts.consent,
            settings.number("tocsin.sign-up.per-address-a-day", 1, 100));
    int inARow = settings.number("tocsin.refusals-in-a-row", 2, 1000);
    this.reports =
        new Reports(
            parts.jdbi,
            parts.clock,
            parts.consent,
            new FailurePolicy(parts.twilioErrors, backoff(), inARow),
            Alerts::reopen);
    this.outcomes =
        new Outcomes(
            parts.jdbi,
            parts.clock,
            new RetryRule(backoff(), inARow),
            parts.consent,
            unwritten,
            reports::applyEarly);
  }

  private RateLimiter rates() {
    RateLimiter rates = new RateLimiter(parts.jdbi);
    rates.set(Channel.EMAIL, settings.rate("tocsin.email.per-second"));
    rates.set(Channel.SMS, settings.rate("tocsin.sms.per-second"));
    return rates;
  }

  /** By the names that the routes use. */
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.putAll(alerts());
    beans.putAll(handingOver());
    beans.putAll(senders());
    beans.putAll(upkeep());
    beans.putAll(hearing());
    beans.putAll(new SignUpBeans(parts, senders).beans(frame, notices, signUps, choices));
    beans.putAll(new PageBeans(parts, frame).beans());
    return beans;
  }

  /** An alert, from the sheet to its rows in the ledger. */
  private Map<String, Object> alerts() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("dropfolder", new DropFolder(parts.publishing));
    beans.put("alerts", parts.alerts);
    beans.put("gathering", new Gathering(parts.jdbi, parts.clock, parts.alertSources()));
    beans.put("deadlines", new Deadlines(parts.jdbi, parts.clock, parts.textHours()));
    beans.put("rosterupdate", parts.rosterUpdate());
    return beans;
  }

  /** Deliveries, and messages to one person, on their way to a provider. */
  private Map<String, Object> handingOver() {
    Map<String, Object> beans = new HashMap<>();
    beans.put(
        "outbox-component",
        new OutboxComponent(
            new Outbox(parts.jdbi, parts.clock, worker),
            strays,
            unwritten,
            new Tempo(rates, new Pace(backoff()))));
    beans.put("unwritten", unwritten);
    beans.put("strays", strays);
    beans.put("outcomes", outcomes);
    beans.put("reports", reports);
    return beans;
  }

  /** Without a provider what is to be sent waits. */
  private Map<String, Object> senders() {
    Map<String, Object> beans = new HashMap<>();
    senders.email.ifPresent(
        bean -> {
          beans.put(Channel.EMAIL.code(), bean);
          beans.put(
              "emailnotices",
              new TransactionalSender(
                  Channel.EMAIL, notices, rates, unwritten, parts.clock, bean::send));
        });
    senders.sms.ifPresent(
        bean -> {
          beans.put(Channel.SMS.code(), bean);
          beans.put(
              "smsnotices",
              new TransactionalSender(
                  Channel.SMS, notices, rates, unwritten, parts.clock, bean::send));
        });
    return beans;
  }

  /** What is looked after while alerts go out. */
  private Map<String, Object> upkeep() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("faults", new Faults());
    beans.put("worker", worker);
    beans.put("clockcheck", new ClockCheck(parts.jdbi, parts.clock));
    beans.put(
        "longwaits",
        new LongWaits(parts.jdbi, parts.clock, settings.seconds("tocsin.retry.longest-seconds")));
    beans.put("leases", new DeadWorkerRescuer(parts.jdbi, parts.clock, worker));
    beans.put(
        "doubts",
        new InDoubtResolver(
            parts.jdbi,
            parts.clock,
            outcomes,
            search(),
            settings.seconds("tocsin.twilio.search-after-seconds")));
    beans.put("reassigning", parts.reassigning);
    beans.put(
        "lookups",
        new Lookups(parts.jdbi, parts.clock, parts.assignments, Services.geocoder(settings)));
    return beans;
  }

  /** What people and their mail programs answer. */
  private Map<String, Object> hearing() {
    Map<String, Object> beans = new HashMap<>();
    beans.put(
        "webhook",
        new Webhook(
            Services.publicUrl(settings),
            List.of(
                settings.text("tocsin.twilio.auth-token"),
                settings.text("tocsin.twilio.auth-token-secondary")),
            new WebhookCalls(hearing, parts.clock)));
    beans.put(
        "inbound",
        new Inbound(
            hearing,
            parts.clock,
            heard,
            parts.addressKeys,
            new OwnReplies(parts.organization, settings.flag("tocsin.twilio.own-replies")),
            new TextReaders(
                replies,
                new SplitAnswers(parts.assignments, parts.rosters),
                new TextedCalls(parts.rosters, parts.calls),
                signUps)));
    beans.put("unsubscribe", new Unsubscribe(hearing, parts.tokens, heard, frame));
    beans.put(
        "preferences",
        new Preferences(
            choices,
            parts.tokens,
            parts.subscribers,
            parts.assignments,
            new Choices(parts.consent, parts.addressKeys),
            frame));
    beans.put(
        "settle",
        new Settle(
            choices, parts.tokens, parts.subscribers, parts.assignments, parts.rosters, frame));
    WaitingMails waiting = new WaitingMails(parts.clock);
    beans.put("mailwaiting", waiting);
    beans.put("mailsorter", new MailSorter(mailbox(), waiting));
    return beans;
  }

  private Mailbox mailbox() {
    DeliveryMatcher trace =
        new DeliveryMatcher(
            ReturnAddress.of(settings.text("tocsin.email.bounce-address"), parts.tokens),
            parts.tokens);
    EmailOptOut leaving =
        new EmailOptOut(
            trace,
            heard,
            parts.addressKeys,
            new Holds(parts.clock),
            replies::read,
            settings.text("tocsin.email.unsubscribe-address"));
    return new Mailbox(
        hearing,
        parts.clock,
        heard,
        trace,
        leaving,
        new Mailbox.Setup(
            settings.text("tocsin.imap.folder-prefix"),
            settings.number("tocsin.email.soft-bounces", 0, 1000),
            Duration.ofDays(settings.number("tocsin.email.soft-bounce-days", 1, 3650))));
  }

  private Backoff backoff() {
    return new Backoff(
        settings.seconds("tocsin.retry.first-seconds"),
        settings.seconds("tocsin.retry.longest-seconds"),
        ThreadLocalRandom.current());
  }

  private InDoubtResolver.Search search() {
    return (due, since) ->
        senders
            .sms
            .orElseThrow(() -> new TocsinException("tocsin.twilio.account-sid is not set."))
            .find(due, since);
  }
}
