package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyReader;
import org.tocsin.support.TestDatabase;

final class InboxCommandTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Jdbi JDBI = DATABASE.jdbi();
  private static final String NUMBER = "+13155550101";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void set_up() {
    cli = new Cli(DATABASE, Clock.systemUTC(), folder);
    JDBI.useHandle(handle -> handle.execute("TRUNCATE subscriber, hold, suppression CASCADE"));
  }

  private void ann_writes(String words) {
    cli.run("subscribers", "import", cli.file("ann.csv", "phone,first_name\n" + NUMBER + ",Ann\n"))
        .done();
    JDBI.useTransaction(
        handle ->
            new Holds(Clock.systemUTC())
                .hold(
                    handle,
                    Channel.SMS,
                    AddressKeys.of(JDBI).of(Channel.SMS, NUMBER),
                    "SM1",
                    words,
                    new ReplyReader(Set::of).read(words)));
  }

  @Test
  void an_organizer_sees_who_wrote_what_and_why_it_is_unclear() {
    assertThat(cli.run("inbox", "list").done().out()).contains("Nothing waits");
    ann_writes("not interested");
    assertThat(cli.run("inbox", "list").done().out())
        .contains("Ann " + NUMBER, "not interested", "is not who we think", "inbox decide ID");
    assertThat(cli.run("inbox", "list", "--json").done().out())
        .contains("\"from\" : [ \"Ann " + NUMBER + "\" ]", "\"words\" : \"not interested\"");
  }

  @Test
  void every_text_can_be_read_and_how_it_was_taken() {
    JDBI.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO inbound_text (provider_id, at, address_key, body, reading)"
                    + " VALUES ('SM9', now(), ?, 'I called him', 'other')",
                AddressKeys.of(JDBI).of(Channel.SMS, NUMBER)));
    assertThat(cli.run("inbox", "list", "--all").done().out()).contains("other", "I called him");
    assertThat(cli.run("inbox", "list", "--all", "--json").done().out())
        .contains("\"words\" : \"I called him\"");
  }

  @Test
  void an_organizer_decides() {
    ann_writes("not interested");
    String list = cli.run("inbox", "list").done().out();
    String id = list.substring(0, list.indexOf(' '));
    cli.run("inbox", "decide", id, "maybe").wrongUsage();
    cli.run("inbox", "decide", id, "stop").done();
    assertThat(
            new Consent(JDBI, Clock.systemUTC())
                .isSuppressed(Channel.SMS, AddressKeys.of(JDBI).of(Channel.SMS, NUMBER)))
        .isTrue();
    cli.run("inbox", "decide", id, "keep").failed("decided already: stop");
  }
}
