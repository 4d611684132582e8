package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertSources;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Deadlines;
import org.tocsin.alert.Gathering;
import org.tocsin.alert.StateRules;
import org.tocsin.alert.TextHours;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.message.Organization;
import org.tocsin.message.Renderer;
import org.tocsin.sheet.Sheets;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.TestDatabase;

/** What `alert show` and `retry-missed --list` say of those who got nothing, and why. */
final class WhoGotNothingTest {
  private static final TextHours DAYTIME = TextHours.parse("09:00-20:00", StateRules.builtIn());

  @TempDir Path folder;
  private Ledger ledger;
  private Cli cli;
  private SendingProcess process;

  @BeforeEach
  void five_people() {
    TestDatabase database = TestDatabase.fresh();
    ledger = new Ledger(database.jdbi());
    cli = new Cli(database, ledger.clock, folder);
    process = ledger.process();
    new Rosters(ledger.jdbi, ledger.clock)
        .add(DemoFacts.AS_OF, "test", new DemoFacts().officials());
    new Districts(ledger.jdbi, ledger.clock)
        .add(DemoFacts.CONGRESS, "test", new DemoFacts().districts());
    cli.run("zones", "import", cli.file("zones.csv", "zip,tz\n13202,America/New_York\n")).done();
    Path people =
        cli.file(
            "people.csv",
            """
            email,phone,first_name,last_name,zip,email_consent,sms_consent
            ann@example.org,,Ann,Able,13202,yes,
            ben@example.org,,Ben,,13202,yes,
            carl@example.org,,Carl,,13202,yes,
            ,315-555-0104,Dora,,13202,,yes
            eve@example.org,,Eve,,13202,no,
            """);
    cli.run("subscribers", "import", people).done();
  }

  private String gathered(Object... more) {
    return gatheredFrom(PublishCommandTest.SHEET, more);
  }

  private String gatheredFrom(String source, Object... more) {
    Object[] words = new Object[3 + more.length];
    words[0] = "publish";
    words[1] = cli.file("sheet.md", source);
    words[2] = "--yes";
    System.arraycopy(more, 0, words, 3, more.length);
    String out = cli.run(words).done().out();
    new Alerts(ledger.jdbi, ledger.clock).release();
    Gathering gathering =
        new Gathering(
            ledger.jdbi,
            ledger.clock,
            new AlertSources(
                new Sheets(ledger.jdbi, ledger.clock),
                new Rosters(ledger.jdbi, ledger.clock),
                new Renderer(
                    new Organization("CNY", "", "PO Box 1", "", "", ""),
                    "https://cny.example.org",
                    10),
                DAYTIME,
                Duration.ofDays(30)));
    while (gathering.next()) {
      // the next chunk
    }
    return out.replaceAll("(?s).*Published as alert (\\d+).*", "$1");
  }

  /** Ann is refused for good, Ben for now, Carl leaves; Dora waits for the morning. */
  private String someGotNothing() {
    ledger.clock.set(Instant.parse("2017-03-15T02:00:00Z"));
    String alert = gathered();
    ledger.optOut(Channel.EMAIL, "carl@example.org");
    process = ledger.process();
    Map<String, ClaimedDelivery> begun = new LinkedHashMap<>();
    process.attempt(Channel.EMAIL).forEach(due -> begun.put(due.address(), due));
    process.record(
        begun.get("ann@example.org"),
        new Outcome.Refused("550 5.1.1", "no such user", Outcome.Target.ADDRESS));
    process.record(
        begun.get("ben@example.org"),
        new Outcome.Refused("554 5.7.1", "not from you", Outcome.Target.MESSAGE));
    return alert;
  }

  private JsonNode json(Object... words) throws Exception {
    return new ObjectMapper().readTree(cli.run(words).done().out());
  }

  private String show(String alert) {
    return cli.run("alert", "show", alert).done().out();
  }

  private void pass(String hours) {
    new Deadlines(ledger.jdbi, ledger.clock, TextHours.parse(hours, StateRules.builtIn())).pass();
  }

  @Test
  void every_count_has_its_reason_in_words_and_the_command_that_helps() {
    String alert = someGotNothing();
    assertThat(show(alert))
        .contains(
            "refused, email: the provider refused it: 554 5.7.1 not from you: 1\n"
                + "  tocsin alert retry-missed "
                + alert
                + " --reason '554 5.7.1'",
            "refused, email: the provider refused it, and nothing more goes to this address:"
                + " 550 5.1.1 no such user: 1",
            "suppressed, email: an organizer entered that they want no more: 1",
            "waits, sms: for their hours, until Wed 15 March 2017, 13:00 UTC: 1",
            "left out, no email consent: 1 (they have not agreed to emails)",
            "Who they are: tocsin alert show " + alert + " --missed");
  }

  @Test
  void json_keeps_its_fields_and_has_the_reasons_besides() throws Exception {
    JsonNode reasons = json("alert", "show", someGotNothing(), "--json").get("reasons");
    assertThat(reasons).hasSize(5);
    JsonNode waiting =
        reasons.findParents("why").stream()
            .filter(each -> each.get("why").asText().equals("hours"))
            .findFirst()
            .orElseThrow();
    assertThat(waiting.get("channel").asText()).isEqualTo("sms");
    assertThat(waiting.get("state").asText()).isEqualTo("queued");
    assertThat(waiting.get("people").asInt()).isEqualTo(1);
    assertThat(waiting.get("from").asText()).isEqualTo("2017-03-15T13:00:00Z");
  }

  @Test
  void missed_lists_each_person_with_the_reason_and_a_masked_address() throws Exception {
    String alert = someGotNothing();
    String list = cli.run("alert", "show", alert, "--missed").done().out();
    assertThat(list)
        .contains(
            "Ann Able, email a***@example.org, refused: the provider refused it, and nothing more",
            "Ben, email b***@example.org, refused: the provider refused it: 554 5.7.1",
            "Carl, email c***@example.org, suppressed:",
            "Dora, sms ***0104, queued: for their hours, until Wed 15 March 2017, 13:00 UTC",
            "Eve, email e***@example.org, excluded: they have not agreed to emails")
        .doesNotContain("ann@example.org", "+13155550104");
    JsonNode people = json("alert", "show", alert, "--missed", "--json", "--limit", "2");
    assertThat(people.get("people")).hasSize(2);
    assertThat(people.get("more").asInt()).isEqualTo(3);
    JsonNode first = people.get("people").get(0);
    assertThat(first.get("why").asText()).isEqualTo("address_gone");
    assertThat(first.get("id").asLong()).isPositive();
    assertThat(first.get("help").asText()).contains("tocsin subscribers show");
    assertThat(cli.run("alert", "show", alert, "--missed", "--limit", "1").done().out())
        .contains("and 4 more");
  }

  @Test
  void where_all_got_it_there_is_nobody_to_list() {
    String alert = gathered("--channels", "sms");
    process = ledger.process();
    process.attempt(Channel.SMS).forEach(due -> process.record(due, new Outcome.Accepted("SM1")));
    assertThat(cli.run("alert", "show", alert, "--missed").done().out()).contains("Nobody:");
    assertThat(cli.run("alert", "retry-missed", alert, "--list").done().out()).contains("Nobody:");
  }

  @Test
  void retry_missed_lists_also_whom_it_leaves_out_and_why() {
    String alert = someGotNothing();
    assertThat(cli.run("alert", "retry-missed", alert, "--list").done().out())
        .contains("email refused 554 5.7.1: 1")
        .contains("not again, refused, email: the provider refused it, and nothing more goes")
        .contains("not again, suppressed, email: an organizer entered")
        .doesNotContain("email refused 550 5.1.1: 1");
    assertThat(cli.run("alert", "retry-missed", alert).done().out()).contains("Waiting again: 1");
  }

  @Test
  void who_has_a_newer_alert_is_not_sent_the_older_again() {
    String older = someGotNothing();
    process.record(one("+13155550104"), new Outcome.Accepted("SM1"));
    gatheredFrom(PublishCommandTest.SHEET.replace("Number one", "Number two"), "--keep-older");
    assertThat(cli.run("alert", "retry-missed", older, "--list").done().out())
        .contains("they have a newer alert");
    assertThat(cli.run("alert", "retry-missed", older).done().out()).contains("Waiting again: 0");
  }

  private ClaimedDelivery one(String number) {
    ledger.clock.set(Instant.parse("2017-03-15T14:00:00Z"));
    process = ledger.process();
    return process.attempt(Channel.SMS).stream()
        .filter(due -> due.address().equals(number))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pauses_doubts_deadlines_and_cancelling_are_told_with_what_helps() {
    String alert = gathered("--deadline", "2017-03-14T20:00:00Z");
    cli.run("channel", "pause", "email").done();
    assertThat(show(alert))
        .contains("waits, email: the channel is paused: by hand: 3", "tocsin channel resume email");
    cli.run("channel", "resume", "email").done();
    cli.run("alert", "pause", alert).done();
    assertThat(show(alert))
        .contains("waits, sms: the alert is paused: 1", "tocsin alert resume " + alert);
    cli.run("alert", "resume", alert).done();
    process = ledger.process();
    process.recordNothingKnown(process.begin(process.claim(Channel.EMAIL, 1)).get(0));
    assertThat(show(alert)).contains("in doubt, email: it is not known whether the provider took");
    process.claim(Channel.EMAIL, 1);
    assertThat(show(alert)).contains("leased, email: they are being handed over: 1");
    ledger.clock.set(Instant.parse("2017-03-14T20:00:00Z"));
    pass("09:00-20:00");
    assertThat(show(alert)).contains("expired, sms: the deadline passed", "--deadline TIME");
    assertThat(cli.run("alert", "retry-missed", alert).exit()).isEqualTo(1);
  }

  @Test
  void a_deferral_says_when_it_is_tried_again() {
    String alert = gathered("--channels", "email");
    process = ledger.process();
    process
        .attempt(Channel.EMAIL)
        .forEach(
            due ->
                process.record(
                    due, new Outcome.Deferred("451", "greylisted", Outcome.Fault.DELIVERY)));
    assertThat(show(alert))
        .contains("waits, email: 451 greylisted; the next attempt is at Tue 14 March 2017, 18:00");
    cli.run("alert", "cancel", alert).done();
    assertThat(show(alert)).contains("cancelled, email: the alert was cancelled: 3");
  }

  @Test
  void changed_hours_apply_to_what_waits_once_serve_has_started_with_them() {
    String alert = someGotNothing();
    pass("09:00-20:00");
    assertThat(show(alert)).contains("until Wed 15 March 2017, 13:00 UTC");
    pass("10:30-20:00");
    assertThat(show(alert)).contains("until Wed 15 March 2017, 14:30 UTC");
    pass("off");
    assertThat(show(alert)).contains("waits, sms: they are due");
    assertThat(process.claim(Channel.SMS, 1)).hasSize(1);
  }

  // P6
  @Test
  void stricter_hours_hold_what_was_due() {
    ledger.clock.set(Instant.parse("2017-03-14T14:00:00Z"));
    gathered("--channels", "sms");
    pass("12:00-20:00");
    assertThat(process.claim(Channel.SMS, 1)).isEmpty();
    ledger.clock.set(Instant.parse("2017-03-14T16:00:00Z"));
    Optional<ClaimedDelivery> due = process.claim(Channel.SMS, 1).stream().findFirst();
    assertThat(due.flatMap(ClaimedDelivery::closesAt))
        .contains(Instant.parse("2017-03-15T00:00:00Z"));
  }
}
