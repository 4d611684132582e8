package org.tocsin.app.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.email.MailLogin;
import org.tocsin.email.MailServer;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.mailbox.Mails;
import org.tocsin.support.ImapPeer;
import org.tocsin.support.ImapProxy;

/** When the mailbox is looked into, by which opt-outs by email are heard (P3). */
final class MailWatchTest {
  private static final String PASSWORD = "secret";
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final ImapPeer mailbox = new ImapPeer(PASSWORD);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger waits = new AtomicInteger();
  private MailWatch watch;

  @AfterEach
  void stop() {
    watch.stop();
    mailbox.close();
  }

  private MailWatch watch(ImapProxy proxy, String folder, Duration rest) {
    Imap imap =
        new Imap(
            new MailServer(
                "127.0.0.1",
                proxy.port(),
                Tls.NONE,
                new MailLogin("alerts", PASSWORD, Optional.empty())),
            folder,
            rest);
    return new MailWatch(imap, Optional::empty);
  }

  private void start(ImapProxy proxy, Duration rest, Runnable look) {
    start(proxy, "INBOX", rest, look);
  }

  private void start(ImapProxy proxy, String folder, Duration rest, Runnable look) {
    watch = watch(proxy, folder, rest);
    watch.scheduleTask(look);
    watch.startScheduler();
  }

  /** Hands all on, and counts what is answered to. */
  private ImapProxy proxy(Function<String, String> answers) {
    return new ImapProxy(
        mailbox.port(),
        command -> {
          if (command.startsWith("IDLE")) {
            waits.incrementAndGet();
          }
          return answers.apply(command);
        });
  }

  @Test
  void it_is_looked_into_as_soon_as_mail_comes_where_the_server_says_so() { // RFC 2177
    try (ImapProxy proxy = proxy(command -> null)) {
      start(proxy, LONG, looks::incrementAndGet);
      await().until(() -> waits.get() == 1);
      assertThat(looks).hasValue(1);
      mailbox.deliver(Mails.from("bo@example.org", "", "STOP"));
      await().until(() -> looks.get() > 1);
    }
  }

  @Test
  void it_is_looked_into_every_so_often_where_the_server_does_not() {
    try (ImapProxy proxy = proxy(MailWatchTest::withoutIdle)) {
      start(proxy, SHORT, looks::incrementAndGet);
      await().until(() -> looks.get() > 2);
      assertThat(waits).hasValue(0);
    }
  }

  private static String withoutIdle(String command) {
    return command.equals("CAPABILITY") ? "* CAPABILITY IMAP4rev1 LITERAL+\nOK done" : null;
  }

  @Test
  void a_login_that_is_refused_is_said_until_it_is_taken() {
    AtomicBoolean refuses = new AtomicBoolean(true);
    try (ImapProxy proxy =
        proxy(
            command ->
                refuses.get() && command.matches("(LOGIN|AUTHENTICATE) .*")
                    ? "NO [AUTHENTICATIONFAILED] no"
                    : null)) {
      start(proxy, SHORT, looks::incrementAndGet);
      await().until(() -> watch.trouble().isPresent());
      assertThat(watch.trouble().orElseThrow())
          .contains("refused the login", "tocsin.imap.username")
          .doesNotContain(PASSWORD);
      refuses.set(false);
      await().until(() -> watch.trouble().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_folder_that_is_not_there_is_said(boolean saysWhenMailComes) {
    try (ImapProxy proxy = proxy(command -> saysWhenMailComes ? null : withoutIdle(command))) {
      start(proxy, "Alerts", SHORT, looks::incrementAndGet);
      await().until(() -> watch.trouble().isPresent());
      assertThat(watch.trouble().orElseThrow())
          .contains("no folder 'Alerts'", "tocsin.imap.folder");
    }
  }

  @Test
  void a_server_that_goes_away_right_after_the_login_does_not_end_it() {
    AtomicInteger logins = new AtomicInteger();
    try (ImapProxy proxy =
        proxy(
            command ->
                command.matches("(LOGIN|AUTHENTICATE) .*") && logins.incrementAndGet() == 1
                    ? "* BYE going down\nOK done"
                    : null)) {
      start(proxy, SHORT, looks::incrementAndGet);
      await().until(() -> logins.get() > 1 && looks.get() > 1);
    }
  }

  @Test
  void a_look_that_fails_is_not_the_last() {
    try (ImapProxy proxy = proxy(MailWatchTest::withoutIdle)) {
      start(
          proxy,
          SHORT,
          () -> {
            if (looks.incrementAndGet() == 1) {
              throw new IllegalStateException("cannot be looked into");
            }
          });
      await().until(() -> looks.get() > 1);
    }
  }

  @Test
  void stopping_does_not_wait_for_mail() {
    try (ImapProxy proxy = proxy(command -> null)) {
      start(proxy, LONG, looks::incrementAndGet);
      await().until(() -> waits.get() == 1);
      watch.stop();
      assertThat(watch.isSchedulerStarted()).isFalse();
      assertThat(looks).hasValue(1);
    }
  }
}
