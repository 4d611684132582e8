package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Role;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What a sheet comes to while it is written, before anything is saved. */
final class LivePagesTest {
  private static final String PATH = "/console/sheets/save-the-library";

  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor pat;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of("tocsin.sms.segment-price", "0.0083"));
    new Town(server.parts, folder).people(1, 1, true);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.AUTHOR);
    pat = ConsoleVisitor.as(server, "pat@example.org", Role.PUBLISHER);
    ann.post("/console/sheets/new", typed("do", "save"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> typed(String... more) {
    Map<String, String> form = new HashMap<>();
    form.put("title", "Save the library");
    form.put("subject", "Call {{ representative.last_name }}");
    form.put("lang", "en");
    form.put("sms", "Call {{ representative.last_name }}: {{ representative.phone }}");
    form.put("asks.unknown", "Ask {{ official.name }}.");
    form.put("body", "Much is at stake.\r\n\r\n{{ call_list }}\r\n");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static String look(String... more) {
    HttpResponse<String> answer = ann.post(PATH + "/look", typed(more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void what_was_typed_is_shown_for_the_reader_one_picks_and_not_saved() {
    String page = look("reader", "NY-24", "subject", "Now: {{ representative.last_name }}");
    assertThat(page)
        .startsWith("<section")
        .contains("Now: Katko", "Call Katko: ", "Segments: 1 (GSM-7)", "0.0083 dollars");
    assertThat(look("subject", "Now: {{ representative.last_name }}"))
        .contains("nobody it could name");
    assertThat(ann.get(PATH).body()).doesNotContain("Now: ");
  }

  @Test
  void what_is_found_stands_at_its_line_of_the_field_as_it_was_typed() {
    String page = look("body", "\r\n\r\nOne.\r\n\r\nTwo {{ nobody }}.\r\n");
    assertThat(page)
        .contains(
            "<a href=\"#body\" data-field=\"body\" data-line=\"5\">Text, line 5</a>", "nobody")
        .contains("data-counted=\"To mend: 1.", "once what stands above is mended");
    assertThat(look("rest", "a: \"")).contains("data-field=\"rest\"", "once what stands above");
  }

  @Test
  void what_is_found_in_another_edition_leads_there() {
    ann.post(PATH, typed("edition", "es", "lang", "es", "body", "Uno.\r\n\r\n{{ nadie }}"));
    String page = look();
    assertThat(page)
        .contains("href=\"" + PATH + "?line=3&amp;edition=es#body\"", "es: Text, line 3");
    ann.post(PATH, typed("edition", "es", "lang", "es", "version", "1"));
  }

  @Test
  void how_long_messages_get_is_looked_at_where_that_is_asked() {
    String longText = "many words ".repeat(140);
    assertThat(look("sms", longText)).contains("data-more").doesNotContain("be cut");
    assertThat(look("sms", longText, "whole", "yes"))
        .contains("be cut")
        .doesNotContain("data-more");
  }

  @Test
  void the_email_and_the_web_page_stand_in_frames_where_nothing_runs() {
    for (String frame : new String[] {"/look/email", "/look/page"}) {
      HttpResponse<String> shown =
          ann.post(PATH + frame, typed("reader", "NY-24", "body", "Typed.\r\n\r\n{{ call_list }}"));
      assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
      assertThat(shown.body()).contains("<!DOCTYPE html>", "Typed.", "Katko", "target=\"_blank\"");
      assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "sandbox allow-same-origin;", "frame-ancestors 'self'")
          .contains("style-src 'unsafe-hashes' 'sha256-")
          .doesNotContain("script-src", "allow-scripts", "unsafe-inline");
    }
    HttpResponse<String> broken = ann.post(PATH + "/look/email", typed("body", "{{ nobody }}"));
    assertThat(broken.body()).contains("is mended").doesNotContain("nobody");
  }

  @Test
  void somebody_on_the_list_is_shown_to_publishers_only() {
    Map<String, String> form = typed("reader", Town.email(0));
    assertThat(pat.post(PATH + "/look", form).body()).contains("Call ", "Katko");
    assertThat(ann.post(PATH + "/look", form).body())
        .contains("only publishers see")
        .doesNotContain("Katko");
    assertThat(pat.post(PATH + "/look", typed("reader", "no-one@example.org")).body())
        .contains("Nobody on the list");
    assertThat(look("reader", "123")).contains("is no ZIP");
  }

  @Test
  void without_a_script_a_button_shows_it_beside_what_was_typed() {
    String page =
        ann.post(PATH, typed("do", "look", "reader", "NY-24", "title", "Other title")).body();
    assertThat(page).contains("value=\"Other title\"", "Call Katko: ", "value=\"NY-24\"");
    assertThat(ann.get(PATH).body()).doesNotContain("Other title");
    String fresh = ann.post("/console/sheets/new", typed("do", "look", "reader", "NY-24")).body();
    assertThat(fresh).contains("Call Katko: ", "name=\"slug\"");
  }
}
