package org.tocsin.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.Channel;
import org.tocsin.Problem;

/**
 * A new alert, and what it did to the older ones of its sheet.
 *
 * @param warnings what its editor should look at
 * @param replaced the ids of the alerts that were cancelled for it
 * @param cancelled their messages that had not gone, by channel
 * @param had people of its audience who already had an older revision
 * @param corrections messages marked as a correction, by channel, as far as is known now
 */
public record Published(
    long id,
    List<Problem> warnings,
    List<Long> replaced,
    Map<Channel, Long> cancelled,
    long had,
    Map<Channel, Long> corrections) {

  /** In words, a line each; none where there was nothing older. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!replaced.isEmpty()) {
      String which = replaced.stream().map(String::valueOf).collect(Collectors.joining(", "));
      lines.add("It replaces alert " + which + ". Cancelled there: " + messages(cancelled) + ".");
    }
    if (had > 0) {
      lines.add(
          "Already had an older revision: "
              + had
              + " people. Sent to them, marked as a correction: "
              + messages(corrections)
              + ".");
    }
    return lines;
  }

  /** "3 emails and 17 texts". */
  static String messages(Map<Channel, Long> counts) {
    long emails = counts.getOrDefault(Channel.EMAIL, 0L);
    long texts = counts.getOrDefault(Channel.SMS, 0L);
    List<String> parts = new ArrayList<>();
    if (emails > 0) {
      parts.add(emails + (emails == 1 ? " email" : " emails"));
    }
    if (texts > 0) {
      parts.add(texts + (texts == 1 ? " text" : " texts"));
    }
    return parts.isEmpty() ? "none" : String.join(" and ", parts);
  }
}
