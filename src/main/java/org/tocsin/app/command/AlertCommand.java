package org.tocsin.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.DeliveryRecord;
import org.tocsin.alert.MissedGroup;
import org.tocsin.alert.MissedPeople;
import org.tocsin.alert.PositionChanges;
import org.tocsin.alert.Report;
import org.tocsin.alert.Unserved;
import org.tocsin.app.Services;
import org.tocsin.sheet.Position;
import org.tocsin.sms.TwilioErrors;
import org.tocsin.sms.WebhookCalls;
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
    AlertText text = new AlertText(Services.times(context.settings().get()));
    alerts.forEach(a -> print(line(a, text)));
    if (alerts.isEmpty()) {
      print("There is no alert yet. Make one with: tocsin publish FILE");
    }
  }

  private static String line(Alerts.Summary alert, AlertText text) {
    String replaced = alert.replacedBy().map(newer -> ", replaced by " + newer).orElse("");
    return alert.id()
        + "  "
        + alert.state().code()
        + "  "
        + alert.sheet()
        + "  "
        + text.released(alert)
        + replaced;
  }

  private static Map<String, Object> json(Alerts.Summary alert) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", alert.id());
    map.put("sheet", alert.sheet());
    map.put("state", alert.state().code());
    map.put("released_at", alert.releasedAt().map(Object::toString).orElse(null));
    return map;
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
      @Option(
              names = "--missed",
              description = "The people who got nothing, or nothing yet: why, and what can be done")
          boolean missed,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "With --missed: so many of them at most. Default: 100")
          int limit,
      @Option(names = "--json", description = "One JSON object") boolean json) {
    if (missed) {
      showUnserved(id, Math.max(0, limit), json);
      return;
    }
    if (subscriber != null) {
      prove(id, subscriber, json);
      return;
    }
    context.with(
        parts -> {
          Report report = parts.alerts.report(id);
          if (json) {
            print(Context.json(report.json()));
          } else {
            new AlertText(parts.times).of(report).forEach(this::print);
            AlertText.calls(report, parts.rosters.inForce()).forEach(this::print);
            new WebhookCalls(parts.jdbi, parts.clock).troubles().forEach(t -> print(t.words()));
          }
          return id;
        });
  }

  private void showUnserved(long id, int limit, boolean json) {
    context.with(
        parts -> {
          Unserved unserved =
              Unserved.of(parts.jdbi, parts.clock, parts.sheets, parts.alerts.summary(id), limit);
          if (json) {
            print(Context.json(unserved.json(id)));
          } else {
            new AlertText(parts.times).of(unserved).forEach(this::print);
          }
          return id;
        });
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
              paramLabel = "OFFICIAL",
              arity = "0..1",
              description = "By name or bioguide id: Katko, \"Sen. Schumer\", K000386")
          String official,
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
          if (official != null && position == null) {
            throw new TocsinException("Say where: supports, silent, opposes or unknown.");
          }
          if (official != null) {
            String name = changes.note(id, official, position, who);
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
              Alerts.Summary alert = parts.alerts.summary(id);
              long person =
                  parts
                      .subscribers
                      .find(subscriber)
                      .orElseThrow(() -> new TocsinException("Nobody has this address or number."))
                      .id();
              return new DeliveryRecord(parts.jdbi, parts.tokens, parts.mailDomain())
                  .of(alert, person);
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
              + " is not among them, nor, unless their code is named, texts that were blocked or"
              + " filtered (30004, 30007).")
  void retryMissed(
      @Parameters(paramLabel = "ID") long id,
      @Option(
              names = "--reason",
              split = ",",
              paramLabel = "REASON",
              description = "Only these states or codes, such as undelivered or 30003")
          List<String> reasons,
      @Option(
              names = "--list",
              description =
                  "Only say how many there are, by reason, and who would not get it and why")
          boolean list) {
    context.with(
        parts -> {
          MissedPeople missed =
              new MissedPeople(parts.jdbi, parts.clock, parts.twilioErrors.neverAgain());
          Alerts.Summary alert = parts.alerts.summary(id);
          List<MissedGroup> said = parts.alerts.report(id).reasons();
          Map<String, Long> again = missed.reasons(id);
          again.forEach((reason, n) -> print(missedLine(parts.twilioErrors, reason, n, said)));
          if (!list) {
            print("Waiting again: " + missed.retry(alert, reasons == null ? List.of() : reasons));
            return id;
          }
          List<MissedGroup> kept = missed.kept(alert);
          kept.forEach(group -> print("not again, " + new AlertText(parts.times).line(group)));
          if (again.isEmpty() && kept.isEmpty()) {
            print("Nobody: nothing of it was refused, did not arrive or expired.");
          }
          return id;
        });
  }

  /** With what a text's code means, and that some are left out unless they are named. */
  private static String missedLine(
      TwilioErrors errors, String reason, long people, List<MissedGroup> said) {
    String code = reason.substring(reason.lastIndexOf(' ') + 1);
    boolean text = reason.startsWith("sms ");
    String words = " " + (text ? errors.words(code) : detail(reason, said));
    boolean never = text && errors.neverAgain().contains(code);
    return (reason + ": " + people + words).strip()
        + (never ? " Only with --reason " + code + "." : "");
  }

  /** What the mail server said, or one of them where they differ. */
  private static String detail(String reason, List<MissedGroup> said) {
    return said.stream()
        .filter(each -> reason.equals(String.join(" ", each.channel(), each.state(), each.code())))
        .map(MissedGroup::detail)
        .findFirst()
        .orElse("");
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
