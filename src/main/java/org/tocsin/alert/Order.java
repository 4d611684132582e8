package org.tocsin.alert;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.civic.District;
import org.tocsin.civic.States;

/**
 * How a sheet is to be sent.
 *
 * @param releaseAt when sending starts; empty for at once
 * @param deadline after which nothing goes; empty for the sheet's own
 * @param areas "state=NY" or "district=NY-24", any of which is enough; empty for everyone
 * @param again also to those who had this revision
 * @param staleRoster although the House's terms in the roster have ended
 * @param leftover what becomes of what waits of an older alert of the sheet
 * @param correction also to those who had an older revision, marked as a correction
 */
public record Order(
    Optional<Instant> releaseAt,
    Optional<Instant> deadline,
    Set<Channel> channels,
    List<String> areas,
    boolean again,
    boolean staleRoster,
    Leftover leftover,
    boolean correction) {
  public Order {
    channels = Set.copyOf(channels);
    areas = List.copyOf(areas);
    areas.forEach(Order::checkArea);
    if (channels.isEmpty()) {
      throw new TocsinException("Name at least one channel: email, sms.");
    }
  }

  /** In place of what waits of an older alert, and only to those who had nothing of it. */
  public Order(
      Optional<Instant> releaseAt,
      Optional<Instant> deadline,
      Set<Channel> channels,
      List<String> areas,
      boolean again,
      boolean staleRoster) {
    this(releaseAt, deadline, channels, areas, again, staleRoster, Leftover.REPLACE, false);
  }

  /** At once, to everyone who has not had it, by both channels. */
  public static Order plain() {
    return new Order(
        Optional.empty(), Optional.empty(), Set.of(Channel.values()), List.of(), false, false);
  }

  private static void checkArea(String area) {
    String[] parts = area.split("=", 2);
    if (parts[0].equals("district") && parts.length == 2) {
      District.of(parts[1]);
    } else if (!parts[0].equals("state") || parts.length < 2 || States.name(parts[1]).isEmpty()) {
      throw new TocsinException(
          "'" + area + "' is no audience. Write state=NY or district=NY-24, with commas between.");
    }
  }

  /** The same, although the House's terms have ended. */
  public Order evenStale() {
    return new Order(releaseAt, deadline, channels, areas, again, true, leftover, correction);
  }

  /** The same with another say on an older alert of the sheet. */
  public Order over(Leftover older) {
    return new Order(releaseAt, deadline, channels, areas, again, staleRoster, older, correction);
  }

  /** The same, also to those who had an older revision. */
  public Order asCorrection() {
    return new Order(releaseAt, deadline, channels, areas, again, staleRoster, leftover, true);
  }

  /** Whether it reaches everyone whom another reaches. */
  boolean covers(Order other) {
    return channels.containsAll(other.channels)
        && (areas.isEmpty() || Set.copyOf(areas).equals(Set.copyOf(other.areas)));
  }

  String[] states() {
    return values("state=");
  }

  String[] districts() {
    return values("district=");
  }

  private String[] values(String kind) {
    return areas.stream()
        .filter(area -> area.startsWith(kind))
        .map(area -> area.substring(kind.length()))
        .toArray(String[]::new);
  }

  /** As the alert keeps it. */
  static Order kept(String[] channels, String[] areas, boolean again) {
    Set<Channel> on = Set.copyOf(Arrays.stream(channels).map(Channel::of).toList());
    return new Order(Optional.empty(), Optional.empty(), on, List.of(areas), again, false);
  }
}
