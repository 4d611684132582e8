package org.tocsin.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Ticks;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Resend;
import org.tocsin.ledger.SendResult;

/**
 * Settles deliveries that may or may not have been handed over (P5). An email goes once more under
 * the same Message-ID, by which receivers tell twins. A text is looked up at the provider and goes
 * again only when it is not there.
 */
public final class InDoubtResolver {
  private static final Logger LOG = LoggerFactory.getLogger(InDoubtResolver.class);

  /** Asks the provider for a text to this number, sent at that time or later. */
  public interface Search {
    /**
     * @return its id, or empty when it never arrived there
     */
    Optional<String> find(ClaimedDelivery due, Instant since);
  }

  /**
   * @param since when it was attempted
   */
  private record Doubt(ClaimedDelivery due, Instant since) {}

  /** Clocks that are set back are hardly set back by more. */
  private static final Duration A_DAY = Duration.ofHours(25);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Outcomes outcomes;
  private final Search search;
  private final Duration untilFound;

  /** Texts whose attempt bears a time to come, and when they were seen first, in {@link Ticks}. */
  private final Map<Long, Long> misdated = new HashMap<>();

  /**
   * @param untilFound how long the provider may take until a text that it took can be found
   */
  public InDoubtResolver(
      Jdbi jdbi, Clock clock, Outcomes outcomes, Search search, Duration untilFound) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.outcomes = outcomes;
    this.search = search;
    this.untilFound = untilFound;
  }

  public synchronized void settle() {
    jdbi.useHandle(handle -> Resend.emails(handle, clock.instant()));
    List<Doubt> texts = texts();
    misdated.keySet().retainAll(texts.stream().map(text -> text.due().id()).toList());
    texts.stream().filter(this::canBeFound).map(this::since).forEach(this::settleText);
  }

  /** Where a clock has been set back, the time of the attempt tells nothing. */
  private boolean canBeFound(Doubt text) {
    long now = Ticks.nanos();
    return !isMisdated(text)
        || now - misdated.computeIfAbsent(text.due().id(), id -> now) >= untilFound.toNanos();
  }

  private boolean isMisdated(Doubt text) {
    return text.since().isAfter(clock.instant());
  }

  private Doubt since(Doubt text) {
    return isMisdated(text) ? new Doubt(text.due(), clock.instant().minus(A_DAY)) : text;
  }

  private List<Doubt> texts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, alert_id, subscriber_id, rendering_id, channel, address, address_key, first_name,
                      attempts AS attempt, true AS again, closes_at, segments, attempted_at
                    FROM delivery
                    WHERE channel = <sms> AND state = 'in_doubt'
                      AND (attempted_at <= :before OR attempted_at > :now)
                    ORDER BY id LIMIT 100
                    """)
                .bind("before", clock.instant().minus(untilFound))
                .bind("now", clock.instant())
                .map(
                    (row, c) ->
                        new Doubt(
                            ClaimedDelivery.of(row), row.getTimestamp("attempted_at").toInstant()))
                .list());
  }

  private void settleText(Doubt doubt) {
    try {
      Optional<String> sid = search.find(doubt.due(), doubt.since());
      if (sid.isPresent()) {
        outcomes.record(List.of(new SendResult(doubt.due(), new Outcome.Accepted(sid.get()))));
      } else {
        sendAgain(doubt.due());
      }
    } catch (RuntimeException e) {
      // Still in doubt; upkeep asks again.
      LOG.warn("Delivery {} stays in doubt: the provider could not be asked", doubt.due().id());
    }
  }

  private void sendAgain(ClaimedDelivery due) {
    jdbi.useHandle(handle -> Resend.text(handle, due.id(), due.attempt(), clock.instant()));
  }
}
