package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.civic.District;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** P7: the link that settles a split ZIP for good, through the real routes. */
final class SettleTest {
  private static final String EMAIL = "pat@example.org";
  private static final District NY_22 = District.of("NY-22");
  private static final District NY_24 = District.of("NY-24");

  @TempDir static Path folder;
  private static TestServer server;
  private String link;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, "test", facts.officials());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void someone_in_a_split_zip() throws IOException {
    server.truncate("subscriber, district_map");
    map(List.of(NY_22, NY_24));
    importAgain("13035", "en");
    link = server.url("/settle/" + server.parts.tokens.issue(person(), 0));
  }

  private static void map(List<District> districts) {
    server.parts.districts.add(
        DemoFacts.CONGRESS, "test", Map.of("13035", districts, "13202", List.of(NY_24)));
  }

  private static void importAgain(String zip, String language) throws IOException {
    Path csv = folder.resolve("people.csv");
    Files.writeString(
        csv, "email,zip,language,email_consent\n" + EMAIL + "," + zip + "," + language + ",yes\n");
    server.parts.subscribers.importFile(csv, rows -> {});
  }

  private static long person() {
    return server.parts.subscribers.find(EMAIL).orElseThrow().id();
  }

  private static Assignment assignment() {
    return server.parts.subscribers.find(EMAIL).orElseThrow().assignment();
  }

  @Test
  void looking_shows_each_district_with_its_member_and_changes_nothing() {
    for (HttpResponse<String> answer : List.of(Http.get(link), Http.head(link))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }
    assertThat(Http.get(link).body())
        .contains("Rep. Claudia Tenney", "Rep. John Katko", "value=\"NY-22\"", "13035")
        .doesNotContain("checked");
    assertThat(assignment().kind()).isEqualTo(Kind.ZIP_SPLIT);
  }

  @Test
  void an_answer_holds_from_then_on_also_after_a_new_import_and_a_new_map() throws IOException {
    HttpResponse<String> answer = Http.postForm(link, Map.of("district", "NY-22"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Thank you", "value=\"NY-22\" checked");
    Assignment settled = new Assignment(Kind.ADDRESS, "NY", List.of(NY_22));
    assertThat(assignment()).isEqualTo(settled);
    importAgain("13035", "es");
    assertThat(assignment()).isEqualTo(settled);
    map(List.of(NY_22, NY_24, District.of("NY-21")));
    assertThat(server.parts.assignments.reassignAll()).isZero();
    assertThat(assignment()).isEqualTo(settled);
    assertThat(Http.get(link).body()).contains("¿En qué distrito vive?");
  }

  @Test
  void the_page_can_be_read_in_the_other_language_and_is_answered_in_it() {
    assertThat(Http.get(link).body())
        .contains("href=\"?lang=es\"", "<div class=\"way\">", "name=\"wording\" value=\"en\"");
    assertThat(Http.get(link + "?lang=es").body()).contains("¿En qué distrito vive?");
    assertThat(Http.postForm(link, Map.of("district", "NY-22", "wording", "es")).body())
        .contains("<html lang=\"es\"", "Gracias.");
    assertThat(Http.get(link).body()).contains("Which district do you live in?");
  }

  @Test
  void another_answer_counts_in_place_of_the_first() {
    Http.postForm(link, Map.of("district", "NY-22"));
    Http.postForm(link, Map.of("district", "NY-24"));
    assertThat(assignment().districts()).containsExactly(NY_24);
  }

  @Test
  void a_district_that_the_zip_does_not_lie_in_is_not_taken() {
    for (String district : List.of("NY-1", "", "<b>", "NY-022")) {
      HttpResponse<String> answer = Http.postForm(link, Map.of("district", district));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("Please choose one").doesNotContain("<b>");
    }
    assertThat(assignment().kind()).isEqualTo(Kind.ZIP_SPLIT);
    HttpResponse<String> forged =
        Http.postForm(link.substring(0, link.length() - 2) + "xx", Map.of("district", "NY-22"));
    assertThat(forged.statusCode()).isEqualTo(404);
  }

  @Test
  void a_zip_in_one_district_leaves_nothing_to_ask() throws IOException {
    importAgain("13202", "en");
    assertThat(Http.get(link).body()).contains("Your district is NY-24").doesNotContain("<form");
  }

  @Test
  void a_new_map_is_applied_in_the_background() {
    map(List.of(NY_24));
    await()
        .untilAsserted(
            () ->
                assertThat(assignment()).isEqualTo(new Assignment(Kind.ZIP, "NY", List.of(NY_24))));
  }
}
