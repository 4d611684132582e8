package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Role;
import org.tocsin.sheet.SheetSaves;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What is kept while organizers type, who else does, and how one goes back. */
final class KeepPagesTest {
  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor bob;
  private static SheetSaves saves;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    new Town(server.parts, folder);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.AUTHOR);
    bob = ConsoleVisitor.as(server, "bob@example.org", Role.AUTHOR);
    saves = new SheetSaves(server.parts.jdbi);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> typed(String title, String body, int version, String... more) {
    Map<String, String> form = new HashMap<>();
    form.put("title", title);
    form.put("subject", "Call today");
    form.put("lang", "en");
    form.put("body", body);
    form.put("version", "" + version);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static String begun(String title) {
    HttpResponse<String> made =
        ann.post("/console/sheets/new", typed(title, "First words", 0, "do", "save"));
    return made.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
  }

  private static String kept(ConsoleVisitor who, String path, Map<String, String> form) {
    HttpResponse<String> answer = who.post(path + "/keep", form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static List<Integer> versions(String slug) {
    return saves.list(slug, "").stream().map(SheetSaves.Save::version).toList();
  }

  @Test
  void what_was_typed_is_in_the_database_and_the_pauses_of_one_organizer_are_one_save() {
    String path = begun("Pauses");
    for (int i = 1; i <= 4; i++) {
      assertThat(kept(ann, path, typed("Pauses", "Words " + i, i)))
          .contains("data-version=\"" + (i + 1) + "\"", "data-saved");
      assertThat(ann.get(path).body()).contains("Words " + i + "</textarea>");
    }
    assertThat(versions("pauses")).containsExactly(5, 1);
    kept(bob, path, typed("Pauses", "Bob's words", 5));
    kept(ann, path, typed("Pauses", "Ann's again", 6));
    assertThat(versions("pauses")).containsExactly(7, 6, 5, 1);
  }

  @Test
  void what_an_organizer_saved_by_hand_stays_among_the_saves() {
    String path = begun("By hand");
    kept(ann, path, typed("By hand", "Two", 1));
    ann.post(path, typed("By hand", "Two", 2));
    kept(ann, path, typed("By hand", "Three", 2));
    assertThat(versions("by-hand")).containsExactly(3, 2, 1);
  }

  @Test
  void typing_for_long_leaves_a_save_behind_now_and_then() {
    String path = begun("For long");
    kept(ann, path, typed("For long", "Two", 1));
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE sheet_save SET begun_at = begun_at - interval '11 minutes'"
                    + " WHERE slug = 'for-long'"));
    kept(ann, path, typed("For long", "Three", 2));
    assertThat(versions("for-long")).containsExactly(3, 2, 1);
  }

  @Test
  void the_last_hundred_saves_are_kept() {
    String path = begun("Many");
    for (int i = 1; i <= 104; i++) {
      ann.post(path, typed("Many", "Words " + i, i));
    }
    assertThat(versions("many")).hasSize(100).startsWith(105).endsWith(6);
  }

  @Test
  void nothing_is_kept_over_what_somebody_else_saved_meanwhile() {
    String path = begun("Meanwhile");
    kept(bob, path, typed("Meanwhile", "Bob's words", 1));
    assertThat(kept(ann, path, typed("Meanwhile", "Ann's words", 1)))
        .contains("bob@example.org saved another text", "data-refused")
        .doesNotContain("data-saved");
    assertThat(ann.get(path).body()).contains("Bob&#39;s words</textarea>");
    assertThat(kept(ann, path, typed("Meanwhile", "First words", 1, "beat", "yes")))
        .contains("bob@example.org saved another text", "Load the page again");
    assertThat(kept(ann, path, typed("Meanwhile", "Bob's words", 1)))
        .contains("data-version=\"2\"", "data-saved");
  }

  @Test
  void what_cannot_be_read_as_a_sheet_is_not_said_to_be_saved() {
    String path = begun("Unreadable");
    assertThat(kept(ann, path, typed("Unreadable", "Words", 1, "rest", "a: \"")))
        .contains("Not saved: ")
        .doesNotContain("data-saved");
    assertThat(ann.post("/console/sheets/nothing/keep", typed("N", "", 0)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void those_who_have_a_sheet_open_are_told_of_each_other_until_they_leave() {
    String path = begun("Company");
    ann.get(path);
    assertThat(bob.get(path).body()).contains("ann@example.org is also editing, since ");
    Map<String, String> beat = Map.of("edition", "", "version", "1", "beat", "yes");
    assertThat(kept(ann, path, beat))
        .contains("bob@example.org is also editing")
        .doesNotContain("ann@example.org");
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE sheet_editor SET seen_at = seen_at - interval '3 minutes'"
                    + " WHERE who = 'bob@example.org'"));
    assertThat(kept(ann, path, beat)).doesNotContain("bob@example.org");
  }

  @Test
  void a_save_is_compared_and_brought_back_and_that_can_be_taken_back_too() {
    String path = begun("Back");
    ann.post(path, typed("Back", "Second words", 1));
    String page = ann.get(path + "/revisions").body();
    assertThat(page)
        .contains("<del>First</del> words", "<ins>Second</ins> words", "ann@example.org");
    HttpResponse<String> back =
        bob.post(path + "/revisions", Map.of("version", "1", "seen", "2", "edition", ""));
    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(ann.get(path).body()).contains("First words</textarea>");
    assertThat(versions("back")).containsExactly(3, 2, 1);
    HttpResponse<String> late =
        ann.post(path + "/revisions", Map.of("version", "2", "seen", "2", "edition", ""));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("bob@example.org saved the sheet");
    assertThat(ann.post(path + "/revisions", Map.of("version", "77", "seen", "3")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void what_was_published_before_there_was_a_draft_can_be_brought_back() {
    new Town(server.parts, folder).publish(org.tocsin.Channel.EMAIL);
    kept(ann, "/console/sheets/sheet-1", typed("Fact Sheet", "Other words", 0));
    assertThat(versions("sheet-1")).containsExactly(1, 0);
    assertThat(ann.get("/console/sheets/sheet-1/revisions").body()).contains("as published");
    ann.post("/console/sheets/sheet-1/revisions", Map.of("version", "0", "seen", "1"));
    assertThat(ann.get("/console/sheets/sheet-1").body()).contains("Number 1.");
    assertThat(saves.list("sheet-1", "").get(0).savedAt()).isBefore(Instant.now().plusSeconds(60));
  }
}
