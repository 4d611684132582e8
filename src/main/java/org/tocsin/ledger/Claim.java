package org.tocsin.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Leases what is due to one worker, and takes out whoever has opted out. */
public final class Claim {
  // Each is one look-up by key for one delivery d. As scalar subqueries they stay that: an EXISTS
  // may be planned as a look through all subscribers.
  static final String LEFT =
      """
      coalesce(
        (SELECT true FROM suppression s WHERE s.channel = d.channel AND s.address_key = d.address_key),
        (SELECT NOT CASE d.channel WHEN <email> THEN p.email_consent ELSE p.sms_consent END
         FROM subscriber p WHERE p.id = d.subscriber_id),
        false)
      """;

  static final String HELD =
      """
      (SELECT h.decided_at IS NULL FROM hold h
       WHERE h.channel = d.channel AND h.address_key = d.address_key AND h.decided_at IS NULL)
      """;

  // The alerts are few and taken in random order, so that a large one does not hold up a small one.
  // Each lateral scan starts at the front of the index delivery_due and stops after :size rows, so
  // the cost of a claim does not depend on how much has been sent. Its commit does not wait for the
  // disk: should the database crash, a lease without an attempt is the same as none, and the commit
  // that writes the attempt does wait.
  static final String CLAIM =
      """
      WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
      open AS MATERIALIZED (
        SELECT id FROM unhurried, alert WHERE state IN ('gathering', 'sending') AND :channel = ANY(channels)
          AND NOT EXISTS (SELECT FROM channel_pause WHERE channel = :channel)
        ORDER BY random()),
      due AS MATERIALIZED (
        SELECT d.id, <left> AS gone
        FROM open CROSS JOIN LATERAL (
          SELECT id, channel, address_key, subscriber_id FROM delivery d
          WHERE alert_id = open.id AND channel = :channel AND state = 'queued' AND due_at <= :now
            AND (closes_at IS NULL OR closes_at > :atMost) AND <held> IS NULL
          ORDER BY due_at LIMIT :size FOR UPDATE SKIP LOCKED) d
        LIMIT :size),
      claimed AS (
        UPDATE delivery d SET
          state = CASE WHEN gone THEN 'suppressed' ELSE 'leased' END,
          worker_id = CASE WHEN gone THEN NULL ELSE :worker END,
          settled_at = CASE WHEN gone THEN :now END,
          attempted_at = NULL
        FROM due WHERE d.id = due.id
        RETURNING d.id, alert_id, subscriber_id, rendering_id, channel, address, d.address_key, first_name,
          attempts + 1 AS attempt, in_doubt_at IS NOT NULL AS again, closes_at, segments, gone),
      left_out AS (
        INSERT INTO delivery_event (delivery_id, at, attempt, what)
        SELECT id, :now, attempt - 1, :left FROM claimed WHERE gone)
      SELECT * FROM claimed WHERE NOT gone
      """
          .replace("<left>", LEFT)
          .replace("<held>", HELD);

  private static final String PROBE =
      CLAIM.replace("due_at <= :now", "due_at <= :now AND attempts > 0");

  private Claim() {}

  /**
   * Leases up to {@code size} deliveries of a channel. Whoever has left is {@code suppressed} by
   * the same statement.
   *
   * @return empty when nothing is due, or the channel or the alerts are paused
   */
  public static List<ClaimedDelivery> of(Handle handle, LeaseTerms terms, int size) {
    return claim(CLAIM, handle, terms, size);
  }

  /**
   * Leases one, if it can be one that was tried before: it says more than one that a server has
   * never seen.
   */
  public static List<ClaimedDelivery> probe(Handle handle, LeaseTerms terms) {
    List<ClaimedDelivery> tried = claim(PROBE, handle, terms, 1);
    return tried.isEmpty() ? claim(CLAIM, handle, terms, 1) : tried;
  }

  private static List<ClaimedDelivery> claim(
      String statement, Handle handle, LeaseTerms terms, int size) {
    return handle
        .createQuery(statement)
        .bind("channel", terms.channel().code())
        .bind("size", size)
        .bind("worker", terms.worker())
        .bind("now", terms.now())
        .bind("atMost", terms.atMost())
        .bind("left", Move.LEAVE.event())
        .map((row, c) -> ClaimedDelivery.of(row))
        .list();
  }
}
