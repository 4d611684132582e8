package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.mailbox.Mails;
import org.tocsin.support.Http;
import org.tocsin.support.ImapPeer;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;
import org.tocsin.support.TwilioPeer;

/** P12 over the whole way, with peers that refuse, break off and repeat whom it was about. */
final class LogsNameNobodyTest {
  private static final String NAME = "Quixote";
  private static final String PERSON =
      "(?s).*([\\w.+-]+@example\\.org|\\d{3}.?555.?01\\d\\d|Quixote).*";

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger ours = (Logger) LoggerFactory.getLogger("org.tocsin");
  private final Level before = ours.getLevel();
  private final ImapPeer mailbox = new ImapPeer();
  private final TwilioPeer twilio = new TwilioPeer().script(LogsNameNobodyTest::answer);
  private final SmtpPeer smtp =
      new SmtpPeer().script(said -> said.startsWith("RCPT") ? answer(Town.email(0), said) : null);
  private TestServer server;
  private long alert;

  /** The first is refused by name, and with the second the connection breaks. */
  private static String answer(String first, String said) {
    if (said.contains(first)) {
      return "550 5.1.1 " + said + ": " + NAME + " <" + first + "> is unknown here";
    }
    return said.contains(Town.email(1)) ? SmtpPeer.DROP : null;
  }

  private static String answer(Map<String, String> form) {
    String to = form.get("To");
    if (to.equals(Town.phone(0))) {
      return "400:21610";
    }
    return to.equals(Town.phone(1)) ? "500:" : null;
  }

  @BeforeEach
  void start() {
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
    ours.setLevel(Level.INFO); // as it is where it is installed
    Map<String, String> settings = mailbox.settings();
    settings.put("tocsin.imap.poll-seconds", "1");
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + smtp.port());
    settings.put("tocsin.twilio.account-sid", "AC" + "0".repeat(32));
    settings.put("tocsin.twilio.api-url", twilio.url());
    server = TestServer.start(TestDatabase.fresh(), settings);
    Town town = new Town(server.parts, folder);
    town.people(4, 4, true);
    alert = town.publish(Channel.EMAIL, Channel.SMS);
  }

  @AfterEach
  void stop() {
    server.close();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    ours.setLevel(before);
    smtp.close();
    twilio.close();
    mailbox.close();
  }

  private static Map<String, String> text(int from, String body) {
    return Map.of("MessageSid", "SM" + UUID.randomUUID(), "From", Town.phone(from), "Body", body);
  }

  private void say(int from, String body) {
    Http.postSigned(server.url("/twilio/inbound"), text(from, body), TestServer.TOKEN);
  }

  private long count(String what) {
    return server.parts.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM " + what).mapTo(Long.class).one());
  }

  private static String words(ILoggingEvent line) {
    StringBuilder words = new StringBuilder(line.getFormattedMessage());
    for (IThrowableProxy t = line.getThrowableProxy(); t != null; t = t.getCause()) {
      words.append('\n').append(t.getMessage());
    }
    return words.toString();
  }

  @Test
  void whatever_becomes_of_their_messages_and_answers_people_are_not_named() {
    say(2, "STOP says " + NAME);
    say(3, "Who is this? I am " + NAME + " of 315-555-0199");
    Http.postForm(server.url("/twilio/inbound"), text(3, "forged by " + NAME));
    Http.postSigned(server.url("/twilio/inbound"), Map.of("From", NAME), TestServer.TOKEN);
    Http.postForm(server.url("/subscribe"), Map.of("email", NAME + "@example.org", "zip", NAME));
    Http.get(server.url("/u/" + NAME + "@example.org"));
    mailbox.deliver(Mails.from(Town.email(3), "", "Stop writing to me. " + NAME));
    mailbox.deliver(Mails.bounce("alerts@example.org", Town.email(2), "5.1.1", "550 " + NAME));
    mailbox.deliver("Subject: =?x?Q?=FF?= " + NAME + "\nFrom: <<" + Town.email(3) + "\n\n\0");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(mailbox.in("INBOX")).isEmpty();
              assertThat(count("delivery WHERE attempts > 0")).isGreaterThanOrEqualTo(5);
            });
    server.parts.alerts.cancel(alert);
    assertThat(log.list)
        .filteredOn(line -> !line.getLoggerName().startsWith("com.icegreen"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(words(line)).doesNotMatch(PERSON));
  }

  @Test
  void an_error_of_the_database_names_nobody() {
    Throwable twin =
        catchThrowable(
            () ->
                server.parts.jdbi.useHandle(
                    handle ->
                        handle
                            .createUpdate(
                                "INSERT INTO subscriber (email, email_key) VALUES (:email, :key)")
                            .bind("email", Town.email(0))
                            .bind("key", UUID.randomUUID())
                            .execute()));
    assertThat(twin).isNotNull();
    for (Throwable cause = twin; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotMatch(PERSON);
    }
  }
}
