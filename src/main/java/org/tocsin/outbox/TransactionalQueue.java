package org.tocsin.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.Outcome;

/** Notices that wait to be sent, as a queue in the database. */
public final class TransactionalQueue {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalQueue.class);

  /** After this an attempt without an outcome counts as broken off. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** An address gets no second notice within this time. */
  private static final Duration APART = Duration.ofMinutes(10);

  // Whoever left since it was made gets nothing more. An email asks someone who had left before
  // whether they want to come back, since only their own confirmation can bring them; a text never.
  // An answer to what they wrote goes to nobody who has left, and waits while that is not clear.
  private static final String CLAIM =
      """
      UPDATE notice SET attempts = attempts + 1, attempted_at = :now, due_at = :again
      WHERE id IN (
        SELECT id FROM notice
        WHERE channel = :channel AND outcome = 'waiting' AND due_at <= :now
          AND (channel = <email> OR attempts = 0 OR code <> '') AND expires_at > :now
          AND NOT EXISTS (SELECT FROM channel_pause WHERE channel = :channel)
          AND NOT EXISTS (SELECT FROM suppression s
                          WHERE s.channel = :channel AND s.address_key = notice.address_key
                            AND (s.channel = <sms> OR s.since >= notice.made_at
                                 OR notice.answers IS NOT NULL))
          AND NOT (notice.answers IS NOT NULL AND EXISTS (
            SELECT FROM hold h WHERE h.channel = :channel AND h.address_key = notice.address_key
              AND h.decided_at IS NULL))
        ORDER BY due_at LIMIT :size FOR UPDATE SKIP LOCKED)
      RETURNING id, channel, address, address_key, subject, body, expires_at
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final int perDay;

  /**
   * @param perDay how many an address gets within a day at most
   */
  public TransactionalQueue(Jdbi jdbi, Clock clock, Consent consent, int perDay) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
    this.perDay = perDay;
  }

  /**
   * Puts a notice into the queue, within a transaction of the caller's. Where the address had one a
   * moment ago, or enough for a day, there is none: nobody fills a stranger's mailbox from here.
   * Those for one address are counted one after the other, each when the one before is committed.
   *
   * @param due when it may go
   * @param expires after which it is not sent any more
   */
  public void add(Handle handle, NewNotice notice, Instant due, Instant expires) {
    handle
        .createQuery("SELECT true FROM pg_advisory_xact_lock(hashtextextended(:key::text, 28))")
        .bind("key", notice.addressKey())
        .mapTo(Boolean.class)
        .one();
    handle
        .createUpdate(
            """
            INSERT INTO notice (channel, address, address_key, subject, body, made_at, due_at,
              expires_at)
            SELECT :channel, :address, :key, :subject, :body, :now, :due, :expires
            WHERE NOT EXISTS (SELECT FROM notice
                              WHERE address_key = :key AND asked AND made_at > :lately)
              AND (SELECT count(*) FROM notice
                   WHERE address_key = :key AND asked AND made_at > :yesterday) < :perDay
            """)
        .bind("channel", notice.channel())
        .bind("address", notice.address())
        .bind("key", notice.addressKey())
        .bind("subject", notice.subject())
        .bind("body", notice.body())
        .bind("now", clock.instant())
        .bind("due", due)
        .bind("expires", expires)
        .bind("lately", clock.instant().minus(APART))
        .bind("yesterday", clock.instant().minus(Duration.ofDays(1)))
        .bind("perDay", perDay)
        .execute();
  }

  /**
   * Puts an email to an organizer into the queue that nobody asked for, within a transaction of the
   * caller's. The limits for an address neither hold for it nor does it count there; how many there
   * are is up to the caller.
   *
   * @param expires after which it is not sent any more
   */
  public void write(
      Handle handle, String address, UUID key, String subject, String body, Instant expires) {
    handle
        .createUpdate(
            """
            INSERT INTO notice (channel, address, address_key, subject, body, made_at, due_at,
              expires_at, asked)
            VALUES (<email>, :address, :key, :subject, :body, :now, :now, :expires, false)
            """)
        .bind("address", address)
        .bind("key", key)
        .bind("subject", subject)
        .bind("body", body)
        .bind("now", clock.instant())
        .bind("expires", expires)
        .execute();
  }

  /**
   * Puts an organizer's answer to what somebody wrote into the queue, within a transaction of the
   * caller's. The limits for an address do not hold for it, and it does not go to whoever has left,
   * whenever that was.
   *
   * @param reply number of what it answers
   * @param due when it may go
   * @param expires after which it is not sent any more
   * @return the id of the notice
   */
  public long answer(Handle handle, NewNotice notice, long reply, Instant due, Instant expires) {
    return handle
        .createQuery(
            """
            INSERT INTO notice (channel, address, address_key, subject, body, made_at, due_at,
              expires_at, asked, answers)
            VALUES (:channel, :address, :addressKey, :subject, :body, :now, :due, :expires, false,
              :reply)
            RETURNING id
            """)
        .bindMethods(notice)
        .bind("now", clock.instant())
        .bind("due", due)
        .bind("expires", expires)
        .bind("reply", reply)
        .mapTo(Long.class)
        .one();
  }

  /** Takes notices that are due, and writes their attempts before the network is touched. */
  public List<TransactionalMessage> claim(Channel channel, int size) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("channel", channel)
                .bind("size", size)
                .bind("now", clock.instant())
                .bind("again", clock.instant().plus(LONGEST_ATTEMPT))
                .map(ConstructorMapper.of(TransactionalMessage.class))
                .list());
  }

  /**
   * Writes what came of an attempt. Where nobody knows whether the provider has it, an email goes
   * again under the same Message-ID.
   */
  public void settle(TransactionalMessage notice, Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      identify(notice, accepted.providerId());
      end(notice, "accepted", "");
    } else if (outcome instanceof Outcome.Deferred deferred) {
      LOG.warn(
          "Notice {} waits for its next attempt: {} {}",
          notice.id(),
          deferred.code(),
          deferred.reason());
      postpone(notice, deferred.code());
    } else if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.OptedOut) {
      end(notice, "refused", outcome.code());
      suppress(notice, outcome);
    } else if (outcome instanceof Outcome.Unknown && notice.channel() == Channel.SMS) {
      end(notice, "in_doubt", "");
    }
  }

  private void suppress(TransactionalMessage notice, Outcome outcome) {
    if (outcome.endsAddress()) {
      consent.withdraw(
          notice.channel(),
          notice.addressKey(),
          Consent.Reason.PROVIDER,
          new Evidence("provider", "notice " + notice.id(), outcome.code()));
    }
  }

  private void postpone(TransactionalMessage notice, String code) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice SET code = :code,
                      due_at = :now + least(:longest, power(2, attempts) * interval '10 seconds')
                    WHERE id = :id AND outcome = 'waiting'
                    """)
                .bind("code", code)
                .bind("now", clock.instant())
                .bind("longest", LONGEST_WAIT)
                .bind("id", notice.id())
                .execute());
  }

  /** By this its reports are known. */
  private void identify(TransactionalMessage notice, String providerId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE notice SET provider_id = :provider WHERE id = :id AND channel = <sms>")
                .bind("provider", providerId)
                .bind("id", notice.id())
                .execute());
  }

  private void end(TransactionalMessage notice, String outcome, String code) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice SET outcome = :outcome, code = :code, settled_at = :now
                    WHERE id = :id AND outcome = 'waiting'
                    """)
                .bind("outcome", outcome)
                .bind("code", code)
                .bind("now", clock.instant())
                .bind("id", notice.id())
                .execute());
  }

  /** Ends what has come too late, and forgets what was settled a month ago. */
  public void deleteExpired() {
    Instant now = clock.instant();
    jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              UPDATE notice SET outcome = 'expired', settled_at = ?
              WHERE outcome = 'waiting' AND expires_at <= ?
              """,
              now,
              now);
          handle.execute("DELETE FROM notice WHERE settled_at < ?", now.minus(Duration.ofDays(30)));
        });
  }

  /**
   * Takes what a provider reports of a text that it took; the first report counts.
   *
   * @param code the provider's, or ""
   * @return the key of its address; empty where nothing has changed
   */
  public static Optional<UUID> report(
      Handle handle, String providerId, boolean isDelivered, String code) {
    return handle
        .createQuery(
            """
            UPDATE notice SET outcome = :outcome, code = :code
            WHERE channel = <sms> AND provider_id = :sid AND outcome = 'accepted'
            RETURNING address_key
            """)
        .bind("outcome", isDelivered ? "delivered" : "undelivered")
        .bind("code", isDelivered ? "" : code)
        .bind("sid", providerId)
        .mapTo(UUID.class)
        .findOne();
  }

  /** Forgets what was written to an address. */
  public static void forget(Handle handle, UUID addressKey) {
    handle
        .createUpdate("DELETE FROM notice WHERE address_key = :key")
        .bind("key", addressKey)
        .execute();
  }
}
