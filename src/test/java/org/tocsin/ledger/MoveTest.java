package org.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;
import static org.tocsin.support.Ledger.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.Channel;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;

/** Every move goes where {@link Move} says, and leaves the event that it names. */
final class MoveTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final long[] WORKER = {7};

  private LedgerAlert alert;

  @BeforeEach
  void an_alert() {
    LEDGER.clear();
    alert = LEDGER.alert();
  }

  static Stream<Arguments> moves() {
    return Stream.of(Move.values())
        .flatMap(move -> move.from().stream().sorted().map(from -> Arguments.of(move, from)));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void a_move_ends_where_it_says_and_leaves_its_event(Move move, DeliveryState from) {
    Channel channel = Set.of(Move.DELIVER, Move.FAIL, Move.GIVE_BACK).contains(move) ? SMS : EMAIL;
    long id = standing(from, channel);
    LEDGER.jdbi.useTransaction(handle -> make(handle, move, id, channel));
    assertThat(LEDGER.state(id)).isEqualTo(move.to().code());
    assertThat(whats(id)).isEqualTo(move.event().isEmpty() ? List.of() : List.of(move.event()));
  }

  private long standing(DeliveryState state, Channel channel) {
    long id = channel == EMAIL ? alert.email("ann@example.org") : alert.text("+13155550101");
    boolean wasBegun = state != DeliveryState.QUEUED && state != DeliveryState.LEASED;
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET state = ?, worker_id = ?, attempts = ?, provider_id = 'SM1'"
                    + " WHERE id = ?",
                state.code(),
                state == DeliveryState.LEASED ? WORKER[0] : null,
                wasBegun ? 1 : 0,
                id));
    return id;
  }

  private void make(Handle handle, Move move, long id, Channel channel) {
    switch (move) {
      case CLAIM -> Claim.of(handle, new LeaseTerms(channel, WORKER[0], NOON, NOON), 25);
      case PUT_BACK -> Rescue.giveBack(handle, WORKER);
      case ACCEPT, DEFER, REFUSE, OPT_OUT, DOUBT ->
          RecordResults.of(handle, List.of(row(handle, move, id, channel)), NOON);
      case RESEND -> Resend.emails(handle, NOON);
      case LEAVE -> Suppress.people(handle, new long[] {subscriber(handle, id)}, NOON);
      case EXPIRE -> Expire.these(handle, new long[] {id}, NOON);
      case CANCEL -> Cancel.alerts(handle, new long[] {alert.id}, NOON);
      case DELIVER, FAIL -> TakeReport.of(handle, "SM1", move, "30003", "", NOON);
      case BOUNCE -> TakeBounce.of(handle, id, "5.1.1", "unknown", NOON);
      case GIVE_BACK ->
          GiveBack.of(handle, GiveBack.find(handle, "SM1").orElseThrow(), "30003", "", NOON, NOON);
      case RETRY ->
          Retry.these(handle, new Retry.Choice(alert.id, List.of(), Set.of(), List.of()), NOON);
      case PLAN -> throw new AssertionError("It starts nowhere.");
    }
  }

  private static RecordResults.Row row(Handle handle, Move move, long id, Channel channel) {
    int attempts =
        handle.select("SELECT attempts FROM delivery WHERE id = ?", id).mapTo(int.class).one();
    // One that has waited again since was begun before.
    handle.execute("UPDATE delivery SET attempts = 1, attempted_at = ? WHERE id = ?", NOON, id);
    ClaimedDelivery due =
        new ClaimedDelivery(
            id,
            0,
            0,
            0,
            channel,
            "",
            new UUID(0, 1),
            "",
            Math.max(1, attempts),
            false,
            Optional.empty(),
            0);
    return new RecordResults.Row(due, outcome(move), NOON);
  }

  private static Outcome outcome(Move move) {
    return switch (move) {
      case ACCEPT -> new Outcome.Accepted("SM2");
      case DEFER -> new Outcome.Deferred("451", "later", Outcome.Fault.DELIVERY);
      case REFUSE -> new Outcome.Refused("550", "no", Outcome.Target.MESSAGE);
      case OPT_OUT -> new Outcome.OptedOut("21610", "left");
      default -> new Outcome.Unknown("the connection broke");
    };
  }

  private static long subscriber(Handle handle, long id) {
    return handle
        .select("SELECT subscriber_id FROM delivery WHERE id = ?", id)
        .mapTo(long.class)
        .one();
  }

  private static List<String> whats(long id) {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .select("SELECT what FROM delivery_event WHERE delivery_id = ? ORDER BY id", id)
                .mapTo(String.class)
                .list());
  }

  @Test
  void a_doubt_leaves_the_same_event_whoever_finds_it() {
    long ended = attempted("ann@example.org");
    LEDGER.jdbi.useHandle(handle -> Rescue.workers(handle, WORKER, "why", NOON));
    long lost = attempted("ben@example.org");
    LEDGER.jdbi.useHandle(handle -> Rescue.some(handle, WORKER[0], new long[] {lost}, "why", NOON));
    assertThat(List.of(ended, lost))
        .allSatisfy(id -> assertThat(LEDGER.events(id)).containsExactly("1 in_doubt why"));
  }

  private long attempted(String address) {
    long id = alert.email(address);
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET state = 'leased', worker_id = ?, attempts = 1, attempted_at ="
                    + " ? WHERE id = ?",
                WORKER[0],
                NOON,
                id));
    return id;
  }

  @Test
  void who_left_leaves_the_same_event_before_the_claim_and_before_the_attempt() {
    long early = alert.email("ann@example.org");
    LEDGER.optOut(EMAIL, "ann@example.org");
    long late = alert.email("ben@example.org");
    LEDGER.jdbi.useTransaction(
        handle -> Claim.of(handle, new LeaseTerms(EMAIL, WORKER[0], NOON, NOON), 25));
    LEDGER.optOut(EMAIL, "ben@example.org");
    LEDGER.jdbi.useTransaction(
        handle -> Begin.of(handle, new long[] {late}, WORKER[0], NOON, NOON));
    assertThat(List.of(early, late))
        .allSatisfy(id -> assertThat(LEDGER.state(id)).isEqualTo("suppressed"))
        .allSatisfy(id -> assertThat(LEDGER.events(id)).containsExactly("0 left"));
  }

  @Test
  void consent_that_is_withdrawn_leaves_it_too() {
    long id = alert.email("ann@example.org");
    LEDGER.jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              INSERT INTO subscriber (id, email, email_key, email_consent) OVERRIDING SYSTEM VALUE
              SELECT subscriber_id, 'ann@example.org', address_key, true FROM delivery WHERE id = ?
              """,
              id);
          handle.execute("UPDATE subscriber SET email_consent = false");
        });
    LEDGER.assertThatDelivery(id).isSuppressed();
    assertThat(LEDGER.events(id)).containsExactly("0 left");
  }

  @Test
  void a_result_that_comes_after_a_later_attempt_changes_nothing_and_leaves_nothing() {
    long id = attempted("ann@example.org");
    LEDGER.jdbi.useTransaction(
        handle -> {
          RecordResults.Row stale = row(handle, Move.REFUSE, id, EMAIL);
          handle.execute("UPDATE delivery SET attempts = 2 WHERE id = ?", id);
          RecordResults.of(handle, List.of(stale), NOON);
        });
    LEDGER.assertThatDelivery(id).isLeased();
    assertThat(LEDGER.events(id)).isEmpty();
  }

  @Test
  void the_picture_in_the_docs_shows_the_same_moves() throws IOException {
    List<String> drawn =
        Files.readAllLines(Path.of("docs/state-machine.md")).stream()
            .filter(line -> line.contains(" --> "))
            .map(String::strip)
            .toList();
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(arrows());
  }

  private static List<String> arrows() {
    return Stream.of(Move.values())
        .flatMap(
            move ->
                (move.from().isEmpty()
                        ? Stream.of("[*]")
                        : move.from().stream().map(DeliveryState::code))
                    .map(from -> from + " --> " + move.to().code() + " : " + word(move)))
        .toList();
  }

  private static String word(Move move) {
    return move.name().toLowerCase().replace('_', ' ');
  }
}
