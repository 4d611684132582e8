package org.tocsin.support;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tocsin.Channel;
import org.tocsin.ledger.DeliveryState;

/** An alert whose deliveries were put into the ledger without the way that leads there. */
public final class LedgerAlert {
  public final long id;
  private final Ledger ledger;
  private final long renderingId;
  private Instant due;
  private Instant closes;

  LedgerAlert(Ledger ledger, String state) {
    this.ledger = ledger;
    this.due = ledger.clock.instant();
    this.id =
        ledger.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        WITH r AS (
                          INSERT INTO revision (slug, number, fingerprint, created_at)
                          VALUES ('sheet-' || :n, 1, 'f', :now) RETURNING id)
                        INSERT INTO alert (revision_id, state, channels, release_at, created_at,
                                           gathered_at)
                        SELECT id, :state, ARRAY['email', 'sms'], :now, :now, :now FROM r
                        RETURNING id
                        """)
                    .bind("n", Ledger.next())
                    .bind("state", state)
                    .bind("now", due.atOffset(ZoneOffset.UTC))
                    .mapTo(Long.class)
                    .one());
    this.renderingId =
        ledger.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO rendering (alert_id, key, channel, lang, body)
                        VALUES (:alert, gen_random_uuid(), 'email', 'en', 'text') RETURNING id
                        """)
                    .bind("alert", id)
                    .mapTo(Long.class)
                    .one());
  }

  /** From now on its deliveries are due then. */
  public LedgerAlert due(Instant at) {
    due = at;
    return this;
  }

  /** From now on its deliveries may not go from then on. */
  public LedgerAlert closing(Instant at) {
    closes = at;
    return this;
  }

  /** A queued email; its id. */
  public long email(String address) {
    return add(Channel.EMAIL, address, DeliveryState.QUEUED);
  }

  /** A queued email to someone on the list; its id. */
  public long email(String address, long subscriberId) {
    UUID key = ledger.keys.of(Channel.EMAIL, address);
    return add(Channel.EMAIL, key, DeliveryState.QUEUED, subscriberId, address);
  }

  /** A queued text; its id. */
  public long text(String number) {
    return add(Channel.SMS, number, DeliveryState.QUEUED);
  }

  private long add(Channel channel, String address, DeliveryState state) {
    return add(channel, ledger.keys.of(channel, address), state, Ledger.next(), address);
  }

  long add(Channel channel, UUID addressKey, DeliveryState state, long subscriberId) {
    return add(channel, addressKey, state, subscriberId, "x");
  }

  private long add(
      Channel channel, UUID addressKey, DeliveryState state, long subscriber, String address) {
    return ledger.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key,
                      due_at, closes_at, worker_id, attempts, channel, state, address)
                    VALUES (:alert, :subscriber, :rendering, :key, :due, :closes,
                      CASE :state WHEN 'leased' THEN 1 END,
                      CASE :state WHEN 'queued' THEN 0 ELSE 1 END, :channel, :state, :address)
                    RETURNING id
                    """)
                .bind("alert", id)
                .bind("subscriber", subscriber)
                .bind("rendering", renderingId)
                .bind("key", addressKey)
                .bind("due", due.atOffset(ZoneOffset.UTC))
                .bind("closes", closes == null ? null : closes.atOffset(ZoneOffset.UTC))
                .bind("channel", channel.code())
                .bind("state", state.code())
                .bind("address", address)
                .mapTo(Long.class)
                .one());
  }

  /** So many people, each with a queued email. */
  public LedgerAlert withSubscribers(int people) {
    ledger.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key,
                      due_at, closes_at, channel, address)
                    SELECT :alert, n, :rendering, gen_random_uuid(), :due, :closes, 'email',
                      'p' || n || '@example.org'
                    FROM generate_series(1, :people) AS n
                    """)
                .bind("alert", id)
                .bind("rendering", renderingId)
                .bind("due", due.atOffset(ZoneOffset.UTC))
                .bind("closes", closes == null ? null : closes.atOffset(ZoneOffset.UTC))
                .bind("people", people)
                .execute());
    return this;
  }

  /** The ids of its deliveries. */
  public List<Long> deliveries() {
    return ledger.jdbi.withHandle(
        handle ->
            new ArrayList<>(
                handle
                    .createQuery("SELECT id FROM delivery WHERE alert_id = :alert ORDER BY id")
                    .bind("alert", id)
                    .mapTo(Long.class)
                    .list()));
  }
}
