package org.tocsin.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;

/**
 * Addresses to which nothing goes until someone has looked at what the person wrote, since it may
 * be an opt-out. A hold ends by an organizer's decision, or by the person's own clear word.
 */
public final class Holds {
  private final Clock clock;

  public Holds(Clock clock) {
    this.clock = clock;
  }

  /** How a hold ends. Held by a CHECK in the database. */
  public enum Decision {
    /** It was an opt-out. */
    STOP,
    /** It was none: what waited goes on. */
    KEEP;

    /** As it stands in the database. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Holds everything to an address, within a transaction of the caller's.
   *
   * @param source what can be looked up later, such as a provider's id
   * @param reading of the words, why they are unclear
   * @return false when it was held already; the words are added to those that are there
   */
  public boolean hold(
      Handle handle,
      Channel channel,
      UUID addressKey,
      String source,
      String words,
      ReplyClassification reading) {
    return handle
        .createQuery(
            """
            INSERT INTO hold (channel, address_key, since, source, words, why)
            VALUES (:channel, :key, :now, :source, :words, :why)
            ON CONFLICT (channel, address_key) WHERE decided_at IS NULL
            DO UPDATE SET words = hold.words || chr(10) || excluded.words
            RETURNING xmax = 0
            """)
        .bind("channel", channel)
        .bind("key", addressKey)
        .bind("now", now(clock))
        .bind("source", source)
        .bind("words", words.replace("\0", ""))
        .bind("why", reading.why())
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether nothing goes to an address until somebody decides. */
  public static boolean isOpen(Handle handle, Channel channel, UUID addressKey) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM hold WHERE channel = :channel AND address_key = :key
                             AND decided_at IS NULL)
            """)
        .bind("channel", channel)
        .bind("key", addressKey)
        .mapTo(Boolean.class)
        .one();
  }

  /** Ends a hold if there is one, within a transaction of the caller's. */
  static void end(Handle handle, Channel channel, UUID addressKey, Decision decision, Clock clock) {
    handle
        .createUpdate(
            """
            UPDATE hold SET decided_at = :now, decision = :decision
            WHERE channel = :channel AND address_key = :key AND decided_at IS NULL
            """)
        .bind("now", now(clock))
        .bind("decision", decision.code())
        .bind("channel", channel)
        .bind("key", addressKey)
        .execute();
  }

  /** Forgets the words of all holds on an address. */
  static void forget(Handle handle, UUID addressKey) {
    handle
        .createUpdate("UPDATE hold SET words = '', why = '' WHERE address_key = :key")
        .bind("key", addressKey)
        .execute();
  }

  private static Instant now(Clock clock) {
    return clock.instant();
  }
}
