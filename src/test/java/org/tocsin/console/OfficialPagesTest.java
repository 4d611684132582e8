package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

/** The officials, as organizers look them up. */
final class OfficialPagesTest {
  private static TestServer server;
  private static ConsoleVisitor author;
  private static String empty;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    author = ConsoleVisitor.as(server, "author@example.org", Role.AUTHOR);
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
}
