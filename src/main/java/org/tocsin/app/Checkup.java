package org.tocsin.app;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.Model;
import org.tocsin.app.mailbox.MailWatch;
import org.tocsin.civic.Congress;
import org.tocsin.outbox.Pauses;
import org.tocsin.outbox.Unwritten;
import org.tocsin.sms.WebhookCalls;

/** What belongs to the health of a running server: each thing that it needs to do its work. */
final class Checkup {
  private static final int REASON = 200;

  private final Services parts;
  private final Doors doors;
  private final DatabaseWatch database;

  Checkup(Services parts, Doors doors, DatabaseWatch database) {
    this.parts = parts;
    this.doors = doors;
    this.database = database;
  }

  Health of(CamelContext context, Unwritten unwritten, Faults faults, Optional<MailWatch> mail) {
    Settings settings = parts.settings;
    int seconds = settings.number("tocsin.health.connect-seconds", 1, 3600);
    Health health = new Health();
    health.with(() -> doors.isOpen() ? List.of() : List.of(Ailment.down("server", NOT_OPEN)));
    health.with(() -> said("database", database.trouble()));
    health.with(() -> said("ledger", unwritten.why().filter(why -> !database.isAway())));
    health.with(() -> doors.isOpen() ? routes(context) : List.of());
    health.with(() -> failing(faults));
    mail.ifPresent(watch -> health.with(() -> mailbox(watch)));
    health.with("listener", 3, this::listeners);
    health.with("channels", 2, this::pauses);
    health.with("alerts", 5, this::held);
    health.with("webhooks", 2, this::webhooks);
    health.with("disk", 5, this::disk);
    health.with("feed", 5, new FeedBeans(parts)::ailments);
    Peer.of(settings).forEach(peer -> health.with(peer.name(), seconds, peer::ailments));
    return health;
  }

  private static final String NOT_OPEN = "Is starting or stopping.";

  private static List<Ailment> said(String name, Optional<String> trouble) {
    return trouble.map(words -> Ailment.down(name, words)).stream().toList();
  }

  private static List<Ailment> routes(CamelContext context) {
    List<Ailment> still = new ArrayList<>();
    context
        .getCamelContextExtension()
        .getContextPlugin(Model.class)
        .getRouteDefinitions()
        .forEach(
            route -> {
              String id = route.getRouteId();
              if (context.getRouteController().getRouteStatus(id) != ServiceStatus.Started) {
                still.add(
                    Ailment.down("route " + id, "Does not run. Look into the log, and restart."));
              }
            });
    return still;
  }

  private static List<Ailment> failing(Faults faults) {
    List<Ailment> failing = new ArrayList<>();
    faults
        .fresh()
        .forEach(
            (route, words) ->
                failing.add(Ailment.degraded("route " + route, "Fails at the moment: " + words)));
    return failing;
  }

  private static List<Ailment> mailbox(MailWatch watch) {
    return watch.trouble().map(words -> Ailment.down("mailbox", words)).stream().toList();
  }

  private List<Ailment> listeners() {
    return doors.isOpen()
        ? doors.deaf().stream().map(words -> Ailment.down("listener", words)).toList()
        : List.of();
  }

  private List<Ailment> pauses() {
    return new Pauses(parts.jdbi, parts.clock)
        .list().stream()
            .map(
                pause ->
                    Ailment.degraded(
                        pause.channel().code(),
                        "Is paused since "
                            + pause.since()
                            + ": "
                            + cut(pause.reason())
                            + ". Mend it, then: tocsin channel resume "
                            + pause.channel().code()))
            .toList();
  }

  private List<Ailment> held() {
    List<Ailment> waiting = new ArrayList<>();
    parts
        .alerts
        .held()
        .forEach(
            alert ->
                waiting.add(Ailment.degraded("alert " + alert.id(), "Is held. " + alert.why())));
    parts
        .rosters
        .waitsForMap()
        .ifPresent(
            congress ->
                waiting.add(
                    Ailment.degraded(
                        "officials",
                        "Those of the "
                            + Congress.ordinal(congress)
                            + " Congress wait for its districts. Run: tocsin districts import ZCCD"
                            + " --congress "
                            + congress)));
    return waiting;
  }

  private List<Ailment> webhooks() {
    return new WebhookCalls(parts.jdbi, parts.clock)
        .troubles().stream()
            .map(trouble -> Ailment.degraded("webhook " + trouble.path(), trouble.words()))
            .toList();
  }

  private static String cut(String reason) {
    return reason.length() <= REASON ? reason : reason.substring(0, REASON) + "…";
  }

  private List<Ailment> disk() {
    long least = parts.settings.number("tocsin.health.disk-free-megabytes", 0, 1_000_000);
    Path data = parts.settings.path("tocsin.data-dir");
    Path place = Files.exists(data) ? data : parts.settings.home().folder();
    try {
      FileStore store = Files.getFileStore(place);
      long free = store.getUsableSpace() >> 20;
      return free >= least
          ? List.of()
          : List.of(
              Ailment.degraded("disk", "Only " + free + " MB are free where " + place + " lies."));
    } catch (IOException e) {
      return List.of(Ailment.degraded("disk", "Cannot be looked at: " + place));
    }
  }
}
