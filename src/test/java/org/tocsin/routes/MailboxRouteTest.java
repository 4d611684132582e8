package org.tocsin.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.mailbox.Mails;
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.support.CuttingProxy;
import org.tocsin.support.Http;
import org.tocsin.support.ImapPeer;
import org.tocsin.support.ImapProxy;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** The whole way from a real IMAP server into the database and back into folders. */
final class MailboxRouteTest {
  private static final String BOUNCES = "bounces+*@example.org";
  private static final Duration SOON = Duration.ofMinutes(3);

  private final TestDatabase database = TestDatabase.fresh();
  private final Ledger ledger = new Ledger(database.jdbi());
  private final Tokens tokens = Tokens.of(database.jdbi());
  private final ImapPeer mailbox = new ImapPeer();

  @AfterEach
  void stop() {
    mailbox.close();
  }

  private TestServer server(Map<String, String> settings, int poll) {
    settings.put("tocsin.email.bounce-address", BOUNCES);
    settings.put("tocsin.imap.poll-seconds", "" + poll);
    return TestServer.start(database, settings);
  }

  private long sentTo(String address) {
    SendingProcess process = ledger.process();
    long mail = ledger.alert().email(address);
    process.record(process.attemptOne(Channel.EMAIL), new Accepted("<1@example.org>"));
    process.worker.deregister();
    return mail;
  }

  private String bounce(long mail, String address) {
    String to = new ReturnAddress(BOUNCES, tokens).of(mail);
    return Mails.bounce(to, address, "5.1.1", "550 5.1.1 User unknown");
  }

  private long rows(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  @Test
  void mail_is_processed_as_it_comes_and_put_where_it_belongs() {
    long mail = sentTo("ann@example.org");
    mailbox.deliver(bounce(mail, "ann@example.org"));
    try (TestServer server = server(mailbox.settings(), 600)) {
      await().atMost(SOON).until(() -> mailbox.in("Bounces").size() == 1);
      assertThat(ledger.state(mail)).isEqualTo("undelivered");
      // ten minutes are not waited for where the server says that mail came
      mailbox.deliver(Mails.from("bo@example.org", "", "Thanks, I called."));
      mailbox.deliver(Mails.from("bo@example.org", "Auto-Submitted: auto-replied\n", "Away"));
      mailbox.deliver(Mails.complaint("abuse", "Message-ID: <1@x>"));
      await().atMost(SOON).until(() -> mailbox.in("INBOX").isEmpty());
      await().atMost(SOON).until(() -> mailbox.in("Replies").size() == 1);
      await().atMost(SOON).until(() -> mailbox.in("Automatic").size() == 1);
      await().atMost(SOON).until(() -> mailbox.in("Unreadable").size() == 1);
      assertThat(rows("inbound_mail")).isEqualTo(4);
    }
  }

  @Test
  void a_server_that_cuts_connections_loses_nothing_and_doubles_nothing() {
    int mails = 20;
    for (int i = 0; i < mails; i++) {
      String address = "p" + i + "@example.org";
      mailbox.deliver(bounce(sentTo(address), address));
    }
    try (CuttingProxy proxy = new CuttingProxy(mailbox.port(), 12);
        TestServer server = server(mailbox.settings(proxy.port()), 1)) {
      await().atMost(SOON).until(() -> proxy.cut() == 12 && mailbox.in("INBOX").isEmpty());
      assertThat(mailbox.in("Bounces")).hasSize(mails).doesNotHaveDuplicates();
      assertThat(rows("inbound_mail")).isEqualTo(mails);
      assertThat(rows("delivery_event")).isEqualTo(mails);
    }
  }

  /** As after a copy that nobody came to clear up behind. */
  @Test
  void a_mail_that_lies_in_its_folder_already_is_not_put_there_twice() {
    String bounce = bounce(sentTo("ann@example.org"), "ann@example.org");
    mailbox.deliver(bounce);
    try (TestServer server = server(mailbox.settings(), 1)) {
      await().atMost(SOON).until(() -> mailbox.in("Bounces").size() == 1);
      mailbox.deliver(bounce);
      await().atMost(SOON).until(() -> mailbox.in("INBOX").isEmpty());
      assertThat(mailbox.in("Bounces")).hasSize(1);
      assertThat(rows("inbound_mail")).isEqualTo(1);
    }
  }

  @Test
  void a_server_killed_again_and_again_in_the_middle_loses_nothing_and_doubles_nothing(
      @TempDir Path folder) {
    int mails = 45;
    for (int i = 0; i < mails; i++) {
      String address = "p" + i + "@example.org";
      mailbox.deliver(bounce(sentTo(address), address));
    }
    Map<String, String> settings = mailbox.settings();
    settings.putAll(TestServer.on(database));
    settings.put("tocsin.email.bounce-address", BOUNCES);
    settings.put("tocsin.imap.poll-seconds", "1");
    try (ServerProcess server = new ServerProcess(folder, settings)) {
      for (int until = 15; until < mails; until += 15) {
        long some = until;
        server.start();
        await().atMost(SOON).until(() -> rows("inbound_mail") >= some);
        server.kill();
      }
      server.start();
      await().atMost(SOON).until(() -> mailbox.in("INBOX").isEmpty());
    }
    assertThat(mailbox.in("Bounces")).hasSize(mails).doesNotHaveDuplicates();
    assertThat(rows("inbound_mail")).isEqualTo(mails);
    assertThat(rows("delivery_event")).isEqualTo(mails);
    assertThat(rows("suppression")).isEqualTo(mails);
  }

  @Test
  void pieces_after_the_closing_boundary_keep_no_mail_in_the_inbox() { // RFC 2046 5.1.1
    mailbox.deliver(
        Mails.from(
            "bo@example.org",
            "Content-Type: multipart/mixed; boundary=b",
            "--b\n\nThanks.\n--b--\n\n--b\n\nmore\n--b--\n"));
    try (TestServer server = server(mailbox.settings(), 1)) {
      await().atMost(SOON).until(() -> mailbox.in("INBOX").isEmpty());
      assertThat(mailbox.in("Replies")).hasSize(1);
    }
  }

  @Test
  void mail_waits_while_it_cannot_be_processed() {
    long mail = sentTo("ann@example.org");
    mailbox.deliver(bounce(mail, "ann@example.org"));
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE inbound_mail RENAME TO away"));
    try (TestServer server = server(mailbox.settings(), 1)) {
      await().pollDelay(Duration.ofSeconds(3)).until(() -> mailbox.in("INBOX").size() == 1);
      ledger.assertThatDelivery(mail).isAccepted();
      database
          .jdbi()
          .useHandle(handle -> handle.execute("ALTER TABLE away RENAME TO inbound_mail"));
      await().atMost(SOON).until(() -> mailbox.in("Bounces").size() == 1);
      assertThat(ledger.state(mail)).isEqualTo("undelivered");
    }
  }

  @Test
  void a_mail_of_a_million_lines_or_with_a_broken_head_keeps_no_other_waiting() {
    mailbox.deliver("Subject: =?x-none?Q?=FF?= =?utf-8?B?!!!?=\nFrom: <<\n: \n\n\0");
    mailbox.deliver(Mails.from("bo@example.org", "", "line\n".repeat(1_000_000)));
    mailbox.deliver(Mails.from("bo@example.org", "", "Thanks."));
    try (TestServer server = server(mailbox.settings(), 1)) {
      await().atMost(SOON).until(() -> mailbox.in("INBOX").isEmpty());
      assertThat(mailbox.in("Replies")).hasSize(3);
    }
  }

  @Test
  void folders_are_where_the_servers_namespace_has_them() { // RFC 2342
    mailbox.deliver(Mails.from("bo@example.org", "", "Thanks."));
    try (ImapProxy proxy = new ImapProxy(mailbox.port(), MailboxRouteTest::belowInbox);
        TestServer server = server(mailbox.settings(proxy.port()), 1)) {
      await().atMost(SOON).until(() -> mailbox.in("INBOX").isEmpty());
      assertThat(mailbox.in("INBOX.Replies")).hasSize(1);
      assertThat(proxy.answered()).contains("NAMESPACE");
    }
  }

  private static String health(TestServer server) throws Exception {
    return Http.get(server.managementUrl("/observe/health")).body();
  }

  private static ListAppender<ILoggingEvent> log() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
    return log;
  }

  private static String belowInbox(String command) {
    return switch (command) {
      case "CAPABILITY" -> "* CAPABILITY IMAP4rev1 LITERAL+ UIDPLUS NAMESPACE\nOK done";
      case "NAMESPACE" -> "* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\nOK done";
      default -> null;
    };
  }

  @Test
  void what_cannot_be_moved_is_processed_and_said_once_and_health_goes_down() throws Exception {
    AtomicBoolean refuses = new AtomicBoolean(true);
    ListAppender<ILoggingEvent> log = log();
    for (int i = 0; i < 3; i++) {
      mailbox.deliver(bounce(sentTo("p" + i + "@example.org"), "p" + i + "@example.org"));
    }
    try (ImapProxy proxy =
            new ImapProxy(
                mailbox.port(),
                command ->
                    refuses.get() && command.matches("(UID )?(COPY|MOVE|CREATE) .*")
                        ? "NO [NOPERM] not here"
                        : null);
        TestServer server = server(mailbox.settings(proxy.port()), 1)) {
      await().atMost(SOON).until(() -> rows("suppression") == 3);
      await().atMost(SOON).until(() -> proxy.answered().size() >= 6);
      assertThat(health(server)).contains("DOWN", "Mails cannot be moved to the folder Bounces");
      assertThat(log.list)
          .filteredOn(line -> line.getFormattedMessage().contains("cannot be moved"))
          .hasSize(1);
      assertThat(log.list).noneMatch(line -> line.getThrowableProxy() != null);
      refuses.set(false);
      await().atMost(SOON.multipliedBy(2)).until(() -> mailbox.in("INBOX").isEmpty());
      assertThat(mailbox.in("Bounces")).hasSize(3).doesNotHaveDuplicates();
      await().atMost(SOON).until(() -> !health(server).contains("cannot be moved"));
    }
  }
}
