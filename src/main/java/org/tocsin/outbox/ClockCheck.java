package org.tocsin.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.SteadyClock;

/** Holds the time of this process against the machine's clock and the database's. */
public final class ClockCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);

  /** What took longer to be answered says nothing about the time. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final Clock clock;
  private boolean isLogged;

  public ClockCheck(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** To be called every few seconds; says once when clocks no longer agree, and when they do. */
  public void compare() {
    try {
      if (clock instanceof SteadyClock steady) {
        ask(steady);
      }
    } finally {
      tell();
    }
  }

  private void ask(SteadyClock steady) {
    Instant asked = clock.instant();
    Instant given =
        jdbi.withHandle(
            handle -> handle.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one());
    if (Duration.between(asked, clock.instant()).compareTo(LONGEST_ANSWER) < 0) {
      steady.compare(given, asked);
    }
  }

  private void tell() {
    Optional<String> doubt = why();
    if (doubt.isPresent() && !isLogged) {
      LOG.error(doubt.get());
    } else if (doubt.isEmpty() && isLogged) {
      LOG.warn("The clocks agree again");
    }
    isLogged = doubt.isPresent();
  }

  /** What is doubtful about the time, in a sentence for an operator. */
  public Optional<String> why() {
    return SteadyClock.doubt(clock);
  }
}
