package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.ENGLISH;
import static org.tocsin.alert.Installation.SPANISH;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.TocsinException;

final class GatheringTest {
  /** More than fit into two chunks. */
  private static final int MANY = 12_000;

  private static final String ANN = "ann@example.org";
  private static final String BEN = "ben@example.org";
  private static final String CARLA = "carla@example.org";

  @TempDir static Path folder;
  private static int sheets;
  private static Installation town;

  @BeforeAll
  static void install() {
    town = new Installation(folder).withOfficials().withDistricts();
  }

  @BeforeEach
  void clear() {
    town.mendCheckpoints();
    town.ledger.clear();
  }

  private static SendOptions to(String... areas) {
    return new SendOptions(
        Optional.empty(), Optional.empty(), Set.of(Channel.values()), List.of(areas), false, false);
  }

  private static SendOptions again() {
    return new SendOptions(
        Optional.empty(), Optional.empty(), Set.of(Channel.values()), List.of(), true, false);
  }

  // P2
  @Test
  void everyone_gets_one_delivery_on_each_channel_over_several_chunks() {
    town.withPerson(ANN, "315-555-0101").withMany(MANY).withPerson(BEN, "315-555-0102");
    long alert = town.gathered(sheet());
    assertThat(town.state(alert)).isEqualTo(AlertState.SENDING);
    assertThat(town.count(alert, EMAIL, "queued")).isEqualTo(MANY + 2);
    assertThat(town.count(alert, SMS, "queued")).isEqualTo(2);
    assertThat(town.addresses(alert))
        .doesNotHaveDuplicates()
        .contains(ANN, BEN, "+13155550101", "+13155550102");
    assertThat(town.report(alert).excluded()).isEmpty();
  }

  @Test
  void the_first_chunk_can_be_sent_while_the_others_are_gathered() {
    town.withMany(MANY);
    long alert = town.released(sheet(), SendOptions.plain());
    assertThat(town.gathering(ALWAYS).next()).isTrue();
    assertThat(town.state(alert)).isEqualTo(AlertState.GATHERING);
    assertThat(town.ledger.process().claim(EMAIL, 25)).hasSize(25);
  }

  @Test
  void a_crash_at_the_end_of_a_chunk_undoes_all_of_it_and_another_process_goes_on() {
    town.withPeople(
            "email,zip,email_consent", ANN + ",13202,no", BEN + ",13202,yes", CARLA + ",00907,yes")
        .withMany(MANY);
    long alert = town.released(sheet(), SendOptions.plain());
    Gathering first = town.gathering(ALWAYS);
    town.breakCheckpoints();
    assertThatThrownBy(first::next).hasMessageContaining("crash");
    assertThat(town.addresses(alert)).isEmpty();
    assertThat(town.renderings(alert, EMAIL)).isZero();
    assertThat(town.report(alert).excluded()).isEmpty();

    town.mendCheckpoints();
    assertThat(first.next()).isTrue();
    long done = town.count(alert, EMAIL, "queued");
    town.breakCheckpoints();
    assertThatThrownBy(first::next).hasMessageContaining("crash");
    assertThat(town.count(alert, EMAIL, "queued")).isEqualTo(done).isPositive();

    town.mendCheckpoints();
    town.gatherAll(ALWAYS);
    assertThat(town.addresses(alert)).hasSize(MANY + 2).doesNotHaveDuplicates();
    assertThat(town.report(alert).excluded()).isEqualTo(Map.of("no_email_consent", 1L));
  }

  // P2
  @Test
  void two_processes_that_gather_at_once_make_no_twins() {
    town.withMany(MANY).withPeople("email,email_consent", ANN + ",no");
    long alert = town.released(sheet(), SendOptions.plain());
    Runnable gather =
        () -> {
          Gathering gathering = town.gathering(ALWAYS);
          while (town.state(alert) == AlertState.GATHERING) {
            gathering.next();
          }
        };
    CompletableFuture.allOf(CompletableFuture.runAsync(gather), CompletableFuture.runAsync(gather))
        .join();
    assertThat(town.addresses(alert)).hasSize(MANY).doesNotHaveDuplicates();
    assertThat(town.report(alert).excluded()).isEqualTo(Map.of("no_email_consent", 1L));
  }

  // P2
  @Test
  void while_another_process_is_in_the_middle_of_a_chunk_nobody_else_takes_it() {
    town.withMany(MANY);
    long alert = town.released(sheet(), SendOptions.plain());
    town.ledger.jdbi.useTransaction(
        other -> {
          other.execute("SELECT FROM alert WHERE id = ? FOR NO KEY UPDATE", alert);
          assertThat(CompletableFuture.supplyAsync(town.gathering(ALWAYS)::next))
              .succeedsWithin(Duration.ofSeconds(30))
              .isEqualTo(false);
        });
    assertThat(town.addresses(alert)).isEmpty();
    assertThat(town.gathering(ALWAYS).next()).isTrue();
  }

  @Test
  void everyone_left_out_is_counted_by_reason_and_the_sums_are_the_audience() {
    town.withPeople(
        "email,phone,zip,email_consent,sms_consent",
        ANN + ",315-555-0101,13202,yes,yes",
        BEN + ",315-555-0102,13202,no,yes",
        CARLA + ",315-555-0103,13202,yes,no",
        "dan@example.org,315-555-0104,13202,yes,yes",
        "fay@example.org,315-555-0101,13202,yes,yes",
        "eve@example.org,,13202,yes,");
    town.ledger.optOut(EMAIL, "dan@example.org");
    town.ledger.optOut(SMS, "+13155550102");
    long alert = town.gathered(sheet());
    assertThat(town.report(alert).excluded())
        .containsOnly(
            Map.entry("no_email_consent", 1L),
            Map.entry("no_sms_consent", 1L),
            Map.entry("email_suppressed", 1L),
            Map.entry("sms_suppressed", 1L),
            Map.entry("number_shared", 1L));
    // 6 have an email address and 5 a number
    assertThat(town.count(alert, EMAIL, "queued")).isEqualTo(4);
    assertThat(town.count(alert, SMS, "queued")).isEqualTo(2);
  }

  @Test
  void a_number_that_many_share_gets_one_text_and_the_others_are_counted() {
    town.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO subscriber (phone, phone_key, sms_consent, zip, assignment, districts)
                SELECT p, md5(p)::uuid, true, '13202', 'ZIP', '{NY-24}' FROM
                  (SELECT '+1315555010' || n % 10 AS p FROM generate_series(1, 6000) n) AS phones
                """));
    long alert = town.gathered(sheet());
    assertThat(town.addresses(alert)).hasSize(10).doesNotHaveDuplicates();
    assertThat(town.report(alert).excluded()).isEqualTo(Map.of("number_shared", 5_990L));
  }

  @Test
  void where_no_text_fits_the_person_is_counted_and_still_gets_the_email() {
    town.withPeople(
        "email,phone,zip,email_consent,sms_consent", ANN + ",315-555-0101,99999,yes,yes");
    String named = ENGLISH.formatted("one").replaceAll("sms_general.*\n", "");
    long alert = town.gathered(sheet("named", named));
    assertThat(town.addresses(alert)).containsExactly(ANN);
    assertThat(town.report(alert).excluded()).isEqualTo(Map.of("no_text_fits", 1L));
  }

  @Test
  void who_had_this_revision_is_left_out_and_counted() {
    town.withPerson(ANN, "315-555-0101");
    town.gathered(sheet());
    town.withPerson(BEN, "315-555-0102");
    long second = town.gathered(sheet());
    assertThat(town.addresses(second)).containsExactlyInAnyOrder(BEN, "+13155550102");
    assertThat(town.report(second).excluded())
        .isEqualTo(Map.of("had_it_by_email", 1L, "had_it_by_sms", 1L));
  }

  @Test
  void again_means_also_those_who_had_it() {
    town.withPerson(ANN, "");
    town.gathered(sheet());
    long second = town.gathered(sheet(), again(), ALWAYS);
    assertThat(town.addresses(second)).containsExactly(ANN);
  }

  @Test
  void a_changed_sheet_is_another_revision_and_goes_to_everyone() {
    town.withPerson(ANN, "");
    town.gathered(sheet());
    long second = town.gathered(sheet("sheet", ENGLISH.formatted("two")));
    assertThat(town.addresses(second)).containsExactly(ANN);
    assertThat(town.rendering(second, ANN).body()).contains("Number two.");
  }

  @Test
  void what_was_cancelled_before_it_went_counts_as_not_had() {
    town.withPerson(ANN, "");
    town.alerts.cancel(town.gathered(sheet()));
    assertThat(town.addresses(town.gathered(sheet()))).containsExactly(ANN);
  }

  @Test
  void people_whom_the_same_text_fits_share_one_rendering() {
    town.withPeople(
        "email,phone,zip,first_name,language,email_consent,sms_consent",
        ANN + ",315-555-0101,13202,Ann,en,yes,yes",
        BEN + ",315-555-0102,13203,Ben,en,yes,yes",
        CARLA + ",315-555-0103,13202,Carla,es,yes,yes",
        "dan@example.org,315-555-0104,13440,Dan,en,yes,yes",
        "eve@example.org,315-555-0105,13202,Eve,fr,yes,yes");
    long alert = town.gathered(sheet("two", ENGLISH.formatted("one"), SPANISH));
    // NY-24 in English, NY-24 in Spanish, NY-22 in English
    assertThat(town.renderings(alert, EMAIL)).isEqualTo(3);
    assertThat(town.renderings(alert, SMS)).isEqualTo(3);
  }

  @Test
  void renderings_are_shared_over_chunks() {
    town.withMany(MANY);
    assertThat(town.renderings(town.gathered(sheet()), EMAIL)).isEqualTo(1);
  }

  @Test
  void how_a_district_came_to_be_known_makes_no_other_rendering() {
    town.withPeople("email,zip,email_consent", ANN + ",13202,yes", BEN + ",13202,yes");
    town.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE subscriber SET assignment = 'ADDRESS' WHERE email = ?", BEN));
    assertThat(town.renderings(town.gathered(sheet()), EMAIL)).isEqualTo(1);
  }

  @Test
  void a_reader_of_a_language_without_an_edition_gets_the_first() {
    town.withPeople(
        "email,language,zip,email_consent",
        ANN + ",es,13202,yes",
        BEN + ",fr,13202,yes",
        CARLA + ",,13202,yes");
    long alert = town.gathered(sheet("two", ENGLISH.formatted("one"), SPANISH));
    assertThat(town.rendering(alert, ANN).subject()).isEqualTo("Llame hoy");
    assertThat(town.rendering(alert, ANN).lang()).isEqualTo("es");
    assertThat(town.rendering(alert, BEN).subject()).isEqualTo("Call today");
    assertThat(town.rendering(alert, CARLA).subject()).isEqualTo("Call today");
  }

  // P7
  @Test
  void where_a_zip_is_split_the_candidates_stand_in_both_mail_and_text() {
    town.withPeople(
        "email,phone,zip,email_consent,sms_consent",
        ANN + ",315-555-0101,13035,yes,yes",
        BEN + ",315-555-0102,13202,yes,yes");
    long alert = town.gathered(sheet());
    assertThat(town.rendering(alert, ANN).body()).contains("Katko", "Tenney");
    assertThat(town.rendering(alert, "+13155550101").body())
        .containsPattern("Katko or Tenney|Tenney or Katko");
    assertThat(town.rendering(alert, BEN).body()).contains("Katko").doesNotContain("Tenney");
  }

  @Test
  void an_alert_for_a_state_goes_to_whoever_lives_there() {
    town.withPeople(
        "email,zip,state,email_consent",
        ANN + ",13202,,yes",
        BEN + ",,NY,yes",
        CARLA + ",82001,,yes",
        "dan@example.org,,,yes");
    assertThat(town.addresses(town.gathered(sheet(), to("state=NY"), ALWAYS)))
        .containsExactlyInAnyOrder(ANN, BEN);
  }

  @Test
  void an_alert_for_a_district_goes_to_whoever_may_live_there() {
    town.withPeople(
        "email,zip,state,email_consent",
        ANN + ",13202,,yes",
        BEN + ",13035,,yes",
        CARLA + ",13440,,yes",
        "dan@example.org,,NY,yes");
    assertThat(town.addresses(town.gathered(sheet(), to("district=NY-24"), ALWAYS)))
        .containsExactlyInAnyOrder(ANN, BEN);
    assertThat(
            town.addresses(
                town.gathered(
                    sheet("other", ENGLISH.formatted("two")),
                    to("district=NY-24", "district=NY-22"),
                    ALWAYS)))
        .containsExactlyInAnyOrder(ANN, BEN, CARLA);
  }

  @Test
  void the_same_kind_of_area_once_more_widens_and_another_kind_narrows() {
    town.withPeople(
        "email,zip,tags,email_consent",
        ANN + ",13202,volunteers;driver,yes",
        BEN + ",13035,volunteers,yes",
        CARLA + ",82001,driver,yes",
        "dan@example.org,,,yes");
    assertThat(reached("zip=13202")).containsExactly(ANN);
    assertThat(reached("zip=13202", "zip=820")).containsExactlyInAnyOrder(ANN, CARLA);
    assertThat(reached("zip=13*")).containsExactlyInAnyOrder(ANN, BEN);
    assertThat(reached("tag=Driver")).containsExactlyInAnyOrder(ANN, CARLA);
    assertThat(reached("tag=driver", "tag=volunteers")).containsExactlyInAnyOrder(ANN, BEN, CARLA);
    assertThat(reached("state=NY", "tag=driver")).containsExactly(ANN);
    assertThat(reached("state=NY", "state=WY", "tag=driver")).containsExactlyInAnyOrder(ANN, CARLA);
    assertThat(reached("district=NY-24", "zip=130", "tag=volunteers")).containsExactly(BEN);
    assertThat(reached("tag=nobody")).isEmpty();
  }

  @Test
  void an_audience_can_be_a_language_and_those_who_got_nothing_of_an_alert() {
    town.withPeople(
        "email,zip,language,email_consent",
        ANN + ",13202,es,yes",
        BEN + ",13035,en,yes",
        CARLA + ",82001,es,yes");
    assertThat(reached("language=Spanish")).containsExactlyInAnyOrder(ANN, CARLA);
    assertThat(reached("language=es", "state=NY")).containsExactly(ANN);
    long first = town.gathered(sheet("first", ENGLISH.formatted("one")), to("state=NY"), ALWAYS);
    assertThat(reached("missed=" + first)).containsExactly(CARLA);
    town.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET state = 'cancelled' WHERE alert_id = ? AND address = ?",
                first,
                ANN));
    assertThat(reached("missed=" + first)).containsExactlyInAnyOrder(ANN, CARLA);
    assertThat(reached("missed=" + first, "state=NY")).containsExactly(ANN);
  }

  @Test
  void of_an_alert_that_nobody_knows_nobody_is_said_to_have_got_nothing() {
    town.withPeople("email,zip,email_consent", ANN + ",13202,yes");
    assertThatThrownBy(() -> reached("missed=99"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("alert 99");
  }

  private List<String> reached(String... areas) {
    var sheet = sheet("to-some-" + ++sheets, ENGLISH.formatted("one"));
    return town.addresses(town.gathered(sheet, to(areas), ALWAYS));
  }

  @Test
  void an_alert_for_one_channel_leaves_the_other_alone() {
    town.withPerson(ANN, "315-555-0101");
    SendOptions byText =
        new SendOptions(Optional.empty(), Optional.empty(), Set.of(SMS), List.of(), false, false);
    long alert = town.gathered(sheet(), byText, ALWAYS);
    assertThat(town.addresses(alert)).containsExactly("+13155550101");
    assertThat(town.report(alert).excluded()).isEmpty();
  }

  // R04: segments are what a text costs
  @Test
  void a_text_with_a_name_in_it_counts_the_segments_of_its_own_name() {
    town.withPeople(
        "phone,first_name,zip,sms_consent",
        "315-555-0101,Ann,13202,yes",
        "315-555-0102,Željko Иван,13202,yes",
        "315-555-0105,Zoë Šárka,13202,yes",
        "315-555-0103," + "Ann-Marie ".repeat(20).strip() + ",13202,yes",
        "315-555-0104,,13202,yes");
    String named =
        ENGLISH
            .formatted("one")
            .replaceAll(
                "sms: .*",
                "sms: \"{{ subscriber.first_name }}, call {{ representative.phone }} before"
                    + " tomorrow's vote\"");
    long alert = town.gathered(sheet("named", named));
    Map<String, Integer> segments =
        Map.of(
            "+13155550101",
            1,
            "+13155550102",
            2,
            "+13155550103",
            2,
            "+13155550104",
            1,
            "+13155550105",
            1);
    segments.forEach(
        (number, count) ->
            town.ledger.assertThatDelivery(town.delivery(alert, number)).hasSegments(count));
  }
}
