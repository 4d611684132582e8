package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.support.Ledger;
import org.tocsin.support.TestDatabase;

/** What an organizer does about one person: show, opt-out, erase. */
final class PersonCommandsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Ledger LEDGER = new Ledger(DATABASE.jdbi());
  private static final String EMAIL = "pat.quixote@example.org";
  private static final String PHONE = "+13155550142";

  @TempDir static Path folder;
  private static Cli cli;

  @BeforeAll
  static void install() {
    cli = new Cli(DATABASE, Clock.systemUTC(), folder);
  }

  @BeforeEach
  void someone_on_the_list() {
    LEDGER.clear();
    add(
        EMAIL
            + ","
            + PHONE
            + ",Patricia,Quixote,17 Windmill Road,13202,yes,yes,tabling at the fair");
  }

  private static void add(String row) {
    cli.run(
            "subscribers",
            "import",
            cli.file(
                "people.csv",
                "email,phone,first_name,last_name,street,zip,email_consent,sms_consent,"
                    + "consent_source\n"
                    + row
                    + "\n"))
        .done();
  }

  private static UUID key(Channel channel) {
    return LEDGER.keys.of(channel, channel == Channel.EMAIL ? EMAIL : PHONE);
  }

  private static boolean isOut(Channel channel) {
    return LEDGER.consent.isSuppressed(channel, key(channel));
  }

  private static long id() {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id FROM subscriber WHERE email = :email")
                .bind("email", EMAIL)
                .mapTo(Long.class)
                .one());
  }

  /** A delivery with their name and address on it. */
  private static long delivery(Channel channel, DeliveryState state) {
    long delivery = LEDGER.add(channel, key(channel), state, id());
    LEDGER.jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE delivery SET address = :address, first_name = 'Patricia',
                    reason = 'no such user pat.quixote' WHERE id = :id
                  """)
              .bind("address", channel == Channel.EMAIL ? EMAIL : PHONE)
              .bind("id", delivery)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
                  VALUES (:id, now(), 1, 'refused', '550 no such user pat.quixote')
                  """)
              .bind("id", delivery)
              .execute();
        });
    return delivery;
  }

  private static void text(String body) {
    LEDGER.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO inbound_text (provider_id, at, address_key, body, reading)
                    VALUES ('SM1', now(), :key, :body, 'other')
                    """)
                .bind("key", key(Channel.SMS))
                .bind("body", body)
                .execute());
  }

  private static JsonNode shown(String address) throws Exception {
    return new ObjectMapper()
        .readTree(cli.run("subscribers", "show", address, "--json").done().out());
  }

  @Test
  void an_opt_out_heard_by_phone_holds_at_once_and_keeps_the_words() throws Exception {
    // L09, L11
    assertThat(
            cli.run("subscribers", "opt-out", "(315) 555-0142", "--heard", "called Ann: enough!")
                .done()
                .out())
        .contains("gets no more texts");
    assertThat(isOut(Channel.SMS)).isTrue();
    assertThat(isOut(Channel.EMAIL)).isFalse();
    JsonNode last = shown("315-555-0142").at("/addresses/0/consent/1");
    assertThat(last.path("change").asText()).isEqualTo("withdrawn");
    assertThat(last.path("way").asText()).isEqualTo("by hand");
    assertThat(last.path("words").asText()).isEqualTo("called Ann: enough!");
    assertThat(cli.run("subscribers", "show", PHONE).done().out())
        .contains("withdrawn by hand  command line  \"called Ann: enough!\"");
    assertThat(cli.run("subscribers", "opt-out", PHONE, "--heard", "again").done().out())
        .contains("already");
  }

  @Test
  void who_wants_nothing_at_all_is_out_everywhere() {
    cli.run("subscribers", "opt-out", EMAIL, "--all", "--heard", "wrote a letter").done();
    assertThat(isOut(Channel.SMS)).isTrue();
    assertThat(isOut(Channel.EMAIL)).isTrue();
  }

  @Test
  void an_opt_out_of_someone_unknown_holds_when_a_list_brings_them() throws Exception {
    // P4
    cli.run("subscribers", "opt-out", "Sam@Example.org", "--heard", "asked at the door").done();
    add("sam@example.org,,Sam,,,13202,yes,,old list");
    assertThat(shown("sam@example.org").at("/addresses/0/state").asText()).isEqualTo("suppressed");
    assertThat(shown("sam@example.org").at("/addresses/0/reason").asText()).isEqualTo("by_hand");
  }

  @Test
  void what_is_no_address_is_said_and_changes_nothing() {
    cli.run("subscribers", "opt-out", "Pat", "--heard", "x").failed("'Pat'", "pat@example.org");
    cli.run("subscribers", "opt-out", EMAIL, "--heard", " ").failed("--heard");
    cli.run("subscribers", "opt-out", EMAIL).wrongUsage("--heard");
    cli.run("subscribers", "show", "nobody@example.org").failed("not on the list");
    assertThat(isOut(Channel.EMAIL)).isFalse();
  }

  @Test
  void everything_known_is_shown_to_people_and_to_machines() throws Exception {
    // L11
    delivery(Channel.EMAIL, DeliveryState.DELIVERED);
    text("Who is this?");
    LEDGER.consent.withdraw(
        Channel.SMS, key(Channel.SMS), Consent.Reason.STOP, new Evidence("text", "SM2", "Stop it"));
    JsonNode json = shown(EMAIL);
    assertThat(json.at("/people/0/street").asText()).isEqualTo("17 Windmill Road");
    assertThat(json.at("/people/0/consent_source").asText()).isEqualTo("tabling at the fair");
    assertThat(json.at("/addresses/0/consent/0/change").asText()).isEqualTo("given");
    assertThat(json.at("/addresses/0/consent/0/source").asText()).isEqualTo("tabling at the fair");
    assertThat(json.at("/addresses/1/reason").asText()).isEqualTo("stop");
    assertThat(json.at("/addresses/1/received/0/text").asText()).isEqualTo("Who is this?");
    assertThat(json.at("/messages/0/state").asText()).isEqualTo("delivered");
    assertThat(cli.run("subscribers", "show", EMAIL).done().out())
        .contains(
            "Patricia Quixote", "17 Windmill Road", "\"Stop it\"", "Who is this?", "delivered");
  }

  @Test
  void erasing_keeps_nothing_but_the_keys_of_suppression() {
    long sent = delivery(Channel.EMAIL, DeliveryState.DELIVERED);
    long waiting = delivery(Channel.SMS, DeliveryState.QUEUED);
    text("I am Patricia Quixote of Windmill Road");
    cli.run("subscribers", "opt-out", EMAIL, "--heard", "Patricia called").done();
    cli.run("subscribers", "erase", EMAIL).failed("--yes");
    assertThat(cli.run("subscribers", "erase", EMAIL, "--yes").done().out())
        .contains("1 person erased");
    assertThat(rowsAbout("quixote", "patricia", "5550142", "windmill")).isEmpty();
    assertThat(LEDGER.state(sent)).isEqualTo("delivered");
    assertThat(LEDGER.state(waiting)).isEqualTo("suppressed");
    cli.run("subscribers", "show", EMAIL).done();
    assertThat(cli.run("subscribers", "show", EMAIL).done().out()).contains("is not on the list");
  }

  /** Rows of any table that have one of these words in them. */
  private static List<String> rowsAbout(String... words) {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(
                    table ->
                        handle
                            .createQuery("SELECT t::text FROM " + table + " t")
                            .mapTo(String.class)
                            .list()
                            .stream())
                .filter(row -> List.of(words).stream().anyMatch(row.toLowerCase()::contains))
                .toList());
  }

  @Test
  void who_was_erased_is_not_written_to_when_an_old_list_brings_them_back() throws Exception {
    // P4
    cli.run("subscribers", "erase", EMAIL, "--yes").done();
    add(EMAIL + "," + PHONE + ",Patricia,Quixote,,13202,yes,yes,old list");
    assertThat(isOut(Channel.EMAIL)).isTrue();
    assertThat(isOut(Channel.SMS)).isTrue();
    assertThat(shown(EMAIL).at("/addresses/0/state").asText()).isEqualTo("suppressed");
  }

  @Test
  void a_number_that_two_people_share_stays_with_the_other() {
    add("kim@example.org," + PHONE + ",Kim,,,13202,yes,yes,fair");
    cli.run("subscribers", "erase", PHONE, "--yes").failed("2 people share this number");
    assertThat(cli.run("subscribers", "erase", EMAIL, "--yes").done().out())
        .contains("stays with them");
    assertThat(isOut(Channel.EMAIL)).isTrue();
    assertThat(isOut(Channel.SMS)).isFalse();
    assertThat(cli.run("subscribers", "show", PHONE).done().out()).contains("Kim", "subscribed");
  }

  @Test
  void erasing_nobody_is_done_at_once() {
    assertThat(cli.run("subscribers", "erase", "ghost@example.org", "--yes").done().out())
        .contains("Nothing is known");
  }

  @Test
  void an_address_with_letters_beyond_ascii_is_said_not_to_work_yet() {
    // RFC 6531
    for (String command : List.of("show", "erase")) {
      cli.run("subscribers", command, "josé@example.org")
          .failed("'josé@example.org': Email cannot be sent yet to an address with letters such");
    }
    cli.run("subscribers", "show", "josé").failed("'josé': It is neither an email address nor");
    String list = "email\njosé@example.org\npat@example.org\n";
    Cli.Ran ran =
        cli.run(
                "subscribers",
                "opt-out",
                "--file",
                cli.file("left.csv", list),
                "--source",
                "old program")
            .done();
    assertThat(ran.out()).contains("left.csv:2: Email cannot be sent yet to an address with");
  }
}
