package org.tocsin.app;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Deadlines;
import org.tocsin.alert.Gathering;
import org.tocsin.alert.MissedPeople;
import org.tocsin.app.mailbox.MailSorter;
import org.tocsin.app.mailbox.WaitingMails;
import org.tocsin.app.outbox.OutboxComponent;
import org.tocsin.audience.Lookups;
import org.tocsin.audience.SignUps;
import org.tocsin.civic.LastNames;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.Consent;
import org.tocsin.consent.ReplyReader;
import org.tocsin.mailbox.Mailbox;
import org.tocsin.message.PageLayout;
import org.tocsin.message.SplitAnswers;
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
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.outbox.TransactionalSender;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.sheet.TakenDown;
import org.tocsin.sms.Inbound;
import org.tocsin.sms.Reports;
import org.tocsin.sms.TwilioErrors;
import org.tocsin.sms.Webhook;
import org.tocsin.sms.WebhookCalls;
import org.tocsin.web.Confirm;
import org.tocsin.web.Forms;
import org.tocsin.web.HomePage;
import org.tocsin.web.HttpResponses;
import org.tocsin.web.Invitations;
import org.tocsin.web.Preferences;
import org.tocsin.web.Settle;
import org.tocsin.web.SheetPage;
import org.tocsin.web.SignUpLimits;
import org.tocsin.web.SignUpSettings;
import org.tocsin.web.Subscribe;
import org.tocsin.web.TrustedProxies;
import org.tocsin.web.Unsubscribe;
import org.tocsin.web.api.Api;
import org.tocsin.web.api.ApiPage;
import org.tocsin.web.api.ApiTokens;

/** What stands behind each name in the routes, built with plain constructors. */
final class RouteBeans {
  private final Services parts;
  private final Settings settings;
  private final Transports senders;
  private final Worker worker;
  private final Unwritten unwritten;
  private final LostLeaseRescuer strays;

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
  }

  /** By the names that the routes use. */
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    RateLimiter rates = new RateLimiter(parts.jdbi);
    rates.set(Channel.EMAIL, settings.rate("tocsin.email.per-second"));
    rates.set(Channel.SMS, settings.rate("tocsin.sms.per-second"));
    PageLayout frame = new PageLayout(parts.organization);
    int forHearing = settings.number("tocsin.database.hearing-connections", 1, 100);
    Jdbi hearing = parts.database.apart(forHearing);
    Jdbi choices = parts.database.apart(forHearing);
    Consent heard = new Consent(hearing, parts.clock);
    int inARow = settings.number("tocsin.refusals-in-a-row", 2, 1000);
    Reports reports =
        new Reports(parts.jdbi, parts.clock, parts.consent, backoff(), inARow, Alerts::reopen);
    Outcomes outcomes =
        new Outcomes(
            parts.jdbi,
            parts.clock,
            backoff(),
            parts.consent,
            inARow,
            unwritten,
            reports::applyEarly);

    beans.put(
        "outbox-component",
        new OutboxComponent(
            new Outbox(parts.jdbi, parts.clock, worker),
            strays,
            unwritten,
            rates,
            new Pace(backoff())));
    beans.put("unwritten", unwritten);
    beans.put("strays", strays);
    beans.put("dropfolder", new DropFolder(parts.publishing));
    beans.put("alerts", parts.alerts);
    beans.put(
        "gathering",
        new Gathering(
            parts.jdbi,
            parts.clock,
            parts.sheets,
            parts.rosters,
            parts.renderer,
            parts.textHours(),
            parts.stopInterval()));
    SignUps signUps = new SignUps(parts.jdbi, parts.clock, parts.consent);
    TransactionalQueue notices =
        new TransactionalQueue(
            parts.jdbi,
            parts.clock,
            parts.consent,
            settings.number("tocsin.sign-up.per-address-a-day", 1, 100));
    senders.email.ifPresent(
        bean -> {
          beans.put("email", bean);
          beans.put(
              "emailnotices",
              new TransactionalSender(
                  Channel.EMAIL, notices, rates, unwritten, parts.clock, bean::send));
        });
    senders.sms.ifPresent(
        bean -> {
          beans.put("sms", bean);
          beans.put(
              "smsnotices",
              new TransactionalSender(
                  Channel.SMS, notices, rates, unwritten, parts.clock, bean::send));
        });
    beans.put("outcomes", outcomes);
    beans.put("faults", new Faults());
    beans.put("forms", new Forms());
    beans.put(
        "webhook",
        new Webhook(
            Services.publicUrl(settings),
            List.of(
                settings.text("tocsin.twilio.auth-token"),
                settings.text("tocsin.twilio.auth-token-secondary")),
            new WebhookCalls(hearing, parts.clock)));
    beans.put("reports", reports);
    beans.put(
        "inbound",
        new Inbound(
            hearing,
            parts.clock,
            heard,
            parts.addressKeys,
            parts.organization,
            new SplitAnswers(parts.assignments, parts.rosters),
            settings.flag("tocsin.twilio.own-replies"),
            signUps,
            replyReader(hearing)));
    beans.put("unsubscribe", new Unsubscribe(hearing, parts.tokens, heard, frame));
    beans.put(
        "preferences",
        new Preferences(
            choices,
            parts.tokens,
            parts.subscribers,
            parts.assignments,
            parts.consent,
            parts.addressKeys,
            frame));
    beans.put(
        "settle",
        new Settle(
            choices, parts.tokens, parts.subscribers, parts.assignments, parts.rosters, frame));
    beans.put("reassigning", parts.reassigning);
    beans.put(
        "lookups",
        new Lookups(parts.jdbi, parts.clock, parts.assignments, Services.geocoder(settings)));
    beans.put("rosterupdate", parts.rosterUpdate());
    beans.putAll(signingUp(frame, notices, signUps, choices));
    WaitingMails waiting = new WaitingMails(parts.clock);
    beans.put("mailwaiting", waiting);
    beans.put("mailsorter", new MailSorter(mailbox(hearing, heard), waiting));
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
    beans.put("deadlines", new Deadlines(parts.jdbi, parts.clock, parts.textHours()));
    beans.put("answers", new HttpResponses());
    beans.put("readrequest", new ReadRequest(proxies()));
    beans.put("apipage", new ApiPage(frame));
    beans.put(
        "home",
        new HomePage(
            parts.jdbi,
            parts.sheets,
            frame,
            Services.publicUrl(settings),
            parts.clock.withZone(parts.times.zoneOrUtc())));
    beans.put(
        "sheetpage",
        new SheetPage(
            parts.sheets,
            new TakenDown(parts.jdbi, parts.clock),
            parts.rosters,
            parts.districts,
            parts.renderer));
    beans.put(
        "api",
        new Api(
            parts.jdbi,
            parts.clock,
            new ApiTokens(parts.jdbi, parts.clock),
            parts.sheets,
            parts.sheetCheck,
            parts.publishing,
            parts.alerts,
            new MissedPeople(parts.jdbi, parts.clock, TwilioErrors.load().neverAgain()),
            parts.subscribers,
            parts.times));
    return beans;
  }

  private Map<String, Object> signingUp(
      PageLayout frame, TransactionalQueue notices, SignUps signUps, Jdbi choices) {
    SignUpLimits limits =
        new SignUpLimits(parts.jdbi, parts.clock, parts.addressKeys, signUpSettings());
    Invitations invitations =
        new Invitations(
            parts.clock,
            notices,
            parts.tokens,
            parts.consent,
            parts.assignments,
            parts.textHours(),
            parts.organization,
            Services.publicUrl(settings));
    return Map.of(
        "signuplimits", limits,
        "notices", notices,
        "signups", signUps,
        "confirm", new Confirm(choices, parts.clock, parts.tokens, signUps, frame),
        "subscribe",
            new Subscribe(
                parts.jdbi,
                parts.clock,
                parts.addressKeys,
                signUps,
                invitations,
                limits,
                parts.destinations,
                channels(),
                frame));
  }

  private TrustedProxies proxies() {
    try {
      return TrustedProxies.of(settings.text("tocsin.http.trusted-proxies"));
    } catch (TocsinException e) {
      throw settings.wrong(
          "tocsin.http.trusted-proxies", "addresses and networks such as 127.0.0.0/8,::1");
    }
  }

  private SignUpSettings signUpSettings() {
    return new SignUpSettings(
        settings.number("tocsin.sign-up.per-network-an-hour", 0, 1_000_000),
        settings.number("tocsin.sign-up.per-network-with-proof-an-hour", 0, 1_000_000),
        settings.number("tocsin.sign-up.per-domain-an-hour", 0, 1_000_000),
        Set.copyOf(
            List.of(
                settings
                    .text("tocsin.sign-up.open-domains")
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .split("\\s*,\\s*"))),
        settings.number("tocsin.sign-up.an-hour", 0, 1_000_000),
        settings.number("tocsin.sign-up.texts-a-day", 0, 1_000_000));
  }

  /** By which we send. Where neither is set up yet, both are offered, and what is sent waits. */
  private Set<Channel> channels() {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    senders.email.ifPresent(sender -> channels.add(Channel.EMAIL));
    senders.sms.ifPresent(sender -> channels.add(Channel.SMS));
    return channels.isEmpty() ? EnumSet.allOf(Channel.class) : channels;
  }

  private ReplyReader replyReader(Jdbi hearing) {
    return new ReplyReader(new LastNames(new Rosters(hearing, parts.clock)));
  }

  private Mailbox mailbox(Jdbi hearing, Consent heard) {
    return new Mailbox(
        hearing,
        parts.clock,
        heard,
        parts.addressKeys,
        parts.tokens,
        ReturnAddress.of(settings.text("tocsin.email.bounce-address"), parts.tokens),
        replyReader(hearing)::read,
        new Mailbox.Setup(
            settings.text("tocsin.imap.folder-prefix"),
            settings.number("tocsin.email.soft-bounces", 0, 1000),
            Duration.ofDays(settings.number("tocsin.email.soft-bounce-days", 1, 3650)),
            settings.text("tocsin.email.unsubscribe-address")));
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
