package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.Role;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** A file of people: looked at first, imported then. */
final class ImportPagesTest {
  private static final String PATH = "/console/people/import";

  private static TestServer server;
  private static ConsoleVisitor publisher;
  private static ConsoleVisitor admin;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    new Town(server.parts, folder);
    publisher = ConsoleVisitor.as(server, "publisher@example.org", Role.PUBLISHER);
    admin = ConsoleVisitor.as(server, "admin@example.org", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The address of what the rows would do. */
  private static String lookedAt(String... rows) {
    HttpResponse<String> answer = admin.post(PATH, Map.of("rows", String.join("\n", rows)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static boolean isKnown(String email) {
    return server.parts.subscribers.find(email).isPresent();
  }

  private static String figure(String name, int count) {
    return "<th scope=\"row\">" + name + "</th><td class=\"number\">" + count + "</td>";
  }

  @Test
  void what_a_file_would_do_is_shown_and_changes_nothing_until_import_is_pressed() {
    String file =
        lookedAt(
            "email,phone,zip",
            "new@example.org,315-555-0130,13202",
            "bad one,,13202",
            "also bad,,13202");
    String would = admin.get(file).body();
    assertThat(would)
        .contains(
            figure("New people", 1),
            figure("Rows that are left out", 2),
            "Lines: 3, 4",
            ">Import<");
    assertThat(isKnown("new@example.org")).isFalse();
    HttpResponse<String> did = admin.post(file, Map.of());
    assertThat(did.statusCode()).isEqualTo(303);
    assertThat(isKnown("new@example.org")).isTrue();
    assertThat(admin.get(did.headers().firstValue("Location").orElseThrow()).body())
        .contains("The people are imported.", figure("New people", 1))
        .doesNotContain(">Import<");
  }

  @Test
  void a_file_is_imported_once_however_often_import_is_pressed() {
    String file = lookedAt("email,city", "once@example.org,Utica");
    admin.post(file, Map.of());
    server.parts.subscribers.take(Map.of("email", "once@example.org", "city", "Rome"), "test");
    assertThat(admin.post(file, Map.of()).statusCode()).isEqualTo(303);
    assertThat(server.parts.subscribers.find("once@example.org").orElseThrow().city())
        .isEqualTo("Rome");
  }

  @Test
  void a_look_at_opt_outs_and_at_people_who_are_known_changes_neither() {
    server.parts.subscribers.take(
        Map.of("email", "known@example.org", "city", "Utica", "email_consent", "yes"), "test");
    String file = lookedAt("email,city,email_state", "known@example.org,Syracuse,suppressed");
    assertThat(admin.get(file).body())
        .contains(figure("People who change", 1), figure("Opt-outs that are taken over", 1));
    assertThat(
            server.parts.consent.isSuppressed(
                Channel.EMAIL, server.parts.addressKeys.of(Channel.EMAIL, "known@example.org")))
        .isFalse();
    assertThat(server.parts.subscribers.find("known@example.org").orElseThrow().city())
        .isEqualTo("Utica");
  }

  @Test
  void a_look_at_a_file_of_several_parts_counts_whoever_stands_in_two_of_them_once() {
    String rows =
        Stream.concat(
                IntStream.range(0, 5_100).mapToObj(i -> "part" + i + "@example.org"),
                Stream.of("part0@example.org"))
            .collect(Collectors.joining("\n"));
    assertThat(admin.get(lookedAt("email", rows)).body()).contains(figure("New people", 5_100));
    assertThat(isKnown("part0@example.org")).isFalse();
  }

  @Test
  void what_cannot_be_read_is_shown_again_as_it_was_typed() {
    for (String bad : List.of("name,town\nAnn,Utica", "email\n\"open@example.org")) {
      HttpResponse<String> answer = admin.post(PATH, Map.of("rows", bad));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("role=\"alert\"", bad.substring(bad.lastIndexOf('\n') + 2));
    }
    assertThat(admin.post(PATH, Map.of("rows", " ")).body()).contains("Nothing was sent.");
  }

  @Test
  void a_file_of_which_no_row_can_be_used_cannot_be_imported() {
    assertThat(admin.get(lookedAt("email", "nobody")).body())
        .contains("no row of it can be used")
        .doesNotContain(">Import<");
  }

  @Test
  void only_admins_import_and_export() {
    assertThat(publisher.post(PATH, Map.of("rows", "email\nx@example.org")).statusCode())
        .isEqualTo(403);
    assertThat(publisher.get("/console/people/export").statusCode()).isEqualTo(403);
    String file = lookedAt("email", "mine@example.org");
    assertThat(publisher.post(file, Map.of()).statusCode()).isEqualTo(403);
    assertThat(isKnown("mine@example.org")).isFalse();
  }

  @Test
  void everybody_can_be_downloaded_and_what_a_spreadsheet_would_run_cannot() {
    server.parts.subscribers.take(Map.of("email", "sheet@example.org", "street", "=1+1"), "test");
    HttpResponse<String> csv = admin.get("/console/people/export");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("people.csv");
    assertThat(csv.body()).contains("sheet@example.org", "'=1+1").doesNotContain(",=1+1");
  }

  private static HttpResponse<String> read(String file, Map<String, String> form) {
    return admin.post(file + "/columns", form);
  }

  @Test
  void columns_are_shown_with_some_values_and_can_be_told_to_hold_something_else() {
    String file = lookedAt("given,reach", "Ana,odd@example.org", "Bea,odder@example.org");
    assertThat(admin.get(file).body())
        .contains("There is no such column.", "odd@example.org · odder@example.org")
        .doesNotContain(">Import<");
    assertThat(read(file, Map.of("c0", "last_name", "c1", "")).statusCode()).isEqualTo(400);
    assertThat(read(file, Map.of("c0", "first_name", "c1", "email")).statusCode()).isEqualTo(303);
    assertThat(admin.get(file).body()).contains(figure("New people", 2));
    admin.post(file, Map.of("looks", "2"));
    assertThat(server.parts.subscribers.find("odd@example.org").orElseThrow().firstName())
        .isEqualTo("Ana");
  }

  @Test
  void consent_is_never_guessed_and_counts_where_somebody_says_how_and_when() {
    String file =
        lookedAt("email,unsubscribed", "asked@example.org,", "gone@example.org,2026-01-02");
    String page = admin.get(file).body();
    assertThat(page)
        .contains("How did these people agree?", figure("Of these people, get emails", 0))
        .doesNotContain("All of them agreed to texts");
    Map<String, String> half = Map.of("agreed-email", "yes", "agreed-source", "market");
    assertThat(read(file, half).body()).contains("say where and on which day");
    assertThat(
            read(
                    file,
                    Map.of(
                        "agreed-email",
                        "yes",
                        "agreed-source",
                        "market",
                        "agreed-at",
                        "2999-01-01"))
                .statusCode())
        .isEqualTo(400);
    read(file, Map.of("agreed-email", "yes", "agreed-source", "market", "agreed-at", "2026-05-01"));
    assertThat(admin.get(file).body()).contains(figure("Of these people, get emails", 1));
    admin.post(file, Map.of("looks", "2"));
    assertThat(server.parts.subscribers.find("asked@example.org").orElseThrow().emailConsent())
        .isTrue();
    assertThat(server.parts.subscribers.find("gone@example.org").orElseThrow().emailConsent())
        .isFalse();
  }

  @Test
  void where_a_column_says_who_agreed_nobody_is_asked() {
    String file = lookedAt("email,email_consent", "said@example.org,", "no@example.org,no");
    assertThat(admin.get(file).body()).doesNotContain("How did these people agree?");
    read(file, Map.of("agreed-email", "yes", "agreed-source", "market", "agreed-at", "2026-05-01"));
    assertThat(admin.get(file).body()).contains(figure("Of these people, get emails", 0));
  }

  @Test
  void a_list_that_comes_again_is_read_as_the_last_time() {
    HttpResponse<String> first =
        admin.post(PATH, Map.of("list", "Market ", "rows", "a1,b1\nx,list1@example.org"));
    String file = first.headers().firstValue("Location").orElseThrow();
    read(file, Map.of("c0", "city", "c1", "email"));
    admin.post(file, Map.of("looks", "2"));
    HttpResponse<String> second =
        admin.post(PATH, Map.of("list", "market", "rows", "b1,a1\nlist2@example.org,Rome"));
    admin.post(second.headers().firstValue("Location").orElseThrow(), Map.of());
    assertThat(server.parts.subscribers.find("list2@example.org").orElseThrow().city())
        .isEqualTo("Rome");
  }

  @Test
  void whoever_saw_other_columns_than_somebody_chose_meanwhile_imports_nothing() {
    String file = lookedAt("email,city", "meanwhile@example.org,Utica");
    read(file, Map.of("c0", "", "c1", "email"));
    HttpResponse<String> late = admin.post(file, Map.of("looks", "1"));
    assertThat(admin.get(late.headers().firstValue("Location").orElseThrow()).body())
        .contains("Somebody has said otherwise", ">Import<");
    assertThat(isKnown("meanwhile@example.org")).isFalse();
  }

  @Test
  void every_row_that_is_left_out_is_named() {
    String rows =
        IntStream.range(0, 150).mapToObj(i -> "nobody" + i).collect(Collectors.joining("\n"));
    String file = lookedAt("email", "good@example.org", rows);
    assertThat(admin.get(file).body())
        .contains("<td class=\"number\">102</td>")
        .doesNotContain("<td class=\"number\">103</td>");
    HttpResponse<String> all = admin.get(file + "/left-out");
    assertThat(all.body().lines().count()).isEqualTo(151);
    assertThat(all.body()).contains("152,email,");
  }

  @Test
  void a_column_that_tells_who_left_is_not_left_out_in_silence() {
    String file = lookedAt("email,unsubscribed", "quiet@example.org,yes");
    read(file, Map.of("c0", "email", "c1", ""));
    assertThat(admin.get(file).body()).contains("It tells who has opted out, and is left out");
  }
}
