package org.tocsin.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;

/**
 * Who must not be written to, and the record of how that came about. Each change is one row of
 * {@code suppression} and one {@code consent_event} in the same transaction. What takes a handle
 * stands in a transaction of the caller's, who may have connections of its own for what must not
 * wait.
 */
public final class Consent {
  private final Jdbi jdbi;
  private final Clock clock;

  public Consent(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Why an address is suppressed, the weakest first: what comes later also holds for whoever could
   * have lifted what came before. Held by a CHECK in the database.
   */
  public enum Reason {
    /** A click of their own, which a tick of their own takes back. */
    UNSUBSCRIBE,
    HARD_BOUNCE,
    PROVIDER,
    /** They wrote that the number is not theirs, or that its owner has died. */
    WRONG_NUMBER,
    STOP,
    /** Said to an organizer. */
    BY_HAND,
    COMPLAINT;

    /** All of them as they stand in the database, the weakest first. */
    public static String[] codes() {
      return Arrays.stream(values()).map(Reason::code).toArray(String[]::new);
    }

    /** As it stands in the database. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Ends all writing to an address on a channel. Where that has ended already, a stronger reason
   * takes the place of the weaker one, as a change of its own.
   *
   * @return false when it already was suppressed for this reason or a stronger one; nothing has
   *     changed then (E12)
   */
  public boolean withdraw(Channel channel, UUID addressKey, Reason reason, Evidence evidence) {
    return jdbi.inTransaction(handle -> withdraw(handle, channel, addressKey, reason, evidence));
  }

  /** The same within a transaction of the caller's. */
  public boolean withdraw(
      Handle handle, Channel channel, UUID addressKey, Reason reason, Evidence evidence) {
    boolean changed =
        handle
                .createUpdate(
                    """
                    INSERT INTO suppression (channel, address_key, reason, since)
                    VALUES (:channel, :key, :reason, :now)
                    ON CONFLICT (channel, address_key) DO UPDATE SET reason = excluded.reason
                    WHERE array_position(:weakestFirst, suppression.reason)
                        < array_position(:weakestFirst, excluded.reason)
                    """)
                .bindArray("weakestFirst", String.class, (Object[]) Reason.codes())
                .bind("channel", channel)
                .bind("key", addressKey)
                .bind("reason", reason.code())
                .bind("now", now())
                .execute()
            == 1;
    if (changed) {
      record(handle, channel, addressKey, "withdrawn", evidence);
    }
    Holds.end(handle, channel, addressKey, Holds.Decision.STOP, clock);
    return changed;
  }

  /**
   * Takes a suppression back. Only for the person's own START, a confirmed sign-up (P4), or their
   * own tick where they had unsubscribed by a click.
   *
   * @return false when nothing was suppressed; nothing has changed then
   */
  public boolean restore(Channel channel, UUID addressKey, Evidence evidence) {
    return jdbi.inTransaction(handle -> restore(handle, channel, addressKey, evidence));
  }

  /** The same within a transaction of the caller's. */
  public boolean restore(Handle handle, Channel channel, UUID addressKey, Evidence evidence) {
    Holds.end(handle, channel, addressKey, Holds.Decision.KEEP, clock);
    boolean changed =
        handle
                .createUpdate(
                    "DELETE FROM suppression WHERE channel = :channel AND address_key = :key")
                .bind("channel", channel)
                .bind("key", addressKey)
                .execute()
            == 1;
    if (changed) {
      record(handle, channel, addressKey, "restored", evidence);
    }
    return changed;
  }

  /**
   * Ends a hold by which nothing went to an address, within a transaction of the caller's: what the
   * person wrote was no opt-out.
   */
  public void keep(Handle handle, Channel channel, UUID addressKey) {
    Holds.end(handle, channel, addressKey, Holds.Decision.KEEP, clock);
  }

  /**
   * Records that someone agreed, within a transaction of the caller's. That lifts no suppression.
   *
   * @param evidence with the words that they were shown
   */
  public void give(Handle handle, Channel channel, UUID addressKey, Evidence evidence) {
    record(handle, channel, addressKey, "given", evidence);
  }

  /**
   * Forgets what is on record of an address, within a transaction of the caller's. Nothing goes to
   * it any more; its key stays, so that no old list brings it back (P4).
   *
   * @param by who has it forgotten: an account's email, or "command line"
   */
  public void forget(Handle handle, Channel channel, UUID addressKey, String by) {
    Holds.forget(handle, addressKey);
    handle
        .createUpdate("DELETE FROM consent_event WHERE address_key = :key")
        .bind("key", addressKey)
        .execute();
    Evidence erased = new Evidence("erased", by, "");
    withdraw(handle, channel, addressKey, Reason.BY_HAND, erased);
  }

  private void record(
      Handle handle, Channel channel, UUID addressKey, String change, Evidence evidence) {
    handle
        .createUpdate(
            """
            INSERT INTO consent_event (at, channel, address_key, change, way, source, words)
            VALUES (:now, :channel, :key, :change, :way, :source, :words)
            """)
        .bind("now", now())
        .bind("channel", channel)
        .bind("key", addressKey)
        .bind("change", change)
        .bind("way", evidence.way())
        .bind("source", evidence.source())
        .bind("words", evidence.words().replace("\0", ""))
        .execute();
  }

  public boolean isSuppressed(Channel channel, UUID addressKey) {
    return jdbi.withHandle(handle -> isSuppressed(handle, channel, addressKey));
  }

  /** The same within a transaction of the caller's. */
  public boolean isSuppressed(Handle handle, Channel channel, UUID addressKey) {
    return handle
        .createQuery(
            """
            SELECT EXISTS
              (SELECT FROM suppression WHERE channel = :channel AND address_key = :key)
            """)
        .bind("channel", channel)
        .bind("key", addressKey)
        .mapTo(Boolean.class)
        .one();
  }

  /** Why an address is suppressed; empty where it is not. */
  public Optional<Reason> reason(Handle handle, Channel channel, UUID addressKey) {
    return handle
        .createQuery(
            "SELECT reason FROM suppression WHERE channel = :channel AND address_key = :key")
        .bind("channel", channel)
        .bind("key", addressKey)
        .mapTo(String.class)
        .findOne()
        .map(code -> Reason.valueOf(code.toUpperCase(Locale.ROOT)));
  }

  private Instant now() {
    return clock.instant();
  }
}
