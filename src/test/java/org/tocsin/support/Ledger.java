package org.tocsin.support;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.Ticks;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.outbox.Backoff;
import org.tocsin.outbox.DeadWorkerRescuer;
import org.tocsin.outbox.InDoubtResolver;
import org.tocsin.outbox.Outcomes;
import org.tocsin.outbox.Pauses;
import org.tocsin.outbox.RetryRule;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;

/** The ledger in the words of the tests: alerts with deliveries, processes that send, doubts. */
public final class Ledger {
  /** The middle of a working day in all contiguous states. */
  public static final Instant NOON = Instant.parse("2017-03-14T18:00:00Z");

  /** The waits of every process of a test: 10 seconds, 20, 40, then 60 at most. */
  public static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60), new Random(7));

  /** So many refusals in a row pause a channel, as by the setting's default. */
  public static final int IN_A_ROW = 5;

  private static final AtomicLong NEXT = new AtomicLong(1_000_000);

  public final Jdbi jdbi;
  public final SettableClock clock = new SettableClock(NOON);
  public final AddressKeys keys;
  public final Consent consent;
  public final Pauses pauses;
  private final List<SendingProcess> processes = new ArrayList<>();
  private LedgerAlert gatheredElsewhere;

  public Ledger(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.keys = AddressKeys.of(jdbi);
    this.consent = new Consent(jdbi, clock);
    this.pauses = new Pauses(jdbi, clock);
  }

  /** Over an empty database of its own. */
  public static Ledger fresh() {
    return new Ledger(TestDatabase.fresh().jdbi());
  }

  /** Takes out all but who represents whom, and sets the clock back to noon. */
  public void clear() {
    clock.set(NOON);
    gatheredElsewhere = null;
    processes.clear();
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                TRUNCATE subscriber, suppression, hold, consent_event, inbound_text, revision, alert, delivery,
                  worker, early_report, channel_pause CASCADE
                """));
  }

  static long next() {
    return NEXT.getAndIncrement();
  }

  /** An alert that is being sent, with no deliveries yet. */
  public LedgerAlert alert() {
    return new LedgerAlert(this, "sending");
  }

  /** An alert in another state. */
  public LedgerAlert alert(String state) {
    return new LedgerAlert(this, state);
  }

  /** A delivery of an alert that nobody sends at the moment; its id. */
  public long add(Channel channel, UUID addressKey, DeliveryState state, long subscriberId) {
    if (gatheredElsewhere == null) {
      gatheredElsewhere = alert("scheduled");
    }
    return gatheredElsewhere.add(channel, addressKey, state, subscriberId);
  }

  public long add(Channel channel, UUID addressKey, DeliveryState state) {
    return add(channel, addressKey, state, next());
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

  /** A process that has just been started. */
  public SendingProcess process() {
    SendingProcess process = new SendingProcess(this);
    processes.add(process);
    return process;
  }

  public Outcomes outcomes() {
    return outcomes(new Unwritten());
  }

  Outcomes outcomes(Unwritten unwritten) {
    return new Outcomes(
        jdbi, clock, new RetryRule(BACKOFF, IN_A_ROW), consent, unwritten, (handle, sid) -> {});
  }

  /**
   * Another process looks on for a while in which everyone who lives says so, and takes over from
   * the rest.
   */
  public void takeOver() {
    Worker onlooker = Worker.register(jdbi, SendingProcess.LIFE);
    AtomicLong ticks = new AtomicLong(Ticks.nanos());
    DeadWorkerRescuer leases = new DeadWorkerRescuer(jdbi, clock, onlooker, ticks::get);
    leases.takeOver();
    ticks.addAndGet(SendingProcess.LIFE.plusSeconds(1).toNanos());
    processes.forEach(SendingProcess::live);
    leases.takeOver();
    onlooker.deregister();
  }

  public InDoubtResolver doubts(InDoubtResolver.Search search) {
    return new InDoubtResolver(jdbi, clock, outcomes(), search, Duration.ofSeconds(10));
  }

  /** As when the person leaves by some way of their own. */
  public void optOut(Channel channel, String address) {
    consent.withdraw(
        channel, keys.of(channel, address), Consent.Reason.BY_HAND, new Evidence("test", "", ""));
  }

  /** How often consent to write to this address was withdrawn. */
  public long withdrawals(Channel channel, String address) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM consent_event
                    WHERE channel = :channel AND address_key = :key AND change = 'withdrawn'
                    """)
                .bind("channel", channel.code())
                .bind("key", keys.of(channel, address))
                .mapTo(Long.class)
                .one());
  }

  /** How many deliveries of all alerts stand there. */
  public long count(DeliveryState state) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM delivery WHERE state = :state")
                .bind("state", state.code())
                .mapTo(Long.class)
                .one());
  }

  /** The database's own time, by which rates are kept. */
  public Instant databaseTime() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
  }

  public DeliveryAssert assertThatDelivery(long id) {
    return new DeliveryAssert(jdbi, id);
  }

  public String state(long id) {
    return DeliveryAssert.Row.of(jdbi, id).state().code();
  }

  /** The provider's last code, or "". */
  public String code(long id) {
    return DeliveryAssert.Row.of(jdbi, id).code();
  }

  /** What happened to a delivery off the straight way, as "1 deferred 451 4.3.0 later". */
  public List<String> events(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT concat_ws(' ', attempt, what, nullif(detail, '')) FROM delivery_event
                    WHERE delivery_id = :id ORDER BY id
                    """)
                .bind("id", id)
                .mapTo(String.class)
                .list());
  }
}
