package org.tocsin.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Missed;
import org.tocsin.alert.PositionChanges;
import org.tocsin.alert.Proof;
import org.tocsin.alert.Report;
import org.tocsin.sheet.Position;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    description = "Shows alerts and steers them.",
    synopsisSubcommandLabel = "COMMAND")
final class AlertCommand extends Group {
  private final Context context;

  AlertCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "All alerts, newest first.")
  void list(@Option(names = "--json", description = "One JSON array") boolean json) {
    List<Alerts.Summary> alerts = context.with(parts -> parts.alerts.list());
    if (json) {
      print(Context.json(alerts.stream().map(AlertCommand::json).toList()));
      return;
    }
    alerts.forEach(a -> print(line(a)));
    if (alerts.isEmpty()) {
      print("There is no alert yet. Make one with: tocsin publish FILE");
    }
  }

  private static String line(Alerts.Summary alert) {
    String replaced = alert.replacedBy().map(newer -> ", replaced by " + newer).orElse("");
    return alert.id()
        + "  "
        + alert.state()
        + "  "
        + alert.sheet()
        + "  "
        + released(alert)
        + replaced;
  }

  private static Map<String, Object> json(Alerts.Summary alert) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", alert.id());
    map.put("sheet", alert.sheet());
    map.put("state", alert.state());
    map.put("released_at", alert.releasedAt().map(Object::toString).orElse(null));
    return map;
  }

  private static String released(Alerts.Summary alert) {
    return alert
        .releasedAt()
        .map(at -> "released " + at)
        .orElse("to be released " + alert.releaseAt());
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "How an alert stands: what went, what waits and why, who got nothing and why.")
  void show(
      @Parameters(paramLabel = "ID") long id,
      @Option(
              names = "--subscriber",
              paramLabel = "EMAIL|PHONE",
              description = "What this person got, word for word, when and from which data")
          String subscriber,
      @Option(names = "--json", description = "One JSON object") boolean json) {
    if (subscriber != null) {
      prove(id, subscriber, json);
      return;
    }
    Report report = context.with(parts -> Report.of(parts.jdbi, parts.alerts.summary(id)));
    if (json) {
      print(Context.json(report.json()));
      return;
    }
    Alerts.Summary alert = report.alert();
    print("Alert " + id + ", " + alert.sheet() + ": " + alert.state() + ", " + released(alert));
    alert.replacedBy().ifPresent(newer -> print("It is replaced by alert " + newer + "."));
    report.channels().forEach((channel, states) -> print(channel + ": " + nonZero(states)));
    report.waits().forEach((why, n) -> print("waits, " + why + ": " + n));
    if (!report.doubts().isEmpty()) {
      print("were in doubt after an interruption: " + report.doubts().size() + ", by delivery:");
      report.doubts().forEach((delivery, what) -> print("  " + delivery + " " + what));
    }
    report.excluded().forEach((why, n) -> print("left out, " + why.replace('_', ' ') + ": " + n));
    print("officials as of " + (report.roster().isEmpty() ? "its release" : report.roster()));
  }

  @Command(
      name = "position",
      mixinStandardHelpOptions = true,
      description =
          "Notes where an official stands now, for what is not yet rendered of a waiting alert, and"
              + " shows what was noted.")
  void position(
      @Parameters(paramLabel = "ID") long id,
      @Parameters(
              paramLabel = "BIOGUIDE",
              arity = "0..1",
              description = "The official, such as K000386")
          String bioguide,
      @Parameters(
              paramLabel = "POSITION",
              arity = "0..1",
              description = "supports, silent, opposes or unknown")
          Position position,
      @Option(names = "--by", defaultValue = "", description = "Who found out, for the record")
          String who) {
    context.with(
        parts -> {
          parts.alerts.summary(id);
          PositionChanges changes =
              new PositionChanges(parts.jdbi, parts.clock, parts.sheets, parts.rosters);
          if (bioguide != null && position == null) {
            throw new TocsinException("Say where: supports, silent, opposes or unknown.");
          }
          if (bioguide != null) {
            String name = changes.note(id, bioguide, position, who);
            print(name + ": " + position.code() + ", in what is not yet rendered of alert " + id);
          } else {
            changes.of(id).forEach(change -> print(words(change)));
          }
          return null;
        });
  }

  private static String words(PositionChanges.Change change) {
    String by = change.who().isEmpty() ? "" : ", " + change.who();
    return change.bioguide()
        + ": "
        + change.was().code()
        + ", now "
        + change.position().code()
        + " ("
        + change.at()
        + by
        + ")";
  }

  private void prove(long id, String subscriber, boolean json) {
    List<Map<String, Object>> deliveries =
        context.with(
            parts -> {
              parts.alerts.summary(id);
              long person =
                  parts
                      .subscribers
                      .find(subscriber)
                      .orElseThrow(() -> new TocsinException("Nobody has this address or number."))
                      .id();
              return new Proof(parts.jdbi, parts.tokens, parts.mailDomain()).of(id, person);
            });
    if (json) {
      print(Context.json(deliveries));
      return;
    }
    deliveries.forEach(
        delivery ->
            delivery.forEach((what, value) -> print(what + ": " + (value == null ? "" : value))));
    if (deliveries.isEmpty()) {
      print("This person is not among the receivers of alert " + id + ".");
    }
  }

  private static String nonZero(Map<String, Long> states) {
    StringBuilder line = new StringBuilder();
    states.forEach(
        (state, n) -> {
          if (n > 0) {
            line.append(line.isEmpty() ? "" : ", ").append(n).append(' ');
            line.append(state.replace('_', ' '));
          }
        });
    return line.isEmpty() ? "nothing" : line.toString();
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Nothing more of it goes until it is resumed.")
  void pause(@Parameters(paramLabel = "ID") long id) {
    steer(id, "paused", Alerts::pause);
  }

  @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on.")
  void resume(@Parameters(paramLabel = "ID") long id) {
    steer(id, "resumed", Alerts::resume);
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "What has not gone yet never will.")
  void cancel(@Parameters(paramLabel = "ID") long id) {
    steer(id, "cancelled", Alerts::cancel);
  }

  @Command(
      name = "retry-missed",
      mixinStandardHelpOptions = true,
      description =
          "Sends it again to those who got nothing: refused, not arrived or expired. Whoever left"
              + " is not among them.")
  void retryMissed(
      @Parameters(paramLabel = "ID") long id,
      @Option(
              names = "--reason",
              split = ",",
              paramLabel = "REASON",
              description = "Only these states or codes, such as undelivered or 30003")
          List<String> reasons,
      @Option(names = "--list", description = "Only say how many there are, by reason")
          boolean list) {
    context.with(
        parts -> {
          Missed missed = new Missed(parts.jdbi, parts.clock);
          missed.reasons(id).forEach((reason, n) -> print(reason + ": " + n));
          if (!list) {
            List<String> only = reasons == null ? List.of() : reasons;
            print("Waiting again: " + missed.retry(parts.alerts.summary(id), only));
          }
          return id;
        });
  }

  private interface Verb {
    void on(Alerts alerts, long id);
  }

  private void steer(long id, String done, Verb verb) {
    context.with(
        parts -> {
          verb.on(parts.alerts, id);
          return id;
        });
    print("Alert " + id + " is " + done + ".");
  }
}
