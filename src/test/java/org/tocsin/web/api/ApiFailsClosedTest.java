package org.tocsin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.alert.AlertState;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** What a program got wrong sends nothing: the field is named, and no alert is made. */
final class ApiFailsClosedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHEET =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "Call {{ representative.phone }}"
      asks:
        supports: "Thank {{ official.name }}."
        silent: "Ask {{ official.name }} why."
        opposes: "Tell {{ official.name }} what you think."
        unknown: "Ask {{ official.name }}."
      ---
      Call.

      {{ call_list }}
      """;

  private static TestServer server;
  private static String[] bearer;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    String token =
        new ApiTokens(server.parts.jdbi, server.parts.clock).create("test", Duration.ofDays(1));
    bearer = new String[] {"Authorization", "Bearer " + token};
    assertThat(post("/sheets?name=call", "text/markdown", SHEET).statusCode()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String path, String type, String body) {
    return Http.post(server.url("/api/v1" + path), type, body, bearer);
  }

  private static HttpResponse<String> get(String path) {
    return Http.get(server.url("/api/v1" + path), bearer);
  }

  private static long alerts() {
    return server.parts.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM alert").mapTo(Long.class).one());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String field)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).isNotBlank().doesNotContain("Exception", "java");
    if (field != null) {
      assertThat(problem.get("problems").findValuesAsText("field"))
          .as(answer.body())
          .contains(field);
    }
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = ApiFailsClosedTest.class.getResourceAsStream("/openapi.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JSON.readTree(in).at("/components/schemas/Alert"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | sheet",
        "{'sheet': null}                                 | sheet",
        "{'sheet': ''}                                   | sheet",
        "{'sheet': 7}                                    | sheet",
        "{'sheet': ['call']}                             | sheet",
        "{'sheet': 'call', 'audience': 'state=WY'}       | audience",
        "{'sheet': 'call', 'audience': []}               | audience",
        "{'sheet': 'call', 'audience': null}             | audience",
        "{'sheet': 'call', 'audience': {'state': 'WY'}}  | audience",
        "{'sheet': 'call', 'audience': [7]}              | audience[0]",
        "{'sheet': 'call', 'audience': [['state=WY']]}   | audience[0]",
        "{'sheet': 'call', 'audience': ['state=NY', null]} | audience[1]",
        "{'sheet': 'call', 'audience': ['state=NY', 'state=NY']} | audience[1]",
        "{'sheet': 'call', 'audiance': ['state=WY']}     | audiance",
        "{'sheet': 'call', 'Audience': ['state=WY']}     | Audience",
        "{'sheet': 'call', 'channels': 'email'}          | channels",
        "{'sheet': 'call', 'channels': []}               | channels",
        "{'sheet': 'call', 'again': 'true'}              | again",
        "{'sheet': 'call', 'again': 1}                   | again",
        "{'sheet': 'call', 'again': null}                | again",
        "{'sheet': 'call', 'stale_roster': 'yes'}        | stale_roster",
        "{'sheet': 'call', 'older': 'drop'}              | older",
        "{'sheet': 'call', 'older': null}                | older",
        "{'sheet': 'call', 'listed': 0}                  | listed",
        "{'sheet': 'call', 'correction': 'true'}         | correction",
        "{'sheet': 'call', 'at': 1900000000}             | at",
        "{'sheet': 'call', 'at': null}                   | at",
        "{'sheet': 'call', 'deadline': true}             | deadline",
      })
  void what_the_schema_refuses_the_api_refuses_and_names_the_field(String body, String field)
      throws IOException {
    String json = body.replace('\'', '"');
    long before = alerts();
    assertThat(schema().validate(JSON.readTree(json))).as("the published schema").isNotEmpty();
    assertRefused(post("/alerts", "application/json", json), 400, field);
    assertThat(alerts()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'sheet': 'call\\u0000'}                              | sheet",
        "{'sheet': 'call', 'audience': ['state=ZZ']}           | audience",
        "{'sheet': 'call', 'audience': ['state=NY\\u0000']}    | audience[0]",
        "{'sheet': 'call', 'audience': ['everyone']}           | audience",
        "{'sheet': 'call', 'channels': ['fax']}                | channels",
        "{'sheet': 'call', 'at': 'tomorrow'}                   | at",
        "{'sheet': 'call', 'at': '2027-03-31T20:00:00'}        | at",
        "{'sheet': 'call', 'at': '2016-03-31T20:00:00Z'}       | at",
        "{'sheet': 'call', 'at': '9999-12-31T23:59:59Z'}       | at",
        "{'sheet': 'call', 'at': '10000-01-01T00:00:00Z'}      | at",
        "{'sheet': 'call', 'at': '+999999999-12-31T23:59:59Z'} | at",
        "{'sheet': 'call', 'deadline': '+999999999-12-31T23:59:59-18:00'} | deadline",
        "{'sheet': 'call', 'deadline': '-999999999-01-01T00:00:00Z'}      | deadline",
      })
  void what_no_schema_can_say_is_refused_with_its_field_too(String body, String field)
      throws IOException {
    long before = alerts();
    assertRefused(post("/alerts", "application/json", body.replace('\'', '"')), 400, field);
    assertThat(alerts()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"call\"",
        "{\"sheet\": \"call\"",
        "{\"sheet\": \"call\"} x",
        "{\"sheet\": \"call\"}{}",
        "{\"sheet\": \"call\", \"sheet\": \"other\"}",
        "{\"sheet\": \"call\", \"audience\": [\"state=WY\"], \"audience\": [\"state=NY\"]}",
        "{'sheet': 'call'}",
        "{\"sheet\": \"call\", \"x\": [[[[[[[[[[[[]]]]]]]]]]]]}",
        "{\"sheet\": NaN}"
      })
  void what_is_no_single_object_is_refused(String body) throws IOException {
    long before = alerts();
    assertRefused(post("/alerts", "application/json", body), 400, "");
    assertThat(alerts()).isEqualTo(before);
  }

  @Test
  void every_field_that_is_wrong_is_named_at_once() {
    assertThat(post("/alerts", "application/json", "{\"audiance\": [], \"again\": 1}").body())
        .contains("audiance", "Known are: sheet, at, deadline", "again", "Name the sheet");
  }

  @Test
  void what_is_too_large_is_refused() throws IOException {
    String long_list = "\"state=NY\",".repeat(7_000) + "\"state=NY\"";
    int status =
        post(
                "/alerts",
                "application/json",
                "{\"sheet\": \"call\", \"audience\": [" + long_list + "]}")
            .statusCode();
    assertThat(status).isIn(400, 413);
    assertRefused(
        post("/alerts", "application/json", "{\"sheet\": \"" + "x".repeat(201) + "\"}"),
        400,
        "sheet");
  }

  @Test
  void a_right_wish_is_taken_word_for_word() throws IOException {
    String wish =
        "{\"sheet\": \"call\", \"at\": \"2098-03-31T20:00:00-04:00\", \"channels\": [\"email\"],"
            + " \"audience\": [\"state=NY\", \"district=NY-24\"], \"stale_roster\": true}";
    assertThat(schema().validate(JSON.readTree(wish))).isEmpty();
    HttpResponse<String> made = post("/alerts", "application/json; charset=utf-8", wish);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    long id = JSON.readTree(made.body()).get("id").longValue();
    String kept =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT channels::text || audience::text || (release_at AT TIME ZONE"
                            + " 'UTC')::text FROM alert WHERE id = ?")
                    .bind(0, id)
                    .mapTo(String.class)
                    .one());
    assertThat(kept).isEqualTo("{email}{state=NY,district=NY-24}2098-04-01 00:00:00");
    String path = "/alerts/" + id + "/cancel";
    assertRefused(post(path, "application/json", "{\"reason\": \"x\"}"), 400, "reason");
    assertRefused(post(path + "?dry-run=true", "application/json", ""), 400, "dry-run");
    assertThat(server.parts.alerts.summary(id).state()).isEqualTo(AlertState.SCHEDULED);
    assertThat(post(path, "application/json", "{}").statusCode()).isEqualTo(200);
    assertRefused(post(path, "application/json", ""), 409, null);
  }

  @Test
  void what_a_form_says_is_no_body() throws IOException {
    String form = "application/x-www-form-urlencoded";
    assertRefused(post("/alerts", form, "sheet=call"), 415, null);
    assertRefused(post("/alerts", form, "{\"sheet\": \"call\"}"), 415, null);
    assertRefused(post("/sheets?name=call", form, SHEET), 415, null);
  }

  @Test
  void a_sheet_s_name_and_text_are_checked() throws IOException {
    assertRefused(post("/sheets", "text/markdown", SHEET), 400, "name");
    assertRefused(post("/sheets?name=a&name=b", "text/markdown", SHEET), 400, "name");
    assertRefused(post("/sheets?name=a&nmae=b", "text/markdown", SHEET), 400, "nmae");
    assertRefused(post("/sheets?name=..%2Fa", "text/markdown", SHEET), 400, "");
    assertRefused(post("/sheets?name=a%00", "text/markdown", SHEET), 400, null);
    assertRefused(post("/sheets?name=a", "text/markdown", SHEET + "\0"), 400, "");
  }

  @Test
  void parameters_and_ids_are_whole_numbers_or_refused() throws IOException {
    HttpResponse<String> made =
        post(
            "/alerts",
            "application/json",
            "{\"sheet\": \"call\", \"at\": \"2097-01-01T00:00:00Z\", \"stale_roster\": true}");
    String deliveries = "/alerts/" + JSON.readTree(made.body()).get("id") + "/deliveries";
    assertThat(get(deliveries + "?after=0&limit=1").statusCode()).isEqualTo(200);
    for (String bad :
        new String[] {
          "after=x", "after=-1", "after=", "after=99999999999999999999", "after=1&after=2"
        }) {
      assertRefused(get(deliveries + "?" + bad), 400, "after");
    }
    assertRefused(get(deliveries + "?limit=0"), 400, "limit");
    assertRefused(get(deliveries + "?limit=1001"), 400, "limit");
    assertRefused(get(deliveries + "?offset=5"), 400, "offset");
    for (String id : new String[] {"0", "x", "99999999999999999999"}) {
      assertRefused(get("/alerts/" + id), 404, null);
      assertRefused(get("/alerts/" + id + "/deliveries"), 404, null);
      assertRefused(post("/alerts/" + id + "/pause", "application/json", ""), 404, null);
    }
    assertRefused(
        post(deliveries.replace("deliveries", "delete"), "application/json", ""), 404, null);
  }

  @Test
  void the_description_is_open_and_names_every_path() throws IOException {
    HttpResponse<String> answer = Http.get(server.url("/api/v1/openapi.json"));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode paths = JSON.readTree(answer.body()).get("paths");
    assertThat(paths.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/sheets",
            "/alerts",
            "/alerts/{id}",
            "/alerts/{id}/deliveries",
            "/alerts/{id}/pause",
            "/alerts/{id}/resume",
            "/alerts/{id}/cancel",
            "/alerts/{id}/retry-missed",
            "/subscribers",
            "/subscribers/import");
    assertThat(Http.get(server.url("/api/v1")).body())
        .contains("<h1>API</h1>", "/api/v1/alerts/{id}/deliveries", "stale_roster", "openapi.json");
  }
}
