package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;
import org.tocsin.account.Role;
import org.tocsin.console.ConsoleMap;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.Http;
import org.tocsin.support.RawHttp;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What browsers are told with every answer, and what strangers try. After OWASP ASVS, level 2. */
final class HardeningTest {
  private static final String OWN_SITE = "https://www.example.org";
  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir private static Path folder;
  private static TestServer server;
  private static ConsoleVisitor admin;
  private static List<ConsoleMap.Place> places;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of("tocsin.sign-up.embed-in", OWN_SITE));
    new Town(server.parts, folder).people(3, 0, true);
    places = ConsoleBeans.console(server.parts).map().places();
    admin = ConsoleVisitor.as(server, "admin@example.org", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Those of all routes but the console's, which says its own. */
  private static Collection<String> publicPaths() throws IOException {
    Collection<String> paths = new TreeSet<>();
    try (Stream<Path> routes = Files.list(Path.of("routes"))) {
      for (Path file : routes.toList()) {
        Pattern.compile("\\{ path: \"?(/[^,\" ]*)")
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1).replaceAll("\\{[^}]*}", "abc"))
            .filter(path -> !path.contains("*"))
            .forEach(paths::add);
      }
    }
    assertThat(paths).hasSizeGreaterThan(15);
    return paths;
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void assertThatItIsSafe(String where, HttpResponse<String> answer) {
    assertThat(header(answer, "X-Content-Type-Options")).as(where).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).as(where).isEqualTo("no-referrer");
    assertThat(header(answer, "Permissions-Policy")).as(where).contains("camera=()");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).as(where).isEqualTo("same-origin");
    assertThat(header(answer, "Content-Security-Policy"))
        .as(where)
        .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors ")
        .doesNotContain("unsafe-inline", "unsafe-eval", "*");
    assertThat(answer.statusCode()).as(where).isNotEqualTo(500);
    assertThat(header(answer, "Server") + header(answer, "X-Powered-By")).as(where).isEmpty();
  }

  @Test
  void every_public_answer_tells_browsers_what_it_is_not_for() throws IOException {
    for (String path : publicPaths()) {
      Map<String, HttpResponse<String>> answers = new HashMap<>();
      answers.put("GET ", Http.get(server.url(path)));
      answers.put("POST ", Http.postForm(server.url(path), Map.of("a", "b")));
      answers.forEach((method, answer) -> assertThatItIsSafe(method + path, answer));
    }
    for (String path : List.of("/nothing", "/s/nothing", "/u/", "/%00", "/s/..%2f..%2fx")) {
      assertThatItIsSafe(path, Http.get(server.url(path)));
    }
  }

  @Test
  void every_answer_of_the_console_does_and_is_kept_nowhere() {
    for (ConsoleMap.Place place : places) {
      String path = place.path().replaceAll("\\{[^}]*}", "999");
      HttpResponse<String> inside =
          place.method().equals("GET") ? admin.get(path) : admin.post(path, Map.of("csrf", "x"));
      HttpResponse<String> outside = Http.get(server.url(path));
      for (HttpResponse<String> answer : List.of(inside, outside)) {
        assertThatItIsSafe(place.toString(), answer);
        assertThat(header(answer, "Cache-Control")).as(place.toString()).contains("no-store");
        assertThat(header(answer, "Content-Security-Policy"))
            .as(place.toString())
            .doesNotContain("frame-ancestors http");
      }
    }
  }

  @Test
  void only_the_form_to_sign_up_is_shown_in_frames_and_only_of_the_sites_that_are_named()
      throws IOException {
    BiConsumer<HttpHeaders, String> says =
        (headers, ancestors) ->
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors " + ancestors);
    says.accept(Http.get(server.url("/subscribe")).headers(), OWN_SITE);
    says.accept(Http.postForm(server.url("/subscribe"), Map.of()).headers(), OWN_SITE);
    for (String path : publicPaths()) {
      if (!path.equals("/subscribe")) {
        says.accept(Http.get(server.url(path)).headers(), "'none'");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "https://*", "www.example.org", "https://a.example.org; script-src"})
  void a_site_that_is_no_site_is_refused(String site) {
    Map<String, String> settings = new HashMap<>(TestServer.on(TestDatabase.fresh()));
    settings.put("tocsin.sign-up.embed-in", site);
    assertThatThrownBy(() -> SignUpBeans.sites(Settings.of(settings)))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("https://www.example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../console/people",
        "/console/%2e%2e/console/people",
        "/console/./people",
        "/console%2fpeople",
        "//console/people",
        "/CONSOLE/people",
        "/console/people/",
        "/console/people;x=1",
        "/console/people%00",
        "/console/people%0d%0aSet-Cookie:%20a=b",
        "/console/assets/../people",
        "/console/assets/..%2f..%2fapplication.properties",
        "/console/assets/%2e%2e/%2e%2e/application.properties",
        "/console/sign-in/../people",
        "/console/sign-in/..%2fpeople",
        "/console/sign-in%2f..%2fpeople"
      })
  void no_way_of_writing_an_address_gets_around_signing_in(String path) {
    try (RawHttp raw = new RawHttp(port())) {
      String answer =
          raw.say("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").answer();
      assertThat(answer)
          .matches("(?s)HTTP/1.1 (303|400|404|410) .*")
          .doesNotContain("tocsin.database", "Town", "p0@example.org", "Set-Cookie: a=b");
    }
  }

  private static int port() {
    return Integer.parseInt(server.url("").replaceAll(".*:", ""));
  }

  @Test
  void other_methods_get_nothing_and_a_request_is_not_given_back() {
    for (String method : List.of("TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "FOO")) {
      for (String path : List.of("/console/people", "/", "/subscribe")) {
        try (RawHttp raw = new RawHttp(port())) {
          String request =
              method + " " + path + " HTTP/1.1\r\nHost: x\r\nX-Own: secret-of-mine\r\n";
          String answer = raw.say(request + "Connection: close\r\n\r\n").answer();
          assertThat(answer)
              .as(request)
              .matches("(?s)HTTP/1.1 (303|401|404|405|501) .*")
              .doesNotContain("secret-of-mine", "Access-Control-Allow");
        }
      }
    }
    assertThat(Http.head(server.url("/console/people")).statusCode()).isEqualTo(303);
  }

  @Test
  void the_host_that_a_request_names_stands_in_no_answer() {
    for (String path : List.of("/", "/subscribe", "/console", "/console/sign-in", "/nothing")) {
      try (RawHttp raw = new RawHttp(port())) {
        String answer =
            raw.say(
                    "GET "
                        + path
                        + " HTTP/1.1\r\nHost: evil.example.net\r\nX-Forwarded-Host:"
                        + " evil.example.net\r\nConnection: close\r\n\r\n")
                .answer();
        assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example.net");
      }
    }
  }

  @Test
  void headers_without_end_are_refused() {
    try (RawHttp raw = new RawHttp(port())) {
      String cookie = "Cookie: tocsin_session=" + "x".repeat(100_000) + "\r\n";
      String answer = raw.say("GET /console HTTP/1.1\r\nHost: x\r\n" + cookie + "\r\n").answer();
      assertThat(answer)
          .satisfiesAnyOf(
              refused -> assertThat(refused).matches("(?s)HTTP/1.1 4\\d\\d .*"),
              hungUp -> assertThat(hungUp).isEmpty());
    }
    assertThat(Http.get(server.url("/")).statusCode()).isEqualTo(200);
  }

  @Test
  void what_an_organizer_types_is_shown_as_it_is_and_never_run() {
    Map<String, String> form = new HashMap<>();
    form.put("title", "Loud " + SCRIPT);
    form.put("slug", "loud");
    form.put("subject", SCRIPT);
    form.put("lang", "en");
    form.put("asks.unknown", "Ask {{ official.name }}. " + SCRIPT);
    form.put("body", SCRIPT + "\n\n{{ call_list }}");
    assertThat(admin.post("/console/sheets/new", form).statusCode()).isEqualTo(303);
    String asked = "?q=" + SCRIPT.replace("<", "%3C").replace(">", "%3E");
    for (String path :
        List.of(
            "/console/sheets",
            "/console/sheets/loud",
            "/console/sheets/loud/preview?reader=13202",
            "/console/sheets/loud/send?stale=yes",
            "/console/sheets/loud/send" + asked.replace("q=", "value="),
            "/console/people" + asked,
            "/console/officials" + asked,
            "/console/audit")) {
      HttpResponse<String> page = admin.get(path);
      assertThat(page.body()).as(path).contains("</html>").doesNotContain(SCRIPT);
    }
  }

  @Test
  void asking_for_a_link_does_the_same_work_with_and_without_an_account() {
    Collection<String> statements = new ConcurrentLinkedQueue<>();
    server.parts.jdbi.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            statements.add(context.getRenderedSql());
          }
        });
    List<String> known = asked("ADMIN@example.org", statements);
    assertThat(asked("nobody@example.org", statements)).isEqualTo(known);
    assertThat(known).anyMatch(sql -> sql.contains("INSERT INTO sign_in_link"));
    assertThat(known).anyMatch(sql -> sql.contains("INSERT INTO notice"));
    server.parts.jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    List<String> written =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT DISTINCT address FROM notice")
                    .mapTo(String.class)
                    .list());
    assertThat(written).contains("admin@example.org").doesNotContain("nobody@example.org");
    long left =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM sign_in_link WHERE account_id IS NULL"
                            + " AND browser IS NOT NULL")
                    .mapTo(Long.class)
                    .one());
    assertThat(left).isZero();
  }

  private static List<String> asked(String email, Collection<String> statements) {
    ConsoleVisitor stranger = new ConsoleVisitor(server);
    stranger.get("/console/sign-in");
    statements.clear();
    stranger.post("/console/sign-in", Map.of("email", email));
    return new ArrayList<>(statements)
        .stream()
            .filter(sql -> sql.toUpperCase(Locale.ROOT).startsWith("INSERT"))
            .filter(sql -> sql.contains("sign_in") || sql.contains("notice"))
            .toList();
  }
}
