package org.tocsin.alert;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Hours of one day.
 *
 * @param opens first moment
 * @param closes first moment after them, on the same day
 */
public record Hours(LocalTime opens, LocalTime closes) {
  public Hours {
    if (!opens.isBefore(closes)) {
      throw new IllegalArgumentException(opens + " is not before " + closes);
    }
  }

  /** Reads "09:00" and "20:00"; empty where they are not written so or not in this order. */
  static Optional<Hours> read(String opens, String closes) {
    try {
      return between(LocalTime.parse(opens), LocalTime.parse(closes));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Hours> between(LocalTime opens, LocalTime closes) {
    return opens.isBefore(closes) ? Optional.of(new Hours(opens, closes)) : Optional.empty();
  }

  /** What these hours and others have in common. */
  Optional<Hours> within(Hours other) {
    return between(
        opens.isAfter(other.opens) ? opens : other.opens,
        closes.isBefore(other.closes) ? closes : other.closes);
  }

  boolean contains(LocalTime time) {
    return !time.isBefore(opens) && time.isBefore(closes);
  }
}
