package org.tocsin.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.SteadyClock;
import org.tocsin.ledger.ClaimedDelivery;

/**
 * When the hours for a text end. While nobody knows what time it is, since clocks differ, it must
 * be inside its hours and before its alert's deadline by every one of them (P6).
 */
public final class SureHours implements Function<ClaimedDelivery, Optional<Instant>> {
  private final Jdbi jdbi;
  private final Clock clock;
  private final TextHours hours;

  public SureHours(Jdbi jdbi, Clock clock, TextHours hours) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.hours = hours;
  }

  /**
   * @return by the process's own clock; now where it is outside by one of them
   */
  @Override
  public Optional<Instant> apply(ClaimedDelivery due) {
    List<Instant> times = SteadyClock.plausible(clock);
    if (times.size() == 1) {
      return due.closesAt();
    }
    Text text = text(due);
    return times.stream()
        .flatMap(time -> left(text, time).stream())
        .min(Duration::compareTo)
        .map(times.get(0)::plus);
  }

  private record Text(Place place, Optional<Instant> deadline) {}

  private Text text(ClaimedDelivery due) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT <place> AS place, a.deadline
                    FROM alert a LEFT JOIN subscriber s ON s.id = :subscriber WHERE a.id = :alert
                    """
                        .replace("<place>", Place.KEY))
                .bind("subscriber", due.subscriberId())
                .bind("alert", due.alertId())
                .map(
                    row ->
                        new Text(
                            Place.of(row.getColumn("place", String.class)),
                            Optional.ofNullable(row.getColumn("deadline", Instant.class))))
                .one());
  }

  /** How long it may still go if it is this time; empty where it may for ever. */
  private Optional<Duration> left(Text text, Instant time) {
    Optional<TextHours.Window> window = hours.next(time, text.place());
    if (window.isEmpty() || window.get().opens().isAfter(time)) {
      return Optional.of(Duration.ZERO);
    }
    return Stream.of(window.get().closes(), text.deadline())
        .flatMap(Optional::stream)
        .map(end -> Duration.between(time, end))
        .min(Duration::compareTo);
  }
}
