package org.tocsin.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tocsin.TocsinException;

/**
 * The hours of the day in which texts may go, in the recipient's local time (47 CFR 64.1200(c)(1),
 * L01). Where several zones are possible every one must be inside (L03).
 *
 * @param opens first moment of the day, null where texts may go at all hours
 * @param closes first moment after the hours, on the same day
 */
public record Hours(LocalTime opens, LocalTime closes) {
  /** Where nothing is known of a person's place: the zones of the contiguous states. */
  private static final List<ZoneId> ANYWHERE =
      List.of(
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Chicago"),
          ZoneId.of("America/Denver"),
          ZoneId.of("America/Los_Angeles"));

  /**
   * When a text may go.
   *
   * @param closes empty where it may go at all hours
   */
  public record Window(Instant opens, Optional<Instant> closes) {}

  /** Reads the setting {@code tocsin.quiet-hours}: "09:00-20:00", or "off". */
  public static Hours parse(String text) {
    if (text.strip().equalsIgnoreCase("off")) {
      return new Hours(null, null);
    }
    try {
      String[] ends = text.split("-");
      Hours hours = new Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
      if (ends.length == 2 && hours.opens.isBefore(hours.closes)) {
        return hours;
      }
    } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      // said below
    }
    throw new TocsinException(
        "tocsin.quiet-hours is '" + text + "'. Write it as 09:00-20:00, or off.");
  }

  /**
   * The next window, at {@code from} or later, in which all zones are inside the hours.
   *
   * @return empty where the zones have no hour in common
   */
  public Optional<Window> next(Instant from, Collection<ZoneId> zones) {
    if (opens == null) {
      return Optional.of(new Window(from, Optional.empty()));
    }
    Collection<ZoneId> all = zones.isEmpty() ? ANYWHERE : zones;
    Instant start = from;
    for (int tries = 0; tries < 4 * all.size(); tries++) {
      Instant moved = start;
      for (ZoneId zone : all) {
        moved = later(moved, opening(moved, zone));
      }
      if (moved.equals(start)) {
        return Optional.of(new Window(start, Optional.of(closing(start, all))));
      }
      start = moved;
    }
    return Optional.empty();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** The same moment when it is inside the hours of this zone, else when they open next. */
  private Instant opening(Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    if (local.toLocalTime().isBefore(opens)) {
      return local.toLocalDate().atTime(opens).atZone(zone).toInstant();
    }
    if (local.toLocalTime().isBefore(closes)) {
      return at;
    }
    return local.toLocalDate().plusDays(1).atTime(opens).atZone(zone).toInstant();
  }

  private Instant closing(Instant at, Collection<ZoneId> zones) {
    return zones.stream()
        .map(zone -> at.atZone(zone).toLocalDate().atTime(closes).atZone(zone).toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
