package org.tocsin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** Accounts, links and sessions, on a real database. */
final class AccountsTest {
  private static final Instant NOON = Instant.parse("2027-03-01T17:00:00Z");

  private final Jdbi jdbi = TestDatabase.fresh().jdbi();
  private final SettableClock clock = new SettableClock(NOON);
  private final Accounts accounts = new Accounts(jdbi, clock);
  private final SignInLinks links = new SignInLinks(jdbi, clock);
  private final Sessions sessions = new Sessions(jdbi, clock);
  private Account boss;

  @BeforeEach
  void an_admin() {
    boss = accounts.add("test", "Boss@Example.org ", Role.ADMIN);
  }

  private String signIn(Account account) {
    return links.redeem(links.issue(account), "").orElseThrow();
  }

  @Test
  void an_address_has_one_account_however_it_is_written() {
    assertThat(boss.email()).isEqualTo("boss@example.org");
    assertThatThrownBy(() -> accounts.add("test", "BOSS@example.org", Role.AUTHOR))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("has an account already");
    assertThatThrownBy(() -> accounts.add("test", "boss", Role.AUTHOR))
        .hasMessageContaining("email address");
    assertThat(accounts.list()).extracting(Account::email).containsExactly("boss@example.org");
  }

  @Test
  void the_only_admin_stays_one() {
    assertThatThrownBy(() -> accounts.remove("test", boss.email()))
        .hasMessageContaining("only admin");
    assertThatThrownBy(() -> accounts.setRole("test", boss.email(), Role.PUBLISHER))
        .hasMessageContaining("only admin");
    assertThat(accounts.find(boss.email())).get().extracting(Account::role).isEqualTo(Role.ADMIN);
  }

  @Test
  void two_admins_who_remove_each_other_at_once_leave_one() throws Exception {
    Account other = accounts.add("test", "ann@example.org", Role.ADMIN);
    ExecutorService both = Executors.newFixedThreadPool(2);
    List<Callable<Void>> removals =
        List.of(
            () -> {
              accounts.remove("test", boss.email());
              return null;
            },
            () -> {
              accounts.remove("test", other.email());
              return null;
            });
    int refused = 0;
    for (Future<Void> removal : both.invokeAll(removals)) {
      try {
        removal.get();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(TocsinException.class);
        refused++;
      }
    }
    both.shutdown();
    assertThat(refused).isEqualTo(1);
    assertThat(accounts.list()).hasSize(1);
  }

  @Test
  void a_link_signs_in_once_and_only_for_a_while() {
    String link = links.issue(boss);
    assertThat(links.redeem(link, "")).isPresent();
    assertThat(links.redeem(link, "")).isEmpty();
    String late = links.issue(boss);
    clock.set(NOON.plus(SignInLinks.LIFE));
    assertThat(links.look(late, "")).isEmpty();
    assertThat(links.redeem(late, "")).isEmpty();
    assertThat(links.redeem("x".repeat(43), "")).isEmpty();
  }

  @Test
  void two_who_follow_one_link_at_once_get_one_session() throws Exception {
    String link = links.issue(boss);
    ExecutorService both = Executors.newFixedThreadPool(4);
    Callable<Boolean> redeem = () -> links.redeem(link, "").isPresent();
    long signedIn = 0;
    for (Future<Boolean> each : both.invokeAll(List.of(redeem, redeem, redeem, redeem))) {
      signedIn += each.get() ? 1 : 0;
    }
    both.shutdown();
    assertThat(signedIn).isEqualTo(1);
  }

  @Test
  void the_first_link_makes_an_admin_and_is_void_once_there_is_an_account() {
    Jdbi empty = TestDatabase.fresh().jdbi();
    SignInLinks first = new SignInLinks(empty, clock);
    String link = first.issueFirst();
    String another = first.issueFirst();
    assertThat(first.look(link, "")).get().matches(SignInLinks.Open::isFirst);
    assertThatThrownBy(() -> first.redeem(link, "nobody")).hasMessageContaining("email address");
    String cookie = first.redeem(link, "ann@example.org").orElseThrow();
    assertThat(new Sessions(empty, clock).find(cookie))
        .get()
        .extracting(session -> session.account().role())
        .isEqualTo(Role.ADMIN);
    assertThat(first.redeem(another, "eve@example.org")).isEmpty();
    assertThat(new Accounts(empty, clock).list()).hasSize(1);
  }

  @Test
  void a_session_ends_after_twelve_idle_hours() {
    String cookie = signIn(boss);
    for (int hours = 11; hours <= 33; hours += 11) {
      clock.set(NOON.plus(Duration.ofHours(hours)));
      assertThat(sessions.find(cookie)).isPresent();
    }
    clock.set(NOON.plus(Duration.ofHours(33 + 12)));
    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void a_session_ends_after_fourteen_days_however_it_is_used() {
    String cookie = signIn(boss);
    for (int hours = 10; hours < 14 * 24; hours += 10) {
      clock.set(NOON.plus(Duration.ofHours(hours)));
      assertThat(sessions.find(cookie)).isPresent();
    }
    clock.set(NOON.plus(Duration.ofDays(14)));
    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void who_is_removed_or_gets_another_role_feels_it_at_once() {
    Account ann = accounts.add("test", "ann@example.org", Role.AUTHOR);
    String cookie = signIn(ann);
    accounts.setRole("test", ann.email(), Role.PUBLISHER);
    assertThat(sessions.find(cookie)).get().matches(session -> session.may(Role.PUBLISHER));
    String link = links.issue(ann);
    accounts.remove("test", ann.email());
    assertThat(sessions.find(cookie)).isEmpty();
    assertThat(links.redeem(link, "")).isEmpty();
  }

  @Test
  void signing_out_everywhere_ends_every_session_of_that_account() {
    String here = signIn(boss);
    String there = signIn(boss);
    String ann = signIn(accounts.add("test", "ann@example.org", Role.AUTHOR));
    sessions.endAll(boss);
    assertThat(sessions.find(here)).isEmpty();
    assertThat(sessions.find(there)).isEmpty();
    assertThat(sessions.find(ann)).isPresent();
  }

  @Test
  void the_database_holds_no_secret_that_signs_in() {
    String link = links.issue(boss);
    String cookie = signIn(boss);
    String all =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT (SELECT string_agg(l::text, ' ') FROM sign_in_link l)
                          || (SELECT string_agg(s::text, ' ') FROM console_session s)
                        """)
                    .mapTo(String.class)
                    .one());
    assertThat(all).doesNotContain(link).doesNotContain(cookie);
  }

  @Test
  void the_record_of_who_did_what_only_grows() {
    accounts.add("boss@example.org", "ann@example.org", Role.AUTHOR);
    assertThat(new AuditLog(jdbi, clock).list(Long.MAX_VALUE, 10))
        .first()
        .matches(entry -> entry.who().equals("boss@example.org"))
        .matches(entry -> entry.detail().contains("ann@example.org"));
    for (String change :
        List.of(
            "UPDATE audit_entry SET who = ''", "DELETE FROM audit_entry", "TRUNCATE audit_entry")) {
      assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
          .hasMessageContaining("only ever added");
    }
  }
}
