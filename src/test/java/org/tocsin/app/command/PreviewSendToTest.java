package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.Tokens;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TwilioPeer;

/** An organizer sends a sheet to themselves before anyone else gets it. */
final class PreviewSendToTest {
  private static final Pattern LINK = Pattern.compile("/u/([A-Za-z0-9_-]+)");

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final SmtpPeer smtp = new SmtpPeer();
  private final TwilioPeer twilio = new TwilioPeer();
  private final Map<String, String> settings = new HashMap<>();
  private Path sheet;

  @BeforeEach
  void an_installation_with_officials_and_nobody() {
    DemoFacts facts = new DemoFacts();
    new Rosters(database.jdbi(), Clock.systemUTC())
        .add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    new Districts(database.jdbi(), Clock.systemUTC())
        .add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    settings.putAll(
        Map.of(
            "tocsin.smtp.host", "127.0.0.1",
            "tocsin.smtp.port", "" + smtp.port(),
            "tocsin.smtp.tls", "none",
            "tocsin.email.from", "alerts@example.org",
            "tocsin.twilio.account-sid", "AC0123456789abcdef0123456789abcdef",
            "tocsin.twilio.auth-token", "token",
            "tocsin.twilio.from", "+13155550100",
            "tocsin.twilio.api-url", twilio.url()));
    sheet = cli().file("sheet.md", PublishCommandTest.SHEET.replace("Number one", HELLO));
  }

  private static final String HELLO =
      "Dear {{ subscriber.first_name | default('neighbor') }} of {{ district.name }}";

  @AfterEach
  void stop() {
    smtp.close();
    twilio.close();
  }

  private Cli cli() {
    return new Cli(database, Clock.systemUTC(), folder, settings);
  }

  private void people(String... rows) {
    String csv = "email,phone,first_name,zip,email_consent,sms_consent\n";
    cli().run("subscribers", "import", cli().file("p.csv", csv + String.join("\n", rows))).done();
  }

  private String mail() {
    assertThat(smtp.mails()).hasSize(1);
    return smtp.mails().get(0).text().replace("=\r\n", "").replace("=20", " ");
  }

  /** Whose the link is that ends emails. */
  private long subscriberInLink() {
    Matcher link = LINK.matcher(mail());
    assertThat(link.find()).isTrue();
    return Tokens.of(database.jdbi()).read(link.group(1)).orElseThrow().subscriberId();
  }

  @Test
  void with_nobody_on_the_list_a_zip_is_enough_and_nothing_is_kept() {
    Map<String, String> before = cli().everything();
    cli().run("preview", sheet, "--send-to", "me@example.org").failed("--zip 13202");
    assertThat(
            cli()
                .run("preview", sheet, "--zip", "13202", "--send-to", "Me@example.org")
                .done()
                .out())
        .contains("A test is sent to me@example.org.");
    assertThat(smtp.mails().get(0).to()).contains("me@example.org");
    assertThat(mail()).contains("Subject: [Test] Call today", "Dear neighbor of NY-24", "Katko");
    assertThat(subscriberInLink()).isZero();
    assertThat(cli().everything()).isEqualTo(before);
  }

  @Test
  void who_is_on_the_list_gets_what_they_would_get_with_links_of_their_own() {
    people("ann@example.org,,Ann,13202,yes,", "pat@example.org,,Pat,13440,yes,");
    cli().run("preview", sheet, "--send-to", "pat@example.org").done();
    assertThat(mail()).contains("Dear Pat of NY-22");
    assertThat(subscriberInLink()).isEqualTo(2);
  }

  @Test
  void what_someone_else_would_get_has_none_of_their_links() {
    people("ann@example.org,,Ann,13202,yes,", "pat@example.org,,Pat,13440,yes,");
    cli()
        .run(
            "preview",
            sheet,
            "--subscriber",
            "ann@example.org",
            "--send-to",
            "pat@example.org,(315) 555-0109")
        .done();
    assertThat(mail()).contains("Dear Ann of NY-24");
    assertThat(subscriberInLink()).isEqualTo(2);
    assertThat(twilio.posts())
        .singleElement()
        .satisfies(
            post ->
                assertThat(post)
                    .containsEntry("To", "+13155550109")
                    .hasEntrySatisfying(
                        "Body", body -> assertThat(body).startsWith("TEST: ").contains("Katko")));
  }

  @Test
  void nothing_goes_to_whoever_has_left() {
    people("ann@example.org,315-555-0101,Ann,13202,yes,yes");
    cli().run("subscribers", "opt-out", "ann@example.org", "--heard", "called").done();
    cli().run("preview", sheet, "--send-to", "ann@example.org").failed("has left");
    assertThat(smtp.mails()).isEmpty();
  }

  @Test
  void nothing_goes_by_settings_that_a_reader_could_not_do_with() {
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "me")
        .failed("'me'", "neither an email");
    settings.put("tocsin.twilio.account-sid", "");
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "315-555-0109")
        .failed("tocsin.twilio.account-sid is not set");
    settings.put("tocsin.smtp.host", "smtp.example.invalid");
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "me@example.org")
        .failed("tocsin.organization.postal-address", "tocsin.public-url");
    cli().run("preview", sheet, "--all", "--send-to", "me@example.org").wrongUsage("--all");
  }

  @Test
  void what_the_mail_server_says_is_told() {
    smtp.answer("RCPT", "550 5.1.1 no such mailbox");
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "me@example.org")
        .failed("It was not taken: 550 5.1.1 no such mailbox.");
  }

  @Test
  void what_we_say_ourselves_is_said_without_a_code() {
    smtp.close();
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "me@example.org")
        .failed("It was not taken: The mail server at", "Check tocsin.smtp.host, port and tls.");
  }

  @Test
  void where_our_setup_is_at_fault_the_settings_to_look_at_are_named() {
    smtp.answer("MAIL", "530 5.7.0 Must issue a STARTTLS command first");
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "me@example.org")
        .failed("530 5.7.0 Must issue a STARTTLS command first. Check tocsin.smtp.*");
    twilio.answer("401:20003");
    cli()
        .run("preview", sheet, "--zip", "13202", "--send-to", "315-555-0109")
        .failed("20003", "tocsin.twilio.*");
  }

  @Test
  void the_text_goes_though_the_mail_fails_and_both_are_told() {
    smtp.answer("RCPT", "550 5.1.1 no such mailbox");
    Cli.Ran ran =
        cli().run("preview", sheet, "--zip", "13202", "--send-to", "me@example.org,315-555-0109");
    ran.failed("To me@example.org nothing was sent.", "550 5.1.1");
    assertThat(ran.out()).contains("A test is sent to 315-555-0109.");
    assertThat(twilio.posts()).hasSize(1);
  }
}
