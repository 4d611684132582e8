package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.civic.Corrections;
import org.tocsin.civic.Office;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** The officials, as organizers look them up. */
final class OfficialPagesTest {
  private static TestServer server;
  private static ConsoleVisitor author;
  private static ConsoleVisitor publisher;
  private static String empty;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    author = ConsoleVisitor.as(server, "author@example.org", Role.AUTHOR);
    publisher = ConsoleVisitor.as(server, "publisher@example.org", Role.PUBLISHER);
    empty = author.get("/console/officials").body();
    new Town(server.parts, folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String page(String query) {
    return author.get("/console/officials" + query).body();
  }

  @Test
  void before_there_are_any_the_page_says_how_to_bring_them() {
    assertThat(empty).contains("tocsin officials import");
  }

  @Test
  void the_page_tells_how_old_the_roster_is() {
    assertThat(page("")).contains("as of 2017-03-14");
  }

  @Test
  void officials_are_found_by_name_state_district_and_id_with_their_numbers() {
    for (String asked : List.of("katko", "NY", "new+york", "ny-24", "K000386")) {
      assertThat(page("?q=" + asked)).as(asked).contains("John Katko (NY-24)", "href=\"tel:+1");
    }
    assertThat(page("?q=zzzz")).contains("Nobody in the roster fits “zzzz”");
  }

  @Test
  void a_zip_has_its_member_and_a_split_one_all_who_may_be() {
    assertThat(page("?zip=13202")).contains("lies in NY-24", "John Katko", "Schumer");
    assertThat(page("?zip=13126"))
        .contains("is split: people there live in NY-22 or NY-24", "John Katko", "Tenney");
    assertThat(page("?zip=99999")).contains("is not on the map");
    assertThat(page("?zip=12")).contains("is no ZIP");
  }

  @Test
  void seats_that_nobody_holds_are_named() {
    assertThat(page("")).contains("seat is vacant");
  }

  private static String katko() {
    return author.get("/console/officials/K000386").body();
  }

  private static HttpResponse<String> correct(Map<String, String> form) {
    return publisher.post("/console/officials/K000386", form);
  }

  @Test
  void a_wrong_number_is_corrected_by_a_publisher_and_taken_back() {
    String published = "202-225-3701";
    assertThat(katko()).contains(published).doesNotContain("/uncorrect", "name=\"phone\"");

    Map<String, String> form = Map.of("office", "DC", "seen", published, "phone", "2025550199");
    assertThat(correct(form).statusCode()).isEqualTo(303);
    assertThat(katko())
        .contains("href=\"tel:+12025550199\"", "202-555-0199 in place of " + published)
        .contains("publisher@example.org");
    assertThat(page("")).contains("Rep. John Katko (NY-24)");
    assertThat(server.parts.rosters.orRefused().official("K000386").orElseThrow().offices())
        .extracting(Office::phone)
        .contains("202-555-0199");

    assertThat(correct(form))
        .returns(409, HttpResponse::statusCode)
        .satisfies(page -> assertThat(page.body()).contains("it is 202-555-0199 now"));

    String id =
        ""
            + new Corrections(server.parts.jdbi, server.parts.clock, server.parts.rosters)
                .list()
                .get(0)
                .id();
    publisher.post("/console/officials/K000386/uncorrect", Map.of("correction", id));
    assertThat(katko()).contains(published).doesNotContain("202-555-0199");
    assertThat(new AuditLog(server.parts.jdbi, server.parts.clock).list(Long.MAX_VALUE, 20))
        .extracting(AuditLog.Entry::action)
        .contains("number corrected", "correction taken back");
  }

  @Test
  void what_is_no_number_and_an_official_who_is_none_change_nothing() {
    long roster = server.parts.rosters.orRefused().id();
    assertThat(correct(Map.of("office", "DC", "phone", "")).statusCode()).isEqualTo(400);
    assertThat(correct(Map.of("office", "DC", "seen", "202-225-3701", "phone", "12 <b>")).body())
        .contains("is no US number", "12 &lt;b&gt;");
    assertThat(correct(Map.of("office", "Nowhere", "phone", "315-555-0101")).body())
        .contains("has no office in Nowhere");
    assertThat(author.get("/console/officials/Z999999").statusCode()).isEqualTo(404);
    assertThat(server.parts.rosters.orRefused().id()).isEqualTo(roster);
  }

  @Test
  void the_first_import_has_nothing_before_it() {
    assertThat(author.get("/console/officials/changes").body()).contains("It was the first import");
  }
}
