package org.tocsin.alert;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.sheet.Sheet;

/**
 * What publishing would do, with nothing changed yet.
 *
 * @param sheet with the officials that its positions name
 * @param people who would get it, by channel
 * @param left who would not, by reason
 * @param warnings what an editor should look at first
 * @param had people of the audience who had an older revision
 * @param corrections of {@code people}, those who get it marked as a correction
 * @param waiting what becomes of what waits of older alerts
 */
public record PublishPreview(
    Sheet sheet,
    SendOptions order,
    Map<Channel, Long> people,
    Map<String, Long> left,
    List<Problem> warnings,
    long had,
    Map<Channel, Long> corrections,
    List<OlderWaits> waiting) {
  /** The same with the counts of a preview, which makes every text and so knows who gets one. */
  public PublishPreview counted(Preview preview) {
    Map<Channel, Long> counted = new EnumMap<>(Channel.class);
    preview.channels().forEach((code, n) -> counted.put(Channel.of(code), n));
    return new PublishPreview(
        sheet, order, counted, preview.leftOut(), warnings, had, corrections, waiting);
  }

  /** In words, a line each: how many by channel, and how many are left out and why. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      long marked = corrections.getOrDefault(channel, 0L);
      lines.add(
          "By "
              + channel.code()
              + ": "
              + people.getOrDefault(channel, 0L)
              + (marked > 0 ? ", of these as a correction: " + marked : ""));
    }
    left.forEach((reason, n) -> lines.add("Left out, " + reason.replace('_', ' ') + ": " + n));
    waiting.forEach(waits -> lines.add(waits.inWords()));
    if (left.keySet().stream().anyMatch(reason -> reason.startsWith("had_older"))) {
      lines.add(
          "Add --correction to send it, marked as a correction, to those who had an older"
              + " revision too.");
    }
    return lines;
  }

  /** Whether the audience has nobody in it, also nobody who is left out. */
  public boolean isForNobody() {
    return left.isEmpty() && people.values().stream().allMatch(n -> n == 0);
  }

  /** Whether everyone who could get it has had this revision already. */
  public boolean isRepeat() {
    return people.values().stream().allMatch(n -> n == 0)
        && left.keySet().stream().anyMatch(reason -> reason.startsWith("had_it"))
        && left.keySet().stream().noneMatch(reason -> reason.startsWith("had_older"));
  }
}
