package org.tocsin.app;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.app.http.FrontDoor;
import org.tocsin.app.http.HttpLimits;
import org.tocsin.app.mailbox.Imap;
import org.tocsin.app.mailbox.MailSorter;
import org.tocsin.app.mailbox.MailWatch;
import org.tocsin.message.PageLayout;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.OptOutListener;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.sms.Inbound;
import org.tocsin.web.ErrorPages;
import org.tocsin.web.HttpResponse;
import org.tocsin.web.SafeHeaders;

/** The running server: the routes, over the beans of {@link RouteBeans}. */
public final class Serving implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Main main = new Main();
  private final Settings settings;
  private final Worker worker;
  private final Unwritten unwritten = new Unwritten();
  private final OptOutListener news;
  private final Transports senders;
  private final WarmUp warmUp;
  private final Ports ports;
  private final Doors doors;
  private final DatabaseWatch databaseWatch;
  private final Checkup checkup;
  private final Faults faults;
  private final Meters meters;
  private Optional<MailWatch> mailWatch = Optional.empty();
  private Health health;
  private final ErrorPages errors;
  private FrontDoor door;

  private Serving(Services parts, Ports ports, Map<String, Object> more) {
    this.settings = parts.settings;
    this.ports = ports;
    this.doors = new Doors(settings, ports);
    this.databaseWatch = parts.database.watch();
    this.checkup = new Checkup(parts, doors, databaseWatch);
    this.worker =
        Worker.register(
            parts.jdbi, Duration.ofSeconds(settings.number("tocsin.worker.life-seconds", 4, 3600)));
    this.errors = new ErrorPages(new PageLayout(parts.organization));
    LostLeaseRescuer strays = new LostLeaseRescuer(parts.jdbi, parts.clock, worker, unwritten);
    this.news = OptOutListener.listen(parts.database.source(), worker, () -> lookThrough(strays));
    this.senders =
        new Transports(
            parts, due -> !unwritten.isBlocked() && strays.isHeld(due) && news.mayGo(due));
    Map<String, Object> beans = new RouteBeans(parts, senders, worker, unwritten, strays).beans();
    beans.putAll(
        new ConsoleBeans(parts, () -> health == null ? List.of() : health.ailments()).beans());
    beans.putAll(more);
    this.meters = new Meters(parts, parts.database.pool());
    beans.putAll(timed(meters, senders));
    beans.forEach(main::bind);
    this.faults = (Faults) beans.get("faults");
    this.warmUp = new WarmUp(settings, ports.http(), ((Inbound) beans.get("inbound"))::answerOf);
    if (settings.isSet("tocsin.imap.host")) {
      Imap imap = imap(parts.clock);
      main.bind("mailsession", imap.session());
      main.bind("maillogin", imap.login());
      mailWatch = Optional.of(new MailWatch(imap, ((MailSorter) beans.get("mailsorter"))::trouble));
      main.bind("mailwatch", mailWatch.get());
    }
  }

  private static Map<String, Object> timed(Meters meters, Transports senders) {
    Map<String, Object> timed = new HashMap<>();
    senders.email.ifPresent(
        email -> timed.put(Channel.EMAIL.code(), meters.timed(Channel.EMAIL, email::handOff)));
    senders.sms.ifPresent(
        sms -> timed.put(Channel.SMS.code(), meters.timed(Channel.SMS, sms::handOff)));
    return timed;
  }

  /** A database that went away may have lost what it was given last. */
  private void lookThrough(LostLeaseRescuer strays) {
    unwritten.suspect();
    strays.suspect();
  }

  /** Starts the routes over these parts; the database is up to date by then. */
  public static Serving start(Services parts) {
    return start(parts, Map.of(), "");
  }

  /**
   * Starts with more beans, which win over those of the same name.
   *
   * @param moreRoutes a pattern of further route files, or ""
   */
  public static Serving start(Services parts, Map<String, Object> more, String moreRoutes) {
    Ports ports = Ports.free(parts.settings);
    Serving serving = new Serving(parts, ports, more);
    try {
      new RouteSettings(serving.settings, ports).applyTo(serving.main, moreRoutes);
      serving.openDoor();
      // the default one has a hook of its own that waits 45 seconds where a start is broken off
      serving.main.setShutdownStrategy(new SimpleMainShutdownStrategy());
      serving.main.start();
      serving.doors.standBefore(serving.door, serving.main.getCamelContext(), serving.meters);
      serving.tellHealth();
      serving.checkHeard();
      serving.startRoutes();
      return serving;
    } catch (Exception e) {
      serving.close();
      throw e instanceof TocsinException known
          ? known
          : new TocsinException(
              "The server could not start: " + root(e) + ownRoutes(parts.settings), e);
    }
  }

  private static String ownRoutes(Settings settings) {
    return settings.isSet("tocsin.routes-dir")
        ? " Look at your routes in " + settings.path("tocsin.routes-dir") + " (tocsin.routes-dir)."
        : "";
  }

  private void tellHealth() {
    health = checkup.of(main.getCamelContext(), unwritten, faults, mailWatch);
    doors.tell(
        main.getCamelContext(),
        "/observe/health",
        () -> {
          List<Ailment> ailments = health.ailments();
          return HttpResponse.json(
              Health.isDown(ailments) ? 503 : 200, Health.json(ailments) + "\n");
        });
    doors.tell(main.getCamelContext(), "/observe/metrics", meters::page);
  }

  /** Camel starts also where it cannot listen. */
  private void checkHeard() {
    List<String> deaf = doors.deafAtStart();
    if (!deaf.isEmpty()) {
      throw new TocsinException(
          String.join(" ", deaf) + " Look at tocsin.http and tocsin.management, and try again.");
    }
  }

  /** Whoever answers is ready before anything is sent, and so before anyone can answer to it. */
  private void startRoutes() throws Exception {
    List<RouteDefinition> routes =
        main.getCamelContext()
            .getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getRouteDefinitions();
    for (RouteDefinition route : routes) {
      if (answers(route)) {
        main.getCamelContext().getRouteController().startRoute(route.getRouteId());
      }
    }
    doors.open();
    for (RouteDefinition route : routes) {
      if (!answers(route)) {
        main.getCamelContext().getRouteController().startRoute(route.getRouteId());
      }
    }
  }

  private static boolean answers(RouteDefinition route) {
    return route.getInput().getEndpointUri().matches("(rest|direct):.*");
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  FrontDoor door() {
    return door;
  }

  /** What a monitor asks. */
  int managementPort() {
    return ports.management();
  }

  /** Where pages and webhooks are answered. */
  public int port() {
    return ports.http();
  }

  /** Lets the server get used to what may come in hundreds a second; returns at once. */
  public Serving warmUp() {
    warmUp.start();
    return this;
  }

  /** Before anything is sent: who cannot be answered should not be written to. */
  private void openDoor() {
    door =
        FrontDoor.open(
            settings.text("tocsin.http.host"),
            ports.http(),
            limits(),
            errors,
            SafeHeaders.of(Services.publicUrl(settings)));
    main.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, door.engine());
  }

  private HttpLimits limits() {
    return new HttpLimits(
        settings.number("tocsin.http.connections", 10, 100_000),
        settings.seconds("tocsin.http.request-seconds"),
        settings.seconds("tocsin.http.idle-seconds"));
  }

  private static String root(Throwable e) {
    return e.getCause() == null ? e.getMessage() : root(e.getCause());
  }

  private Imap imap(Clock clock) {
    return new Imap(
        Transports.mailServer(settings, "imap", clock),
        settings.text("tocsin.imap.folder"),
        settings.seconds("tocsin.imap.poll-seconds"));
  }

  /** Lets claims in hand end, gives the rest back, and stops. The parts stay open. */
  @Override
  public void close() {
    doors.shut();
    warmUp.close();
    if (databaseWatch.isAway() && main.getCamelContext() != null) {
      // what is in hand would wait for the database in vain
      main.getCamelContext().getShutdownStrategy().setTimeout(3);
    }
    main.stop();
    if (health != null) {
      health.close();
    }
    Optional.ofNullable(door).ifPresent(FrontDoor::close);
    meters.close();
    senders.close();
    news.close();
    leave();
  }

  private void leave() {
    try {
      unwritten.catchUp();
      worker.deregister();
    } catch (RuntimeException e) {
      LOG.warn("The database takes no leave; what was in hand is settled after the next start");
    }
  }
}
