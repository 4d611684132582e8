package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** An import as a job: once, whoever asks; told of honestly; undone within a day. */
final class ImportJobsTest {
  private static final String PATH = "/console/people/import";

  private static TestServer server;
  private static Town town;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor ben;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    town = new Town(server.parts, folder);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.ADMIN);
    ben = ConsoleVisitor.as(server, "ben@example.org", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String sent(String... rows) {
    HttpResponse<String> answer = ann.post(PATH, Map.of("rows", String.join("\n", rows)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String imported(String... rows) {
    String file = sent(rows);
    assertThat(followed(ann, file, Map.of())).contains("The people are imported.");
    return file;
  }

  private static String followed(ConsoleVisitor who, String path, Map<String, String> form) {
    HttpResponse<String> answer = who.post(path, form);
    return answer.statusCode() == 303
        ? who.get(answer.headers().firstValue("Location").orElseThrow()).body()
        : answer.body();
  }

  private static boolean isKnown(String email) {
    return server.parts.subscribers.find(email).isPresent();
  }

  private static void change(String sql, Object... values) {
    server.parts.jdbi.useHandle(handle -> handle.execute(sql, values));
  }

  private static long number(String file) {
    return Long.parseLong(file.replaceAll(".*/", ""));
  }

  private static long audited(String action, String file) {
    return new AuditLog(server.parts.jdbi, server.parts.clock)
        .list(Long.MAX_VALUE, 1_000).stream()
            .filter(entry -> entry.action().equals(action))
            .filter(entry -> entry.detail().startsWith("file " + number(file) + ":"))
            .count();
  }

  @Test
  void two_who_press_import_at_once_make_one_import_and_both_read_what_it_brought()
      throws Exception {
    String file =
        sent(
            "email\n"
                + IntStream.range(0, 800)
                    .mapToObj(i -> "two" + i + "@example.org")
                    .collect(Collectors.joining("\n")));
    ann.get(file);
    ben.get(file);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<String>> presses =
          List.of(() -> followed(ann, file, Map.of()), () -> followed(ben, file, Map.of()));
      for (Future<String> page : both.invokeAll(presses)) {
        assertThat(page.get()).doesNotContain(">Import<");
      }
    } finally {
      both.shutdown();
    }
    await().until(() -> ann.get(file).body().contains("What was imported"));
    assertThat(audited("people imported", file)).isEqualTo(1);
    assertThat(followed(ben, file, Map.of())).contains("There is only this one import.");
  }

  @Test
  void a_long_file_is_imported_by_a_job_that_goes_on_without_its_page() {
    String file =
        sent(
            "email\n"
                + IntStream.range(0, 1_100)
                    .mapToObj(i -> "long" + i + "@example.org")
                    .collect(Collectors.joining("\n")));
    assertThat(ann.post(file, Map.of()).statusCode()).isEqualTo(303);
    await().until(() -> ann.get(file).body().contains("What was imported"));
    assertThat(isKnown("long1099@example.org")).isTrue();
  }

  @Test
  void an_import_whose_program_died_says_how_far_it_came_and_the_rest_can_be_brought_in() {
    String file = sent("email", "rest1@example.org", "rest2@example.org");
    change("UPDATE people_file SET state = 'running', merged = 1 WHERE id = ?", number(file));
    await().until(() -> ann.get(file).body().contains("The import broke off"));
    assertThat(ann.get(file).body())
        .contains("1 of 2 rows are on the list", ">Import<", "Undo the import");
    assertThat(followed(ann, file, Map.of())).contains("The people are imported.");
    assertThat(isKnown("rest2@example.org")).isTrue();
  }

  @Test
  void an_import_that_runs_is_not_taken_for_one_that_died() {
    String file = sent("email", "alive@example.org");
    server.parts.jdbi.useHandle(
        runner -> {
          runner.execute("SELECT pg_advisory_lock(746, ?)", (int) number(file));
          change("UPDATE people_file SET state = 'running', merged = 0 WHERE id = ?", number(file));
          String later = sent("email\n" + "x@example.org\n".repeat(1_001));
          ann.post(later, Map.of());
          await().until(() -> ann.get(later).body().contains("What was imported"));
          assertThat(ann.get(file).body()).contains("is being imported: 0 of 1 rows");
          runner.execute("SELECT pg_advisory_unlock(746, ?)", (int) number(file));
        });
  }

  @Test
  void undoing_takes_off_who_was_new_and_nobody_else() {
    server.parts.subscribers.take(Map.of("email", "was@example.org", "city", "Utica"), "test");
    String file =
        imported(
            "email,phone,city,email_consent,email_state",
            "new1@example.org,315-555-0171,Rome,yes,",
            "new2@example.org,,Rome,yes,",
            "left@example.org,,Rome,,unsubscribed",
            "was@example.org,,Rome,,");
    server.parts.subscribers.take(Map.of("email", "new2@example.org", "zip", "13202"), "test");
    assertThat(followed(ann, file + "/undo", Map.of()))
        .contains(
            "off the list again: 2.",
            "stand in another file: 1.",
            "stay as they are: 1.",
            "undone by ann@example.org");
    assertThat(isKnown("new1@example.org")).isFalse();
    assertThat(isKnown("new2@example.org")).isTrue();
    assertThat(server.parts.subscribers.find("was@example.org").orElseThrow().city())
        .isEqualTo("Rome");
    assertThat(isStopped("left@example.org")).isTrue();
    assertThat(followed(ben, file + "/undo", Map.of())).contains("undone this import before you");
    assertThat(audited("import undone", file)).isEqualTo(1);
  }

  private static boolean isStopped(String email) {
    return server.parts.consent.isSuppressed(
        Channel.EMAIL, server.parts.addressKeys.of(Channel.EMAIL, email));
  }

  @Test
  void an_opt_out_after_the_import_outlives_its_undoing() {
    String file = imported("email,email_consent", "stop@example.org,yes");
    server.parts.consent.withdraw(
        Channel.EMAIL,
        server.parts.addressKeys.of(Channel.EMAIL, "stop@example.org"),
        Consent.Reason.STOP,
        new Evidence("email", "test", "stop"));
    followed(ann, file + "/undo", Map.of());
    assertThat(isKnown("stop@example.org")).isFalse();
    assertThat(isStopped("stop@example.org")).isTrue();
  }

  @Test
  void who_stands_in_another_file_too_stays() {
    String first = imported("email", "again@example.org");
    imported("email", "again@example.org");
    assertThat(followed(ann, first + "/undo", Map.of())).contains("stand in another file: 1.");
    assertThat(isKnown("again@example.org")).isTrue();
  }

  @Test
  void what_somebody_was_sent_is_not_undone() {
    String file =
        imported(
            "email,zip,email_consent,consent_source,consent_at",
            "reached@example.org,13202,yes,rally,2026-01-02");
    long alert = town.publish(Channel.EMAIL);
    await()
        .until(
            () ->
                server.parts.jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery("SELECT count(*) > 0 FROM delivery WHERE alert_id = :id")
                            .bind("id", alert)
                            .mapTo(Boolean.class)
                            .one()));
    assertThat(followed(ann, file + "/undo", Map.of()))
        .contains("Nothing has been undone: alert " + alert + " goes to 1 of the new people");
    assertThat(isKnown("reached@example.org")).isTrue();
  }

  @Test
  void after_a_day_nothing_is_undone() {
    String file = imported("email", "old@example.org");
    change(
        "UPDATE people_file SET imported_at = imported_at - interval '25 hours' WHERE id = ?",
        number(file));
    assertThat(followed(ann, file + "/undo", Map.of()))
        .contains("an import can be undone for a day");
    assertThat(isKnown("old@example.org")).isTrue();
  }
}
