package org.tocsin.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Report;
import org.tocsin.alert.SendOptions;
import org.tocsin.app.ConsoleAddress;
import org.tocsin.app.Ports;
import org.tocsin.app.Services;
import org.tocsin.app.Serving;
import org.tocsin.app.Settings;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.message.Segments;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetFiles;

/**
 * The whole program on one machine with nothing set up: an embedded database in a temporary folder,
 * a mail server and a Twilio stand-in in this process, and the real routes between them.
 */
public final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final String ACCOUNT = "AC" + "0".repeat(32);
  private static final String AUTH_TOKEN = "demo-auth-token";
  private static final String ORGANIZER = "organizer@example.org";
  private static final String NUMBER = "+13155550100";
  private static final Set<String> WAITING =
      Set.of(
          DeliveryState.QUEUED.code(), DeliveryState.LEASED.code(), DeliveryState.IN_DOUBT.code());

  private final DemoFacts facts = new DemoFacts();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final PrintStream out;
  private final Path folder;
  private final int http;
  private DemoMailbox mailbox;
  private TwilioStandIn twilio;
  private Services parts;
  private long alert;

  private Demo(int port, PrintStream out) throws IOException {
    this.out = out;
    this.folder = Files.createTempDirectory("tocsin-demo");
    this.http = port == 0 ? freePort() : port;
    opened.push(this::deleteFolder);
  }

  /**
   * Starts everything.
   *
   * @param port of the page; 0 for any that is free
   * @param out is given what is being done
   */
  public static Demo start(int port, Clock clock, PrintStream out) {
    if (!Ports.isFree(port)) {
      throw new TocsinException(
          "Port "
              + port
              + " is taken by another program. Choose another, or 0 for any that is free:"
              + " tocsin demo --port 0");
    }
    try {
      Demo demo = new Demo(port, out);
      demo.start(clock);
      return demo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(Clock clock) throws IOException {
    try {
      open(clock);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(Clock clock) throws IOException {
    say("Starting a mail server and a stand-in for Twilio");
    mailbox = opened(DemoMailbox.start(DemoFacts.UNKNOWN_MAILBOXES, clock));
    twilio = opened(TwilioStandIn.start(account(), text -> Segments.count(text).segments(), clock));
    say("Starting PostgreSQL in a folder of its own (this takes a few seconds)");
    parts = opened(Services.open(settings(), clock));
    say("Taking in officials, districts and people");
    fill();
    say("Starting the routes");
    DemoPage page = new DemoPage(new DemoPeople(parts.jdbi), mailbox, twilio);
    opened(Serving.start(parts, Map.of("home", page), "classpath:demo/routes/*.camel.yaml"));
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  private TwilioStandIn.Account account() {
    return new TwilioStandIn.Account(
        ACCOUNT, AUTH_TOKEN, url() + "/twilio/inbound", NUMBER, DemoFacts.LANDLINES);
  }

  private void say(String what) {
    out.println(what);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Settings settings() throws IOException {
    return Settings.of(
        Map.ofEntries(
            Map.entry("tocsin.data-dir", folder.resolve("data").toString()),
            Map.entry("tocsin.http.port", "" + http),
            Map.entry("tocsin.management.port", "" + freePort()),
            Map.entry("tocsin.public-url", url()),
            Map.entry("tocsin.smtp.host", "127.0.0.1"),
            Map.entry("tocsin.smtp.port", "" + mailbox.port()),
            Map.entry("tocsin.smtp.tls", "none"),
            Map.entry("tocsin.email.from", "alerts@cny.example.org"),
            Map.entry("tocsin.twilio.account-sid", ACCOUNT),
            Map.entry("tocsin.twilio.auth-token", AUTH_TOKEN),
            Map.entry("tocsin.twilio.from", NUMBER),
            Map.entry("tocsin.twilio.api-url", twilio.url()),
            Map.entry("tocsin.twilio.own-replies", "true"),
            Map.entry("tocsin.sms.per-second", "0"),
            Map.entry("tocsin.quiet-hours", "off"),
            Map.entry("tocsin.organization.name", "CNY Solidarity Coalition"),
            Map.entry(
                "tocsin.organization.tagline",
                "United in defense of our community and our neighbors"),
            Map.entry("tocsin.organization.postal-address", "PO Box 1, Syracuse NY 13201"),
            Map.entry("tocsin.organization.phone", "315-472-5478"),
            Map.entry("tocsin.organization.email", "info@cny.example.org")));
  }

  private void fill() {
    parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    parts.zones.importFile(facts.copy("zones.csv", folder));
    parts.subscribers.importFile(facts.copy("subscribers.csv", folder), rows -> {});
    leave(Channel.SMS, DemoFacts.STOPPED_NUMBER, Consent.Reason.STOP, "STOP");
    leave(Channel.EMAIL, DemoFacts.UNSUBSCRIBED_ADDRESS, Consent.Reason.UNSUBSCRIBE, "one click");
  }

  private void leave(Channel channel, String address, Consent.Reason reason, String words) {
    parts.consent.withdraw(
        channel,
        parts.addressKeys.of(channel, address),
        reason,
        new Evidence("demo", "before the alert", words));
  }

  /**
   * Publishes the sheet.
   *
   * @return how many messages are to be sent
   */
  public long publish() {
    say("Publishing the sheet");
    facts.copy("sessions-must-resign.es.md", folder);
    Sheet sheet = SheetFiles.read(facts.copy("sessions-must-resign.md", folder));
    // The officials of March 2017 are what this demo is about.
    SendOptions order = SendOptions.plain().evenStale();
    long expected =
        parts.publishing.preview(sheet, order).people().values().stream()
            .mapToLong(Long::longValue)
            .sum();
    alert = parts.publishing.publish(sheet, order).id();
    return expected;
  }

  /**
   * Waits until nothing waits any more.
   *
   * @param progress is given how many messages are settled
   */
  public void awaitSent(LongConsumer progress) throws InterruptedException {
    Report report;
    do {
      Thread.sleep(100);
      report = Report.of(parts.jdbi, parts.alerts.summary(alert));
      progress.accept(settled(report));
    } while (report.alert().state() != AlertState.DONE);
    awaitReports();
  }

  private static long settled(Report report) {
    return report.channels().values().stream()
        .flatMap(states -> states.entrySet().stream())
        .filter(state -> !WAITING.contains(state.getKey()) && !state.getKey().equals("segments"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The stand-in reports a text as delivered a moment after it has taken it. */
  private void awaitReports() throws InterruptedException {
    for (int tries = 0; tries < 50 && textsUnderWay() > 0; tries++) {
      Thread.sleep(100);
    }
  }

  private long textsUnderWay() {
    return parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM delivery WHERE channel = <sms> AND state = 'accepted'")
                .mapTo(Long.class)
                .one());
  }

  public void printTable() {
    new DemoTable(new DemoPeople(parts.jdbi)).print(out);
  }

  /** Where the page is. */
  public String url() {
    return "http://127.0.0.1:" + http;
  }

  /** Signs in to the console, once. */
  public String consoleLink() {
    return ConsoleAddress.ofNewAdmin(parts, ORGANIZER);
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("The demo left something behind: {}", e.getMessage());
      }
    }
  }

  private void deleteFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
