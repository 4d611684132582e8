package org.tocsin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times in the organization's zone, to be read and to be written. The server's zone never matters.
 *
 * @param zone as {@code tocsin.time-zone} says; empty where it is not set
 */
public record LocalTimes(Optional<ZoneId> zone) {
  /** Where no zone is set: times must say theirs, and are written in UTC. */
  public static final LocalTimes UNSET = new LocalTimes(Optional.empty());

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMMM yyyy, HH:mm zzz", Locale.US);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** The same, or in this zone where the organization's is not set. */
  public LocalTimes or(Optional<ZoneId> other) {
    return new LocalTimes(zone.or(() -> other));
  }

  /** The zone in which days are written. */
  public ZoneId zoneOrUtc() {
    return zone.orElse(ZoneOffset.UTC);
  }

  /**
   * When that is.
   *
   * @throws TocsinException where nobody said in which zone, and where clocks go forward or back at
   *     that hour
   */
  public Instant instant(WallTime time) {
    ZoneId in = time.zone().or(() -> zone).orElseThrow(() -> noZone(time.at()));
    List<ZoneOffset> offsets = in.getRules().getValidOffsets(time.at());
    if (offsets.isEmpty()) {
      throw skipped(time.at(), in);
    }
    if (offsets.size() > 1) {
      throw twice(time.at(), in, offsets);
    }
    return time.at().toInstant(offsets.get(0));
  }

  private static TocsinException noZone(LocalDateTime at) {
    return new TocsinException(
        "'"
            + at
            + "' says no time zone, and tocsin.time-zone is not set. Write '"
            + at
            + " America/New_York', or set tocsin.time-zone to the zone of your group.");
  }

  private static TocsinException skipped(LocalDateTime at, ZoneId in) {
    ZoneOffsetTransition change = in.getRules().getTransition(at);
    return new TocsinException(
        "There is no "
            + at
            + " in "
            + in
            + ": clocks go from "
            + TIME.format(change.getDateTimeBefore())
            + " to "
            + TIME.format(change.getDateTimeAfter())
            + " that day. Give another time.");
  }

  private static TocsinException twice(LocalDateTime at, ZoneId in, List<ZoneOffset> offsets) {
    return new TocsinException(
        at
            + " comes twice in "
            + in
            + ", where clocks go back that day. Write "
            + at
            + offsets.get(0)
            + " for the first, or "
            + at
            + offsets.get(1)
            + " for the second.");
  }

  /** "Wed 3 March 2027, 18:00 EST (America/New_York)"; in UTC where no zone is set. */
  public String words(Instant instant) {
    return words(instant, DAY_AND_TIME);
  }

  /**
   * The same as another language writes it.
   *
   * @param pattern as {@link DateTimeFormatter} reads it
   */
  public String words(Instant instant, String pattern, Locale language) {
    return words(instant, DateTimeFormatter.ofPattern(pattern, language));
  }

  private String words(Instant instant, DateTimeFormatter form) {
    return form.format(instant.atZone(zone.orElse(ZoneId.of("UTC"))))
        + zone.filter(set -> set.getId().contains("/")).map(set -> " (" + set + ")").orElse("");
  }
}
