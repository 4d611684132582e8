package org.tocsin.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.LocalTimes;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.MissedGroup;
import org.tocsin.alert.Report;
import org.tocsin.alert.Unserved;
import org.tocsin.civic.Roster;

/**
 * How an alert stands, in words.
 *
 * @param times how times are written
 */
record AlertText(LocalTimes times) {

  /** A line each; what can be done stands under what it is about. */
  List<String> of(Report report) {
    Alerts.Summary alert = report.alert();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Alert "
            + alert.id()
            + ", "
            + alert.sheet()
            + ": "
            + alert.state().code()
            + ", "
            + released(alert));
    alert.replacedBy().ifPresent(newer -> lines.add("It is replaced by alert " + newer + "."));
    report.held().ifPresent(why -> lines.add("It is held and has gone to nobody. " + why));
    report.channels().forEach((channel, states) -> lines.add(channel + ": " + nonZero(states)));
    report.reasons().forEach(reason -> reason(lines, reason));
    if (!report.doubts().isEmpty()) {
      lines.add(
          "were in doubt after an interruption: " + report.doubts().size() + ", by delivery:");
      report.doubts().forEach((delivery, what) -> lines.add("  " + delivery + " " + what));
    }
    lines.add("officials as of " + (report.roster().isEmpty() ? "its release" : report.roster()));
    if (!report.reasons().isEmpty()) {
      lines.add("Who they are: tocsin alert show " + alert.id() + " --missed");
    }
    return lines;
  }

  /**
   * A line for each official that people say they called.
   *
   * @param roster to name them by; who is not in it goes by id
   */
  static List<String> calls(Report report, Optional<Roster> roster) {
    return report.calls().entrySet().stream()
        .map(
            each ->
                "calls reported, "
                    + roster.map(known -> known.titled(each.getKey())).orElse(each.getKey())
                    + ": "
                    + nonZero(each.getValue()))
        .toList();
  }

  String released(Alerts.Summary alert) {
    return alert
        .releasedAt()
        .map(at -> "released " + times.words(at))
        .orElseGet(() -> "to be released " + times.words(alert.releaseAt()));
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

  private void reason(List<String> lines, MissedGroup reason) {
    lines.add(line(reason));
    if (!reason.help().isEmpty()) {
      lines.add("  " + reason.help());
    }
  }

  String line(MissedGroup reason) {
    String state = reason.state().replace('_', ' ');
    return switch (reason.state()) {
      case "queued" ->
          "waits, " + reason.channel() + ": " + reason.words(times::words) + ": " + reason.people();
      case "excluded" ->
          "left out, "
              + reason.why().replace('_', ' ')
              + ": "
              + reason.people()
              + " ("
              + reason.words(times::words)
              + ")";
      default ->
          state
              + ", "
              + reason.channel()
              + ": "
              + reason.words(times::words)
              + ": "
              + reason.people();
    };
  }

  /** A line for each person and channel, and how many there are more. */
  List<String> of(Unserved unserved) {
    List<String> lines = new ArrayList<>();
    unserved.people().forEach(person -> lines.add(line(person)));
    if (unserved.people().isEmpty()) {
      lines.add("Nobody: everyone this alert is for got it.");
    }
    if (unserved.more() > 0) {
      lines.add("and " + unserved.more() + " more (--limit)");
    }
    return lines;
  }

  private String line(Unserved.Person person) {
    MissedGroup reason = person.reason();
    String name = person.name().isEmpty() ? "" : person.name() + ", ";
    String help = reason.help().isEmpty() ? "" : " (" + reason.help() + ")";
    return person.id()
        + "  "
        + name
        + reason.channel()
        + " "
        + person.address()
        + ", "
        + reason.state().replace('_', ' ')
        + ": "
        + reason.words(times::words)
        + help;
  }
}
