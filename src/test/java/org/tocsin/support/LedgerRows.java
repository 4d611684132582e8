package org.tocsin.support;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.outbox.DeliveryState;

/** Puts deliveries into the ledger without the way that leads there, each to a new subscriber. */
public final class LedgerRows {
  private static final AtomicLong NEXT = new AtomicLong(1_000_000);

  private final Jdbi jdbi;
  private final long alertId;
  private final long renderingId;

  public LedgerRows(Jdbi jdbi) {
    this.jdbi = jdbi;
    alertId =
        jdbi.withHandle(
            h ->
                id(
                    h,
                    """
                    WITH r AS (
                      INSERT INTO revision (slug, number, fingerprint, created_at)
                      VALUES ('sheet-' || :n, 1, 'f', now()) RETURNING id)
                    INSERT INTO alert (revision_id, channels, release_at, created_at, gathered_at)
                    SELECT id, ARRAY['email', 'sms'], now(), now(), now() FROM r RETURNING id
                    """,
                    NEXT.getAndIncrement()));
    renderingId =
        jdbi.withHandle(
            h ->
                id(
                    h,
                    """
                    INSERT INTO rendering (alert_id, fits, channel, lang, body)
                    VALUES (:n, 'all', 'email', 'en', 'text') RETURNING id
                    """,
                    alertId));
  }

  private static long id(Handle handle, String sql, long n) {
    return handle.createQuery(sql).bind("n", n).mapTo(Long.class).one();
  }

  /** Its id. */
  public long add(Channel channel, UUID addressKey, DeliveryState state, long subscriberId) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key,
                      due_at, worker_id, attempts, channel, state, address)
                    VALUES (:alert, :subscriber, :rendering, :key, now(),
                      CASE :state WHEN 'leased' THEN 1 END, 1, :channel, :state, 'x')
                    RETURNING id
                    """)
                .bind("alert", alertId)
                .bind("subscriber", subscriberId)
                .bind("rendering", renderingId)
                .bind("key", addressKey)
                .bind("channel", channel.code())
                .bind("state", state.code())
                .mapTo(Long.class)
                .one());
  }

  public long add(Channel channel, UUID addressKey, DeliveryState state) {
    return add(channel, addressKey, state, NEXT.getAndIncrement());
  }

  /** As the outcome of a send does. */
  public static void accept(Handle handle, long id, String providerId) {
    handle
        .createUpdate(
            """
            UPDATE delivery SET state = 'accepted', provider_id = :sid, worker_id = NULL
            WHERE id = :id
            """)
        .bind("sid", providerId)
        .bind("id", id)
        .execute();
  }

  public String state(long id) {
    return column("state", id);
  }

  public String code(long id) {
    return column("code", id);
  }

  private String column(String column, long id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT coalesce(" + column + ", '') FROM delivery WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }
}
