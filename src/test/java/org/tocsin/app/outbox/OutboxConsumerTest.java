package org.tocsin.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tocsin.Channel.EMAIL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.SendResult;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Pace;
import org.tocsin.outbox.RateLimiter;
import org.tocsin.outbox.Tempo;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.support.Ledger;

/** What becomes of people's deliveries between the ledger and the route that hands them over. */
final class OutboxConsumerTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final String ROUTE = "deliver";
  private static final String ANN = "ann@example.org";
  private static final String BEN = "ben@example.org";
  private static final Duration A_WHILE = Duration.ofMillis(500);

  private final Unwritten unwritten = new Unwritten();
  private final Queue<String> handedOver = new ConcurrentLinkedQueue<>();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private Worker worker;
  private LostLeaseRescuer strays;

  @BeforeEach
  void register() {
    LEDGER.clear();
    worker = Worker.register(LEDGER.jdbi, Duration.ofSeconds(60));
    strays = new LostLeaseRescuer(LEDGER.jdbi, LEDGER.clock, worker, unwritten);
  }

  @AfterEach
  void stop() {
    camel.stop();
    worker.deregister();
  }

  /** One claim of two at a time, which the mail server takes unless this throws. */
  private void deliver(UnaryOperator<List<ClaimedDelivery>> handOff) throws Exception {
    camel.addComponent(
        "outbox",
        new OutboxComponent(
            new Outbox(LEDGER.jdbi, LEDGER.clock, worker),
            strays,
            unwritten,
            new Tempo(new RateLimiter(LEDGER.jdbi), new Pace(Ledger.BACKOFF))));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("outbox:email?consumers=1&claim=2")
                .routeId(ROUTE)
                .transform()
                .body(List.class, claim -> accepted(handOff.apply(claims(claim))));
          }
        });
    camel.start();
  }

  private static List<ClaimedDelivery> claims(List<?> body) {
    return body.stream().map(ClaimedDelivery.class::cast).toList();
  }

  private List<SendResult> accepted(List<ClaimedDelivery> claim) {
    List<SendResult> results = new ArrayList<>();
    for (ClaimedDelivery due : claim) {
      handedOver.add(due.address());
      results.add(new SendResult(due, new Outcome.Accepted("<" + due.id() + "@example.org>")));
    }
    LEDGER.outcomes().record(results);
    return results;
  }

  private void assertThatNothingIsHandedOver() {
    await().during(A_WHILE).until(handedOver::isEmpty);
  }

  private void awaitHandedOver(String... addresses) {
    await().untilAsserted(() -> assertThat(handedOver).containsExactlyInAnyOrder(addresses));
  }

  // P3
  @Test
  void who_leaves_while_their_claim_waits_for_its_turn_gets_nothing() throws Exception {
    long ann = LEDGER.alert().email(ANN);
    long ben = LEDGER.alert().email(BEN);
    LEDGER.jdbi.useTransaction(
        turn -> {
          turn.execute("SELECT FROM rate FOR UPDATE");
          deliver(claim -> claim);
          await().until(() -> isLeased(ann) && isLeased(ben));
          LEDGER.optOut(EMAIL, ANN);
        });
    awaitHandedOver(BEN);
    LEDGER.assertThatDelivery(ann).isSuppressed().wasNeverAttempted();
  }

  private static boolean isLeased(long id) {
    return LEDGER.state(id).equals("leased");
  }

  // P1
  @Test
  void a_claim_that_fails_on_its_way_is_in_doubt_and_the_next_goes_out() throws Exception {
    long ann = LEDGER.alert().email(ANN);
    AtomicReference<ClaimedDelivery> failed = new AtomicReference<>();
    deliver(
        claim -> {
          if (failed.compareAndSet(null, claim.get(0))) {
            throw new IllegalStateException("the mail server's answer cannot be read");
          }
          return claim;
        });
    await().until(() -> failed.get() != null && !strays.isHeld(failed.get()));
    LEDGER.alert().email(BEN);
    awaitHandedOver(BEN);
    strays.settle();
    strays.settle();
    LEDGER.assertThatDelivery(ann).isInDoubt().wasAttempted(1, Ledger.NOON);
  }

  // P1
  @Test
  void nothing_is_handed_over_while_an_outcome_waits_to_be_written() throws Exception {
    AtomicBoolean isFull = new AtomicBoolean(true);
    unwritten.write(
        () -> {
          if (isFull.get()) {
            throw new IllegalStateException("the disk is full");
          }
        });
    long ann = LEDGER.alert().email(ANN);
    deliver(claim -> claim);
    assertThatNothingIsHandedOver();
    LEDGER.assertThatDelivery(ann).isQueued();
    isFull.set(false);
    unwritten.catchUp();
    awaitHandedOver(ANN);
  }

  @Test
  void a_suspended_route_takes_nothing_from_the_queue_until_it_is_resumed() throws Exception {
    deliver(claim -> claim);
    camel.getRouteController().suspendRoute(ROUTE);
    long ann = LEDGER.alert().email(ANN);
    assertThatNothingIsHandedOver();
    LEDGER.assertThatDelivery(ann).isQueued();
    camel.getRouteController().resumeRoute(ROUTE);
    awaitHandedOver(ANN);
  }

  // P1
  @Test
  void what_is_in_hand_when_the_route_is_stopped_comes_to_its_end() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    long ann = LEDGER.alert().email(ANN);
    deliver(
        claim -> {
          begun.countDown();
          awaitAnswer(answered);
          return claim;
        });
    begun.await();
    FutureTask<Void> stop =
        new FutureTask<>(
            () -> {
              camel.getRouteController().stopRoute(ROUTE);
              return null;
            });
    new Thread(stop, "stop").start();
    ServiceSupport consumer = (ServiceSupport) camel.getRoute(ROUTE).getConsumer();
    await().until(() -> consumer.isSuspendingOrSuspended() || consumer.isStoppingOrStopped());
    LEDGER.alert().email(BEN);
    answered.countDown();
    stop.get();
    assertThat(handedOver).containsExactly(ANN);
    LEDGER.assertThatDelivery(ann).isAccepted();
  }

  private static void awaitAnswer(CountDownLatch answered) {
    try {
      answered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
