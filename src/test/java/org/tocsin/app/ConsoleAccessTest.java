package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.account.Role;
import org.tocsin.console.Console;
import org.tocsin.console.ConsoleMap;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Every address of the console, as the program lists them, with every role and with none. */
final class ConsoleAccessTest {
  private static TestServer server;
  private static List<ConsoleMap.Place> places;
  private static final Map<Role, ConsoleVisitor> VISITORS = new TreeMap<>();

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    Console console = (Console) new ConsoleBeans(server.parts, List::of).beans().get("console");
    places = console.map().places();
    for (Role role : Role.values()) {
      VISITORS.put(role, ConsoleVisitor.as(server, role.code() + "@example.org", role));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String path(ConsoleMap.Place place) {
    return place.path().replaceAll("\\{[^}]*}", "999");
  }

  private static boolean isGet(ConsoleMap.Place place) {
    return place.method().equals("GET");
  }

  @Test
  void the_program_lists_its_addresses() {
    assertThat(places).hasSizeGreaterThan(15).doesNotHaveDuplicates();
  }

  @Test
  void without_a_session_nothing_is_shown_and_nothing_done() {
    for (ConsoleMap.Place place : places) {
      HttpResponse<String> answer =
          isGet(place)
              ? Http.get(server.url(path(place)))
              : Http.postForm(server.url(path(place)), Map.of());
      assertThat(answer.statusCode()).as(place.toString()).isEqualTo(isGet(place) ? 303 : 401);
    }
  }

  @Test
  void a_role_that_may_not_is_told_so() {
    for (ConsoleMap.Place place : places) {
      for (Role role : Role.values()) {
        if (!role.includes(place.role())) {
          ConsoleVisitor visitor = VISITORS.get(role);
          HttpResponse<String> answer =
              isGet(place) ? visitor.get(path(place)) : visitor.post(path(place), Map.of());
          assertThat(answer.statusCode()).as(role + " at " + place).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void nothing_is_done_by_a_form_without_the_secret_of_its_page() {
    for (ConsoleMap.Place place : places) {
      if (!isGet(place)) {
        for (String secret : List.of("", "x")) {
          HttpResponse<String> answer =
              VISITORS.get(Role.ADMIN).post(path(place), Map.of("csrf", secret));
          assertThat(answer.statusCode()).as(place.toString()).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void every_page_has_one_heading_a_main_part_a_title_and_a_strict_policy() {
    for (ConsoleMap.Place place : places) {
      if (isGet(place) && !place.path().contains("{")) {
        HttpResponse<String> page = VISITORS.get(Role.ADMIN).get(place.path());
        assertThat(page.statusCode()).as(place.toString()).isEqualTo(200);
        if (isFile(page)) {
          continue;
        }
        assertThat(page.body())
            .containsOnlyOnce("<h1")
            .containsOnlyOnce("<main")
            .contains("CNY Solidarity Coalition</title>")
            .doesNotContain("<style", "style=\"", "onclick");
        assertThat(page.body().length()).isLessThan(150_000);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
            .contains("frame-ancestors 'none'")
            .doesNotContain("unsafe-inline");
      }
    }
  }

  private static boolean isFile(HttpResponse<String> page) {
    return page.headers()
        .firstValue("Content-Disposition")
        .filter(how -> how.startsWith("attachment"))
        .isPresent();
  }
}
