package org.tocsin.app;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Sessions;
import org.tocsin.alert.DeliveryRecord;
import org.tocsin.alert.MissedPeople;
import org.tocsin.alert.Specimens;
import org.tocsin.audience.ImportUndo;
import org.tocsin.audience.Inbox;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.PeopleImports;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.audience.ReceivedReplies;
import org.tocsin.audience.SubscriberRecords;
import org.tocsin.console.AlertDesk;
import org.tocsin.console.CivicDesk;
import org.tocsin.console.Concern;
import org.tocsin.console.Console;
import org.tocsin.console.ConsoleParts;
import org.tocsin.console.ConsoleRules;
import org.tocsin.console.ConsoleSite;
import org.tocsin.console.ImportAudit;
import org.tocsin.console.ImportDesk;
import org.tocsin.console.InboxDesk;
import org.tocsin.console.PeopleDesk;
import org.tocsin.console.ReplyAnswers;
import org.tocsin.console.SetUp;
import org.tocsin.console.SheetDesk;
import org.tocsin.console.SignInMail;
import org.tocsin.message.PageLayout;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.sheet.SheetDrafts;

/** The organizers' pages, by the names that the routes use. */
public final class ConsoleBeans {
  /** Links that an organizer may be mailed in a day. */
  private static final int LINKS_A_DAY = 50;

  private final Services parts;
  private final Supplier<List<Ailment>> ailments;

  /**
   * @param ailments what is not well at the moment
   */
  ConsoleBeans(Services parts, Supplier<List<Ailment>> ailments) {
    this.parts = parts;
    this.ailments = ailments;
  }

  Map<String, Object> beans() {
    return Map.of(
        "console",
        console(),
        "sessions",
        new Sessions(parts.jdbi, parts.clock),
        "peoplefiles",
        imports().files(),
        "peopleimports",
        imports().imports(),
        "feed",
        new FeedBeans(parts).feed(queue()));
  }

  /** The console of a program where nothing ails. */
  public static Console console(Services parts) {
    return new ConsoleBeans(parts, List::of).console();
  }

  private Console console() {
    return Console.of(consoleParts());
  }

  private ConsoleParts consoleParts() {
    return new ConsoleParts(
        new ConsoleParts.Ground(parts.jdbi, parts.clock, parts.times),
        site(),
        sheetDesk(),
        alertDesk(),
        peopleDesk(),
        new CivicDesk(parts.rosters, parts.districts));
  }

  private ConsoleSite site() {
    PageLayout frame = new PageLayout(parts.organization);
    String publicUrl = Services.publicUrl(parts.settings);
    return new ConsoleSite(
        frame,
        publicUrl,
        new SignInMail(parts.clock, queue(), parts.addressKeys, frame.sender(), publicUrl),
        rules(),
        this::concerns,
        this::setUp);
  }

  private ConsoleRules rules() {
    String approval = "tocsin.console.two-persons";
    return new ConsoleRules(
        parts.settings.text(approval).equals("off")
            ? OptionalLong.empty()
            : OptionalLong.of(parts.settings.number(approval, 0, 1_000_000_000)),
        isSecondFactorRequired());
  }

  private boolean isSecondFactorRequired() {
    String factor = "tocsin.console.second-factor";
    return switch (parts.settings.text(factor)) {
      case "optional" -> false;
      case "required" -> true;
      default -> throw parts.settings.wrong(factor, "optional or required");
    };
  }

  private TransactionalQueue queue() {
    return new TransactionalQueue(parts.jdbi, parts.clock, parts.consent, LINKS_A_DAY);
  }

  private AlertDesk alertDesk() {
    return new AlertDesk(
        parts.alerts,
        parts.sheets,
        new MissedPeople(parts.jdbi, parts.clock, parts.twilioErrors.neverAgain()),
        new DeliveryRecord(parts.jdbi, parts.tokens, parts.mailDomain()).withoutTokens());
  }

  private PeopleDesk peopleDesk() {
    return new PeopleDesk(
        parts.subscribers,
        new PeopleSearch(parts.jdbi),
        new SubscriberRecords(parts.jdbi, parts.addressKeys),
        imports(),
        inbox(),
        new PeopleDesk.Leaving(parts.consent, parts.erasure()));
  }

  private InboxDesk inbox() {
    ReplyAnswers answers =
        new ReplyAnswers(
            parts.jdbi,
            parts.clock,
            parts.addressKeys,
            parts.subscribers,
            new ReplyAnswers.Outlet(queue(), parts.consent, parts.assignments, parts.textHours()),
            parts.organization);
    return new InboxDesk(
        new Inbox(parts.jdbi, parts.consent), new ReceivedReplies(parts.jdbi), answers);
  }

  private ImportDesk imports() {
    ImportAudit notes = new ImportAudit(new AuditLog(parts.jdbi, parts.clock));
    PeopleFiles files = new PeopleFiles(parts.jdbi, parts.clock, parts.subscribers, notes);
    return new ImportDesk(
        files,
        new PeopleImports(parts.jdbi, parts.clock, parts.subscribers, files, notes),
        new ImportUndo(parts.jdbi, parts.clock));
  }

  private SheetDesk sheetDesk() {
    return new SheetDesk(
        new SheetDrafts(parts.jdbi, parts.clock, parts.sheets),
        parts.review,
        parts.specimens,
        this::test,
        parts.publishing,
        new SheetDesk.Forecast(parts::previewing, parts.segmentPrice()));
  }

  private void test(String email, Specimens.Specimen specimen) {
    Trial trial = new Trial(parts);
    trial.mail(trial.checked(email), specimen.firstName(), specimen.email());
  }

  private List<Concern> concerns() {
    return ailments.get().stream()
        .map(ailment -> new Concern(ailment.name(), ailment.isDown(), ailment.message()))
        .toList();
  }

  private List<SetUp> setUp() {
    Stream<SetUp> needed =
        Stream.of(
            setUp("organization", Stream.of("organization", "public-url", "time-zone")),
            host("mail", "tocsin.smtp.host", "Emails wait: tocsin.smtp.host is not set."),
            host(
                "texts",
                "tocsin.twilio.account-sid",
                "Texts wait: tocsin.twilio.account-sid is not set."),
            officials(),
            people());
    FeedBeans feed = new FeedBeans(parts);
    Stream<SetUp> wished =
        feed.words().map(words -> new SetUp("feed", feed.ailments().isEmpty(), words)).stream();
    return Stream.concat(needed, wished).toList();
  }

  private SetUp setUp(String name, Stream<String> groups) {
    List<String> prefixes = groups.map("tocsin."::concat).toList();
    return Prerequisites.of(parts.settings).stream()
        .filter(problem -> prefixes.stream().anyMatch(problem.field()::startsWith))
        .findFirst()
        .map(problem -> new SetUp(name, false, problem.field() + " " + problem.message()))
        .orElseGet(
            () ->
                new SetUp(
                    name,
                    parts.settings.isSet("tocsin.organization.postal-address"),
                    parts.organization.name() + ", " + parts.organization.postalAddress()));
  }

  private SetUp host(String name, String setting, String otherwise) {
    boolean isSet = parts.settings.isSet(setting);
    return new SetUp(name, isSet, isSet ? parts.settings.text(setting) : otherwise);
  }

  private SetUp officials() {
    return parts
        .rosters
        .inForce()
        .map(roster -> new SetUp("officials", true, "Data of " + roster.asOf() + "."))
        .orElseGet(
            () -> new SetUp("officials", false, "Run at the server: tocsin officials import"));
  }

  /** Counting a million people for a line of a list would take longer than the rest of its page. */
  private SetUp people() {
    boolean isAny =
        parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT EXISTS (SELECT FROM subscriber)")
                    .mapTo(Boolean.class)
                    .one());
    return new SetUp("people", isAny, isAny ? "There are people on the list." : "Nobody yet.");
  }
}
