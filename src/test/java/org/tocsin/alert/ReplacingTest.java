package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.DAYTIME;
import static org.tocsin.alert.Installation.ENGLISH;
import static org.tocsin.alert.Installation.SPANISH;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.app.DropFolder;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.sheet.Sheet;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;

/** A newer revision takes the place of what waits of an older one; nobody gets both unmarked. */
final class ReplacingTest {
  private static final String ANN = "ann@example.org";
  private static final String BEN = "ben@example.org";
  private static final String BENS_PHONE = "+13155550102";
  private static final Outcome TAKEN = new Outcome.Accepted("id");
  private static final Outcome LATER = new Outcome.Deferred("451", "later", Outcome.Fault.DELIVERY);

  @TempDir static Path folder;
  private static Installation town;

  private SendingProcess process;

  @BeforeAll
  static void install() {
    town =
        new Installation(folder)
            .withOfficials()
            .withDistricts()
            .withZones("13202,America/New_York");
  }

  @BeforeEach
  void two_people_one_with_a_phone() {
    town.ledger.clear();
    town.withPerson(ANN, "").withPerson(BEN, "315-555-0102");
    process = town.ledger.process();
  }

  private static Sheet revision(int number) {
    return sheet("sheet", ENGLISH.formatted("number " + number));
  }

  private static SendOptions by(Channel... channels) {
    return new SendOptions(
        Optional.empty(), Optional.empty(), Set.of(channels), List.of(), false, false);
  }

  private static SendOptions in(String area) {
    return new SendOptions(
        Optional.empty(), Optional.empty(), Set.of(EMAIL, SMS), List.of(area), false, false);
  }

  private static SendOptions again() {
    return new SendOptions(
        Optional.empty(), Optional.empty(), Set.of(EMAIL, SMS), List.of(), true, false);
  }

  private void allEmailsGo() {
    process.attempt(EMAIL).forEach(due -> process.record(due, TAKEN));
  }

  /** Taken in, released and gathered, whatever the hours. */
  private static Published gathered(Sheet sheet, SendOptions order) {
    Published published = town.publishing.publish(sheet, order);
    town.alerts.release();
    town.gatherAll(ALWAYS);
    return published;
  }

  /** Addresses and numbers that got or will get something, once for each message. */
  private static List<String> reached(long... alerts) {
    return town.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT address FROM delivery
                    WHERE alert_id = ANY(:alerts) AND state NOT IN ('cancelled', 'expired')
                    ORDER BY address
                    """)
                .bind("alerts", alerts)
                .mapTo(String.class)
                .list());
  }

  @Test
  void what_waits_of_the_older_revision_is_cancelled_and_everyone_gets_the_newer_once() {
    town.clock.set(Instant.parse("2017-03-15T03:00:00Z"));
    long older = town.gathered(revision(1), by(SMS), DAYTIME);
    assertThat(town.count(older, SMS, "queued")).isEqualTo(1);
    Published newer = town.publishing.publish(revision(2), SendOptions.plain());
    assertThat(newer.replaced()).containsExactly(older);
    assertThat(newer.cancelled()).containsEntry(SMS, 1L);
    assertThat(newer.had()).isZero();
    assertThat(newer.lines())
        .containsExactly("It replaces alert " + older + ". Cancelled there: 1 text.");
    assertThat(town.count(older, SMS, "cancelled")).isEqualTo(1);
    town.alerts.release();
    town.gatherAll(DAYTIME);
    assertThat(town.addresses(newer.id())).containsExactlyInAnyOrder(ANN, BEN, BENS_PHONE);
    assertThat(town.rendering(newer.id(), ANN).subject()).isEqualTo("Call today");
    assertThat(town.alerts.summary(older).replacedBy()).contains(newer.id());
    assertThat(town.state(older)).isEqualTo(AlertState.CANCELLED);
  }

  @Test
  void who_had_the_older_revision_gets_the_newer_only_as_a_correction() {
    town.gathered(revision(1), by(EMAIL), ALWAYS);
    allEmailsGo();
    town.withPerson("carla@example.org", "");
    PublishPreview preview = town.publishing.preview(revision(2), by(EMAIL));
    assertThat(preview.had()).isEqualTo(2);
    assertThat(preview.left()).containsEntry("had_older_by_email", 2L);
    assertThat(preview.lines()).anyMatch(line -> line.contains("--correction"));

    Published newer = gathered(revision(2), by(EMAIL).asCorrection());
    assertThat(newer.had()).isEqualTo(2);
    assertThat(newer.corrections()).containsEntry(EMAIL, 2L);
    assertThat(town.rendering(newer.id(), ANN).subject()).isEqualTo("Correction: Call today");
    assertThat(town.rendering(newer.id(), ANN).body())
        .contains("Correction: this takes the place of what we sent you before.");
    assertThat(town.rendering(newer.id(), ANN).html()).contains("this takes the place of");
    assertThat(town.rendering(newer.id(), "carla@example.org").subject()).isEqualTo("Call today");
    assertThat(town.rendering(newer.id(), "carla@example.org").body()).doesNotContain("Correction");
  }

  @Test
  void without_the_word_nobody_who_had_the_older_revision_gets_the_newer() {
    town.gathered(revision(1), by(EMAIL), ALWAYS);
    allEmailsGo();
    Published newer = gathered(revision(2), by(EMAIL));
    assertThat(town.addresses(newer.id())).isEmpty();
    assertThat(town.report(newer.id()).excluded()).containsEntry("had_older_by_email", 2L);
    assertThat(newer.lines()).anyMatch(line -> line.contains("Already had an older revision: 2"));
  }

  @Test
  void a_text_in_place_of_one_that_waited_is_marked_where_the_email_had_gone() {
    long older = town.gathered(revision(1));
    allEmailsGo();
    Published newer = gathered(revision(2), SendOptions.plain());
    assertThat(town.count(older, SMS, "cancelled")).isEqualTo(1);
    assertThat(town.addresses(newer.id())).containsExactly(BENS_PHONE);
    assertThat(town.rendering(newer.id(), BENS_PHONE).body()).startsWith("Correction: CNY: Katko:");
  }

  @Test
  void a_correction_is_marked_in_the_language_of_its_edition() {
    town.withPeople(
        "email,phone,zip,language,email_consent,sms_consent",
        "sol@example.org,315-555-0103,13202,es,yes,yes");
    Sheet first = sheet("sheet", ENGLISH.formatted("one"), SPANISH);
    town.gathered(first, by(EMAIL), ALWAYS);
    allEmailsGo();
    Sheet second = sheet("sheet", ENGLISH.formatted("two"), SPANISH.replace("Texto", "Otro"));
    long newer = gathered(second, SendOptions.plain().asCorrection()).id();
    assertThat(town.rendering(newer, "sol@example.org").subject())
        .isEqualTo("Corrección: Llame hoy");
    assertThat(town.rendering(newer, "+13155550103").body()).startsWith("Corrección: ");
  }

  @Test
  void who_reads_an_edition_that_did_not_change_has_had_it() {
    town.withPeople(
        "email,phone,zip,language,email_consent,sms_consent",
        "sol@example.org,315-555-0103,13202,es,yes,yes");
    Sheet first = sheet("sheet", ENGLISH.formatted("one"), SPANISH);
    town.gathered(first, by(EMAIL), ALWAYS);
    allEmailsGo();
    Sheet spanishMended =
        sheet("sheet", ENGLISH.formatted("one"), SPANISH.replace("Texto", "Otro"));
    Published newer = gathered(spanishMended, by(EMAIL).asCorrection());
    assertThat(town.addresses(newer.id())).containsExactly("sol@example.org");
    assertThat(newer.had()).isEqualTo(1);
    assertThat(town.report(newer.id()).excluded()).containsEntry("had_it_by_email", 2L);
    allEmailsGo();
    Sheet headMended = sheet("sheet", ENGLISH.formatted("two"), SPANISH.replace("Texto", "Otro"));
    assertThat(town.publishing.preview(headMended, by(EMAIL).asCorrection()).corrections())
        .as("the first edition's head holds for all")
        .containsEntry(EMAIL, 3L);
  }

  @Test
  void a_preview_asks_nothing_and_counts_as_publishing_would() {
    town.withPeople("phone,zip,sms_consent", "315-555-0104,13202,yes");
    town.gathered(revision(1));
    Preview preview = town.previewing(ALWAYS).of(revision(2), by(EMAIL));
    assertThat(preview.channels()).containsEntry("email", 2L);
    assertThat(town.alerts.list()).hasSize(1);
  }

  @Test
  void a_repeat_is_not_told_where_some_had_an_older_revision_only() {
    town.gathered(revision(1), by(EMAIL), ALWAYS);
    allEmailsGo();
    town.withPerson("carla@example.org", "");
    gathered(revision(2), by(EMAIL));
    assertThat(town.publishing.preview(revision(2), by(EMAIL)).isRepeat()).isFalse();
    Published corrected = gathered(revision(2), by(EMAIL).asCorrection());
    assertThat(town.addresses(corrected.id())).containsExactlyInAnyOrder(ANN, BEN);
  }

  @Test
  void what_is_being_handed_over_is_waited_for_and_its_person_counts_as_having_it() {
    long older = town.gathered(revision(1), by(EMAIL), ALWAYS);
    List<ClaimedDelivery> inHand = process.attempt(EMAIL);
    Published newer = town.publishing.publish(revision(2), by(EMAIL));
    assertThat(newer.cancelled()).isEmpty();
    town.alerts.release();
    assertThat(town.state(newer.id()))
        .as("while two are on their way")
        .isEqualTo(AlertState.SCHEDULED);

    process.record(inHand.get(0), TAKEN);
    process.record(inHand.get(1), LATER);
    town.alerts.release();
    town.gatherAll(ALWAYS);
    town.alerts.finish();
    assertThat(reached(older, newer.id())).containsExactly(ANN, BEN);
    assertThat(town.addresses(newer.id())).containsExactly(inHand.get(1).address());
  }

  // P5: unknown is never taken for harmless
  @Test
  void an_email_in_doubt_counts_as_one_that_came() {
    long older = town.gathered(revision(1), by(EMAIL), ALWAYS);
    List<ClaimedDelivery> inHand = process.attempt(EMAIL);
    process.recordNothingKnown(inHand.get(0));
    process.record(inHand.get(1), LATER);
    town.publishing.publish(revision(2), by(EMAIL));
    town.ledger.doubts((due, since) -> Optional.empty()).settle();
    town.alerts.finish();
    town.alerts.release();
    town.gatherAll(ALWAYS);
    assertThat(town.count(older, EMAIL, "queued")).isZero();
    long newer = town.alerts.list().get(0).id();
    assertThat(town.addresses(newer)).containsExactly(inHand.get(1).address());
  }

  @Test
  void who_was_refused_or_left_out_before_gets_the_newer_as_anyone() {
    town.gathered(revision(1), by(EMAIL), ALWAYS);
    process
        .attempt(EMAIL)
        .forEach(
            due -> process.record(due, new Outcome.Refused("550", "no", Outcome.Target.MESSAGE)));
    Published newer = gathered(revision(2), by(EMAIL));
    assertThat(town.addresses(newer.id())).containsExactlyInAnyOrder(ANN, BEN);
    assertThat(newer.had()).isZero();
  }

  @Test
  void a_paused_or_a_scheduled_alert_is_replaced_as_well() {
    long paused = town.gathered(revision(1), by(EMAIL), ALWAYS);
    town.alerts.pause(paused);
    SendOptions tomorrow =
        new SendOptions(
            Optional.of(Ledger.NOON.plus(Duration.ofDays(1))),
            Optional.empty(),
            Set.of(EMAIL),
            List.of(),
            false,
            false);
    Published scheduled = town.publishing.publish(revision(2), tomorrow);
    assertThat(scheduled.replaced()).containsExactly(paused);
    Published last = gathered(revision(3), by(EMAIL));
    assertThat(last.replaced()).containsExactly(scheduled.id());
    assertThat(town.addresses(last.id())).containsExactlyInAnyOrder(ANN, BEN);
    town.clock.advance(Duration.ofDays(2));
    town.alerts.release();
    assertThat(town.state(scheduled.id())).isEqualTo(AlertState.CANCELLED);
  }

  @Test
  void kept_the_older_goes_on_and_its_people_are_left_out_of_the_newer() {
    long older = town.gathered(revision(1), by(EMAIL), ALWAYS);
    SendOptions keeping = SendOptions.plain().over(Leftover.KEEP);
    assertThat(town.publishing.preview(revision(2), keeping).lines())
        .anyMatch(line -> line.contains("It goes as it is"));
    Published newer = gathered(revision(2), keeping);
    assertThat(newer.replaced()).isEmpty();
    assertThat(town.count(older, EMAIL, "queued")).isEqualTo(2);
    assertThat(reached(older, newer.id())).containsExactly(BENS_PHONE, ANN, BEN);
    assertThat(town.state(older)).isEqualTo(AlertState.SENDING);
  }

  @Test
  void an_older_alert_that_was_kept_leaves_out_who_has_the_newer() {
    town.withMany(1_000);
    long older = town.released(revision(1), by(EMAIL));
    town.gathering(ALWAYS).next();
    town.alerts.pause(older);
    Published newer = gathered(revision(2), by(EMAIL).over(Leftover.KEEP));
    town.alerts.resume(older);
    town.gatherAll(ALWAYS);
    assertThat(reached(older, newer.id())).hasSize(1_002).doesNotHaveDuplicates();
    assertThat(town.report(older).excluded()).containsKey("had_newer_by_email");
  }

  @Test
  void where_people_would_lose_what_waits_for_them_it_asks() {
    town.withPeople("phone,zip,sms_consent", "315-555-0104,13202,yes");
    long older = town.gathered(revision(1));
    assertThatThrownBy(() -> town.publishing.publish(revision(2), by(EMAIL)))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll("waits for 1 people", "--keep-older", "--cancel-older");
    assertThatThrownBy(() -> town.publishing.publish(revision(2), in("state=WY")))
        .hasMessageContaining("waits for 3 people");
    assertThat(town.count(older, SMS, "queued")).isEqualTo(2);
    town.publishing.publish(revision(2), by(EMAIL).over(Leftover.CANCEL));
    assertThat(town.count(older, SMS, "cancelled")).isEqualTo(2);
  }

  @Test
  void nobody_is_asked_where_what_waits_is_for_those_who_have_left() {
    town.withPeople("phone,zip,sms_consent", "315-555-0104,13202,yes");
    town.gathered(revision(1));
    town.ledger.optOut(SMS, "+13155550104");
    assertThat(town.publishing.publish(revision(2), by(EMAIL)).replaced()).hasSize(1);
  }

  @Test
  void one_that_is_not_gathered_and_goes_to_more_people_is_asked_about() {
    town.released(revision(1), SendOptions.plain());
    assertThatThrownBy(() -> town.publishing.publish(revision(2), in("state=NY")))
        .hasMessageContainingAll("not gathered yet", "--keep-older");
    assertThat(town.publishing.publish(revision(2), SendOptions.plain()).replaced()).hasSize(1);
  }

  @Test
  void the_same_revision_again_on_purpose_replaces_what_waits_of_it_too() {
    long first = town.gathered(revision(1), by(EMAIL), ALWAYS);
    process.record(process.begin(process.claim(EMAIL, 1)).get(0), TAKEN);
    Published second = gathered(revision(1), again());
    assertThat(second.replaced()).containsExactly(first);
    assertThat(town.count(first, EMAIL, "queued")).isZero();
    assertThat(town.addresses(second.id())).containsExactlyInAnyOrder(ANN, BEN, BENS_PHONE);
    assertThat(town.rendering(second.id(), ANN).subject()).isEqualTo("Call today");
  }

  @Test
  void the_same_revision_again_by_text_lets_the_emails_that_wait_of_it_go() {
    long emails = town.gathered(revision(1), by(EMAIL), ALWAYS);
    SendOptions texts =
        new SendOptions(Optional.empty(), Optional.empty(), Set.of(SMS), List.of(), true, false);
    assertThat(gathered(revision(1), texts).replaced()).isEmpty();
    assertThat(town.count(emails, EMAIL, "queued")).isEqualTo(2);
  }

  @Test
  void the_first_revision_published_once_more_is_the_newest_alert() {
    town.gathered(revision(1), by(EMAIL), ALWAYS);
    long second = gathered(revision(2), by(EMAIL)).id();
    Published third = gathered(revision(1), by(EMAIL));
    assertThat(third.replaced()).containsExactly(second);
    assertThat(town.addresses(third.id())).containsExactlyInAnyOrder(ANN, BEN);
  }

  @Test
  void a_number_that_two_people_share_gets_the_older_or_the_newer() {
    town.gathered(revision(1), by(SMS), ALWAYS);
    process.attempt(SMS).forEach(due -> process.record(due, TAKEN));
    town.withPerson("bea@example.org", "315-555-0102");
    Published newer = gathered(revision(2), by(SMS));
    assertThat(town.addresses(newer.id())).isEmpty();
    assertThat(newer.had()).isEqualTo(2);
  }

  @Test
  void a_dropped_sheet_says_beside_it_what_it_replaced() throws Exception {
    long older = town.gathered(revision(1), by(EMAIL), ALWAYS);
    Path dropped = Files.writeString(folder.resolve("sheet.md"), ENGLISH.formatted("two"));
    new DropFolder(town.publishing).publish(dropped.toString());
    assertThat(Files.readString(folder.resolve("sheet.txt")))
        .contains("It replaces alert " + older + ". Cancelled there: 2 emails.");
  }

  // P2
  @Test
  void published_by_several_at_once_while_the_older_is_gathered_nobody_gets_two() throws Exception {
    town.withMany(2_000);
    town.released(revision(1), by(EMAIL));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Future<?> gatherer = threads.submit(() -> town.gatherAll(ALWAYS));
    List<Future<Published>> all =
        List.of(2, 3, 4).stream()
            .map(n -> threads.submit(() -> gathered(revision(n), by(EMAIL))))
            .toList();
    for (Future<Published> each : all) {
      each.get();
    }
    gatherer.get();
    threads.shutdown();
    town.alerts.release();
    town.gatherAll(ALWAYS);
    town.alerts.finish();
    long[] alerts = town.alerts.list().stream().mapToLong(Alerts.Summary::id).toArray();
    assertThat(alerts).hasSize(4);
    assertThat(reached(alerts)).hasSize(2_002).doesNotHaveDuplicates();
    assertThat(town.alerts.list()).filteredOn(a -> a.replacedBy().isPresent()).hasSize(3);
  }
}
