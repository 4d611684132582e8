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
}
