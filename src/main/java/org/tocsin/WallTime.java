package org.tocsin;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as people write it: what the clock on a wall shows, and where, if they say so.
 *
 * @param zone region or offset; empty for that of the organization
 */
public record WallTime(LocalDateTime at, Optional<ZoneId> zone) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt]|"
              + " +)(\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)\\s*(\\S{0,60})");

  /**
   * Reads "2027-03-31T20:00 America/New_York", "2027-03-31T20:00" and "2027-03-31T20:00:00-04:00".
   *
   * @throws TocsinException that says how to write one
   */
  public static WallTime of(String written) {
    Matcher parts = WRITTEN.matcher(written.strip());
    try {
      if (parts.matches()) {
        LocalDateTime at = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
        String zone = parts.group(3);
        return new WallTime(
            at, zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone.replace("z", "Z"))));
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new TocsinException(
        "'"
            + written
            + "' is no time. Write date, T, time and zone: 2027-03-31T20:00 America/New_York.");
  }
}
