package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Role;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** Sheets as organizers write them in a browser. */
final class EditorPagesTest {
  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor bob;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    new Town(server.parts, folder);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.AUTHOR);
    bob = ConsoleVisitor.as(server, "bob@example.org", Role.AUTHOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> sheet(String title, String... more) {
    Map<String, String> form = new HashMap<>();
    form.put("title", title);
    form.put("subject", "Call today");
    form.put("lang", "en");
    form.put("asks.unknown", "Ask {{ official.name }}.");
    form.put("body", "Much is at stake.\r\n\r\n{{ call_list }}\r\n");
    form.put("do", "save");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static String path(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String version(String page) {
    Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(page);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void a_sheet_is_written_saved_and_listed_as_a_draft() {
    assertThat(ann.get("/console/sheets/new").body()).contains(">Save</button>");
    String path = path(ann.post("/console/sheets/new", sheet("Save the <Library>")));
    assertThat(path).isEqualTo("/console/sheets/save-the-library?done=sheet-saved");
    assertThat(ann.get(path).body())
        .contains(
            "It is saved.",
            "<a href=\"#sms\" data-field=\"sms\" data-line=\"1\">Text message</a>: No text message",
            "Much is at stake.",
            "ann@example.org")
        .contains("Save the &lt;Library&gt;")
        .doesNotContain("<Library>");
    assertThat(ann.get("/console/sheets").body())
        .contains("Save the &lt;Library&gt;", "draft", "New sheet");
  }

  @Test
  void what_is_wrong_is_told_with_its_place_and_saved_all_the_same() {
    String path =
        path(
            ann.post(
                "/console/sheets/new",
                sheet(
                    "Wrong", "body", "One.\n\nTwo {{ nobody }}.", "positions", "John Kat: maybe")));
    assertThat(ann.get(path).body())
        .contains("Text, line 3", "nobody", "Where officials stand, line 1", "maybe")
        .contains("aria-invalid");
  }

  @Test
  void who_saves_over_a_newer_text_gets_both_and_decides() {
    String path = path(ann.post("/console/sheets/new", sheet("Two write"))).replaceAll("\\?.*", "");
    String version = version(bob.get(path).body());
    path(ann.post(path, sheet("Two write", "body", "Ann's words", "version", version)));
    HttpResponse<String> told =
        bob.post(path, sheet("Two write", "body", "Bob's words", "version", version));
    assertThat(told.statusCode()).isEqualTo(409);
    assertThat(told.body())
        .contains("ann@example.org", "<del>Bob</del>&#39;s words", "<ins>Ann</ins>&#39;s words")
        .contains("\nBob&#39;s words</textarea>");
    assertThat(ann.get(path).body()).contains("Ann&#39;s words").doesNotContain("Bob&#39;s");
    path(
        bob.post(path, sheet("Two write", "body", "Bob's words", "version", version(told.body()))));
    assertThat(ann.get(path).body()).contains("Bob&#39;s words");
  }

  @Test
  void nothing_that_was_typed_is_lost_where_it_cannot_be_saved() {
    HttpResponse<String> nameless =
        ann.post("/console/sheets/new", sheet("", "body", "Long thoughts"));
    assertThat(nameless.statusCode()).isEqualTo(400);
    assertThat(nameless.body()).contains("needs a title", "Long thoughts");
    path(ann.post("/console/sheets/new", sheet("Twice")));
    HttpResponse<String> taken = ann.post("/console/sheets/new", sheet("Twice", "body", "Again"));
    assertThat(taken.statusCode()).isEqualTo(400);
    assertThat(taken.body()).contains("already", "Again");
    HttpResponse<String> rest =
        ann.post("/console/sheets/twice", sheet("Twice", "version", "1", "rest", "a: \""));
    assertThat(rest.statusCode()).isEqualTo(400);
    assertThat(rest.body()).contains("a: &quot;");
  }

  @Test
  void an_official_is_found_and_put_among_the_positions_while_the_text_stays() {
    HttpResponse<String> found =
        ann.post("/console/sheets/new", sheet("Found", "do", "find", "find", "NY"));
    assertThat(found.statusCode()).isEqualTo(200);
    Matcher take = Pattern.compile("value=\"([A-Z]\\d{6}: silent)\"").matcher(found.body());
    assertThat(take.find()).isTrue();
    String page = ann.post("/console/sheets/new", sheet("Found", "take", take.group(1))).body();
    assertThat(page).contains(take.group(1) + "</textarea>", "Much is at stake.");
    assertThat(ann.get("/console/sheets/found").statusCode()).isEqualTo(404);
  }

  @Test
  void the_enter_key_looks_for_an_official_where_a_name_to_look_for_was_typed_and_else_saves() {
    HttpResponse<String> found =
        ann.post("/console/sheets/new", sheet("By Enter", "do", "enter", "find", "NY"));
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).contains(": silent\"", "Much is at stake.");
    assertThat(found.body().indexOf("value=\"enter\""))
        .isBetween(0, found.body().indexOf("value=\"save\""));
    assertThat(path(ann.post("/console/sheets/new", sheet("By Enter", "do", "enter"))))
        .contains("/by-enter?");
  }

  @Test
  void what_the_other_edition_has_and_this_one_lacks_is_told_beside_it() {
    String more = "# Why\r\n\r\nSee https://example.org/why now.\r\n\r\n{{ call_list }}";
    String path =
        path(ann.post("/console/sheets/new", sheet("Beside", "sms", "Call.", "body", more)))
            .replaceAll("\\?.*", "");
    ann.post(path, sheet("Al lado", "edition", "es", "lang", "es", "body", "Nada.", "sms", ""));
    assertThat(ann.get(path + "?edition=es").body())
        .contains("English, beside this one", "See https://example.org/why now.")
        .contains("<li>Text message</li>", "<li>https://example.org/why</li>")
        .contains("<li>{{ call_list }}</li>", "<li>Headings: 0 here, 1 there</li>");
    assertThat(ann.get(path).body())
        .contains("español, beside this one", "Nada.", "every field, link and variable");
  }

  @Test
  void a_sheet_has_editions_in_other_languages() {
    String path = path(ann.post("/console/sheets/new", sheet("Both"))).replaceAll("\\?.*", "");
    String begun = ann.get(path + "?edition=es").body();
    assertThat(begun).contains("name=\"edition\" value=\"es\"").doesNotContain("name=\"deadline\"");
    String saved =
        path(ann.post(path, sheet("Ambas", "edition", "es", "lang", "es", "version", "0")));
    assertThat(saved).endsWith("edition=es");
    assertThat(ann.get(saved).body()).contains("value=\"Ambas\"", "#sms");
    assertThat(ann.get(path).body()).contains("value=\"Both\"");
    assertThat(ann.get(path + "?edition=../x").statusCode()).isEqualTo(404);
  }

  @Test
  void a_published_sheet_is_opened_as_it_was_published() {
    new Town(server.parts, folder).publish(org.tocsin.Channel.EMAIL);
    assertThat(ann.get("/console/sheets").body()).contains("Fact Sheet", "published", "Alert 1");
    String page = ann.get("/console/sheets/sheet-1").body();
    assertThat(page).contains("This is what was published last.", "Number 1.");
    path(ann.post("/console/sheets/sheet-1", sheet("Fact Sheet", "version", version(page))));
    assertThat(ann.get("/console/sheets").body()).contains("sheet-1");
    assertThat(ann.get("/console/sheets/sheet-1").body()).contains("Much is at stake.");
  }
}
