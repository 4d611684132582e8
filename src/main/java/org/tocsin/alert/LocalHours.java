package org.tocsin.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/**
 * The hours of each day in one time zone. Exact where clocks are put forward or back (L04): a
 * moment is inside when a clock on the wall there shows a time inside.
 *
 * @param hours those of a day; empty where the whole day is closed
 */
record LocalHours(ZoneId zone, Function<LocalDate, Optional<Hours>> hours) {

  /**
   * The first moment inside the hours.
   *
   * @param at may be that moment itself
   * @return a moment after {@code limit} where there is none up to then
   */
  Instant opening(Instant at, Instant limit) {
    Instant moment = at;
    while (!isInside(moment) && !moment.isAfter(limit)) {
      moment = nextStep(moment);
    }
    return moment;
  }

  private boolean isInside(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    return hours
        .apply(local.toLocalDate())
        .filter(day -> day.contains(local.toLocalTime()))
        .isPresent();
  }

  /** When hours may open next, a day begins, or the clock changes. */
  private Instant nextStep(Instant moment) {
    ZoneOffset offset = zone.getRules().getOffset(moment);
    LocalDateTime local = LocalDateTime.ofInstant(moment, offset);
    LocalDate day = local.toLocalDate();
    LocalDateTime next =
        hours
            .apply(day)
            .map(open -> day.atTime(open.opens()))
            .filter(local::isBefore)
            .orElse(day.plusDays(1).atStartOfDay());
    return orChange(moment, next.toInstant(offset));
  }

  /** The first of a moment and the next change of the clock. */
  private Instant orChange(Instant from, Instant until) {
    return Optional.ofNullable(zone.getRules().nextTransition(from))
        .map(change -> change.getInstant())
        .filter(until::isAfter)
        .orElse(until);
  }

  /** When the hours end that a moment is inside of. */
  Instant closing(Instant inside) {
    Instant moment = inside;
    do {
      ZoneOffset offset = zone.getRules().getOffset(moment);
      LocalDate day = LocalDateTime.ofInstant(moment, offset).toLocalDate();
      LocalDateTime closes = day.atTime(hours.apply(day).orElseThrow().closes());
      moment = orChange(moment, closes.toInstant(offset));
    } while (isInside(moment));
    return moment;
  }
}
