package org.tocsin.app;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.alert.AlertSources;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.MessageLengths;
import org.tocsin.alert.Previewing;
import org.tocsin.alert.PublishChecks;
import org.tocsin.alert.Publishing;
import org.tocsin.alert.Review;
import org.tocsin.alert.Specimens;
import org.tocsin.alert.StateRules;
import org.tocsin.alert.TextHours;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Destinations;
import org.tocsin.audience.Erasure;
import org.tocsin.audience.Reassigning;
import org.tocsin.audience.Subscribers;
import org.tocsin.call.ReportedCalls;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Geocoder;
import org.tocsin.civic.RosterUpdate;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.Zones;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Tokens;
import org.tocsin.console.ReplyAnswers;
import org.tocsin.email.DkimKey;
import org.tocsin.mailbox.Mailbox;
import org.tocsin.message.Organization;
import org.tocsin.message.Renderer;
import org.tocsin.message.SenderIdentity;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.sheet.PhoneNumber;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.Sheets;
import org.tocsin.sms.InboundTexts;
import org.tocsin.sms.TwilioErrors;

/** What both the commands and the server work with, built once over one database. */
public final class Services implements AutoCloseable {
  public final Settings settings;
  public final Clock clock;
  public final Database database;
  public final Jdbi jdbi;
  public final AddressKeys addressKeys;
  public final Tokens tokens;
  public final Consent consent;
  public final Rosters rosters;
  public final Districts districts;
  public final Zones zones;
  public final Assignments assignments;
  public final Reassigning reassigning;
  public final Destinations destinations;
  public final Subscribers subscribers;
  public final Sheets sheets;
  public final SheetCheck sheetCheck;
  public final LocalTimes times;
  public final Organization organization;
  public final SenderIdentity identity;
  public final TwilioErrors twilioErrors;
  public final Renderer renderer;
  public final Review review;
  public final Specimens specimens;
  public final Publishing publishing;
  public final Alerts alerts;
  public final ReportedCalls calls;

  private Services(Settings settings, Clock clock, Database database) {
    this.settings = settings;
    this.clock = clock;
    this.database = database;
    this.jdbi = database.jdbi();
    this.addressKeys = AddressKeys.of(jdbi);
    this.tokens = Tokens.of(jdbi);
    this.consent = new Consent(jdbi, clock);
    this.rosters = new Rosters(jdbi, clock);
    this.districts = new Districts(jdbi, clock);
    this.zones = new Zones(jdbi);
    this.assignments = new Assignments(jdbi, clock);
    this.reassigning = new Reassigning(jdbi, clock);
    this.destinations = destinations(settings);
    this.subscribers = new Subscribers(jdbi, clock, addressKeys, destinations);
    this.sheets = new Sheets(jdbi, clock);
    this.sheetCheck = new SheetCheck();
    this.times = times(settings);
    this.organization = organization(settings);
    this.identity = new SenderIdentity(organization, publicUrl(settings));
    this.twilioErrors = twilioErrors(settings);
    this.renderer =
        new Renderer(
            organization,
            publicUrl(settings),
            settings.number("tocsin.sms.segments-at-most", 1, Review.UNCUT));
    this.review = review();
    this.specimens = new Specimens(jdbi, rosters, districts, renderer);
    this.publishing = publishing(Prerequisites.of(settings));
    this.alerts = new Alerts(jdbi, clock);
    this.calls =
        new ReportedCalls(jdbi, clock, settings.number("tocsin.calls.shown-from", 0, 1_000_000));
    rosters.begin();
  }

  /**
   * Opens the database, made new where there is none, brings it up to date and builds the parts.
   */
  public static Services open(Settings settings, Clock clock) {
    return open(settings, clock, true);
  }

  /**
   * The same over a database that is there already.
   *
   * @throws TocsinException when there is none; then nothing is made, not even a folder
   */
  public static Services openExisting(Settings settings, Clock clock) {
    return open(settings, clock, false);
  }

  private static Services open(Settings settings, Clock clock, boolean mayCreate) {
    Database database = database(settings, mayCreate);
    try {
      return new Services(settings, clock, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Database database(Settings settings, boolean mayCreate) {
    int connections = settings.number("tocsin.database.connections", 2, 1000);
    if (!settings.isSet("tocsin.database.url")) {
      if (!mayCreate && !hasDatabase(settings)) {
        throw new TocsinException(InstallationText.noDatabase(settings));
      }
      return Database.embedded(settings.path("tocsin.data-dir"), connections);
    }
    return Database.at(
        settings.text("tocsin.database.url"),
        settings.text("tocsin.database.username"),
        settings.text("tocsin.database.password"),
        connections);
  }

  private static TwilioErrors twilioErrors(Settings settings) {
    String file = "tocsin.twilio.errors-file";
    TwilioErrors errors = TwilioErrors.builtIn();
    return settings.isSet(file) ? errors.with(settings.path(file)) : errors;
  }

  /** Whether there is one to open, as far as this user can see. */
  public static boolean hasDatabase(Settings settings) {
    return settings.isSet("tocsin.database.url")
        || EmbeddedDatabase.isIn(settings.path("tocsin.data-dir"));
  }

  /** Who sends, by the settings. */
  public static Organization organization(Settings settings) {
    return new Organization(
        settings.text("tocsin.organization.name"),
        settings.text("tocsin.organization.tagline"),
        settings.text("tocsin.organization.postal-address"),
        settings.text("tocsin.organization.phone"),
        settings.text("tocsin.organization.email"),
        settings.text("tocsin.organization.website"));
  }

  /** Empty where none is set up. */
  static Optional<Geocoder> geocoder(Settings settings) {
    return settings.isSet("tocsin.geocoder.url")
        ? Optional.of(
            new Geocoder(
                settings.uri("tocsin.geocoder.url"),
                settings.text("tocsin.geocoder.vintage"),
                Duration.ofSeconds(settings.number("tocsin.geocoder.timeout-seconds", 1, 10))))
        : Optional.empty();
  }

  /** Fetches the published files of officials. */
  public RosterUpdate rosterUpdate() {
    return new RosterUpdate(
        rosters,
        clock,
        settings.uri("tocsin.officials.legislators-url"),
        settings.uri("tocsin.officials.offices-url"));
  }

  static String publicUrl(Settings settings) {
    String url = settings.text("tocsin.public-url");
    if (!url.matches("https?://[^/\\s]+(/[^\\s]*[^/\\s])?")) {
      throw settings.wrong("tocsin.public-url", "an address such as https://alerts.example.org");
    }
    return url;
  }

  /** Times in the zone of the organization. */
  public static LocalTimes times(Settings settings) {
    return new LocalTimes(settings.zone("tocsin.time-zone"));
  }

  /** For how long a text need not say again who sends and how to stop. */
  public Duration stopInterval() {
    return Duration.ofDays(settings.number("tocsin.sms.stop-line-days", 0, 3650));
  }

  private static Destinations destinations(Settings settings) {
    try {
      return Destinations.of(settings.text("tocsin.sms.destinations"));
    } catch (TocsinException e) {
      throw settings.wrong(
          "tocsin.sms.destinations", "countries and territories with +1, such as US,PR,VI");
    }
  }

  private Review review() {
    return new Review(
        rosters,
        districts,
        subscribers,
        new MessageLengths(
            districts,
            new Renderer(organization, publicUrl(settings), Review.UNCUT),
            settings.number("tocsin.sms.segments-at-most", 1, Review.UNCUT)),
        knownNumbers(),
        times);
  }

  private Set<String> knownNumbers() {
    Set<String> numbers = new HashSet<>(Set.of(settings.text("tocsin.organization.phone")));
    for (String number : settings.text("tocsin.sheets.known-numbers").split(",")) {
      if (!number.isBlank() && PhoneNumber.in(number).size() != 1) {
        throw settings.wrong(
            "tocsin.sheets.known-numbers",
            "numbers with commas, such as 315-555-0100,800-555-0101");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private Publishing publishing(List<Problem> standing) {
    PublishChecks checks =
        new PublishChecks(jdbi, clock, rosters, times, Optional.of(review), standing);
    return new Publishing(jdbi, clock, sheets, rosters, checks, times);
  }

  /** Where nothing goes out, what is missing for it is a warning. */
  public Previewing previewing() {
    return new Previewing(jdbi, clock, alertSources(), districts, publishing(warnings(settings)));
  }

  /** What an alert's messages come from. */
  AlertSources alertSources() {
    return new AlertSources(sheets, rosters, renderer, textHours(), stopInterval());
  }

  /** What would keep a sheet from going out, for whoever sends nothing. */
  public static List<Problem> warnings(Settings settings) {
    return Prerequisites.of(settings).stream().map(Problem::asWarning).toList();
  }

  /** What mail is signed with, if it is. */
  public static Optional<DkimKey> dkim(Settings settings) {
    return Transports.dkim(settings);
  }

  /** What a segment of a text costs, in US dollars. */
  public BigDecimal segmentPrice() {
    return settings.amount("tocsin.sms.segment-price");
  }

  /** Forgets people, wherever their words are kept. */
  public Erasure erasure() {
    return new Erasure(
        jdbi,
        clock,
        consent,
        List.of(
            TransactionalQueue::forget,
            InboundTexts::forget,
            Mailbox::forget,
            ReplyAnswers::forget));
  }

  /** The hours in which texts may go. */
  public TextHours textHours() {
    return TextHours.parse(settings.text("tocsin.quiet-hours"), stateRules());
  }

  private StateRules stateRules() {
    return settings.isSet("tocsin.text-hours")
        ? StateRules.read(settings.path("tocsin.text-hours"))
        : StateRules.builtIn();
  }

  /** Under which Message-IDs live, "" where no sender is set. */
  public String mailDomain() {
    String from = settings.text("tocsin.email.from");
    return from.substring(from.lastIndexOf('@') + 1);
  }

  @Override
  public void close() {
    database.close();
  }
}
