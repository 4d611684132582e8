package org.tocsin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time of a process that goes on evenly when somebody sets the machine's clock. It follows
 * small corrections, and never goes back. From a leap on, and while the database shows another
 * time, nobody knows which time is right: {@link #plausible} are all that may be. A new start takes
 * the machine's clock as it is then.
 */
public final class SteadyClock extends Clock {
  /** Clocks that differ by less agree; they are set right by no more than that at a time. */
  static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Clock machine;
  private final LongSupplier ticks;
  private Instant base;
  private long baseTicks;
  private Instant last = Instant.MIN;
  private Duration databaseAhead = Duration.ZERO;

  /**
   * @param machine a clock that people and other programs may set
   * @param ticks nanoseconds that go on evenly, such as {@link Ticks}
   */
  public SteadyClock(Clock machine, LongSupplier ticks) {
    this.machine = machine;
    this.ticks = ticks;
    this.base = machine.instant();
    this.baseTicks = ticks.getAsLong();
  }

  /** By the clock of this machine. */
  public static SteadyClock system() {
    return new SteadyClock(Clock.systemUTC(), Ticks::nanos);
  }

  @Override
  public synchronized Instant instant() {
    long now = ticks.getAsLong();
    Instant shown = machine.instant();
    Instant counted = base.plusNanos(now - baseTicks);
    if (!agree(shown, counted)) {
      return forward(counted);
    }
    base = shown;
    baseTicks = now;
    return forward(shown);
  }

  /** It stands still where it would go back. */
  private Instant forward(Instant time) {
    last = time.isAfter(last) ? time : last;
    return last;
  }

  private static boolean agree(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(TOLERANCE) < 0;
  }

  /**
   * The database has given its time.
   *
   * @param at what this clock showed then
   */
  public synchronized void compare(Instant database, Instant at) {
    databaseAhead = Duration.between(at, database);
  }

  private synchronized Instant database(Instant now) {
    return now.plus(databaseAhead);
  }

  /** Every time that it may be: its own, first, and those of the machine and the database. */
  public static List<Instant> plausible(Clock clock) {
    Instant now = clock.instant();
    List<Instant> times = new ArrayList<>(List.of(now));
    if (clock instanceof SteadyClock steady) {
      for (Instant other : List.of(steady.machine.instant(), steady.database(now))) {
        if (!agree(now, other)) {
          times.add(other);
        }
      }
    }
    return times;
  }

  /** Whether there is no doubt what time it is. */
  public static boolean isSure(Clock clock) {
    return plausible(clock).size() == 1;
  }

  /** It is this late at least. */
  public static Instant earliest(Clock clock) {
    return plausible(clock).stream().min(Instant::compareTo).orElseThrow();
  }

  /** It is this late at most. */
  public static Instant latest(Clock clock) {
    return plausible(clock).stream().max(Instant::compareTo).orElseThrow();
  }

  /** What is doubtful about the time, in words for an operator; empty where nothing is. */
  public static Optional<String> doubt(Clock clock) {
    List<Instant> times = plausible(clock);
    if (times.size() == 1) {
      return Optional.empty();
    }
    Duration apart = Duration.between(times.get(0), times.get(1));
    return Optional.of(
        "The clock of this machine or of the database was set "
            + (apart.isNegative() ? "back" : "ahead")
            + " by "
            + Math.round(apart.abs().toSeconds() / 60.0)
            + " minutes. Until they agree, texts go only at hours that fit by every clock, and"
            + " nothing expires. Set the clock right; if it is right now, restart Tocsin.");
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new Zoned(this, zone);
  }

  private static final class Zoned extends Clock {
    private final Clock clock;
    private final ZoneId zone;

    Zoned(Clock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Zoned(clock, other);
    }
  }
}
