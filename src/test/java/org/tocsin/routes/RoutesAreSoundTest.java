package org.tocsin.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;

/** What Camel would only find out at the first message, or never, is found out here. */
final class RoutesAreSoundTest {
  /** Reading the schema takes a second. */
  private static CanonicalYaml canonical;

  private final RouteFiles files = new RouteFiles();

  RoutesAreSoundTest() throws IOException {}

  @BeforeAll
  static void readSchema() throws IOException {
    canonical = new CanonicalYaml();
  }

  private static String from(JsonNode route) {
    return route.path("from").path("uri").asText();
  }

  private Set<String> directs() {
    return files.routes().stream()
        .map(RoutesAreSoundTest::from)
        .filter(uri -> uri.startsWith("direct:"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_file_is_canonical_camel_yaml_by_its_schema() {
    files
        .files()
        .forEach((file, yaml) -> assertThat(canonical.faults(yaml)).as("" + file).isEmpty());
  }

  /** A file that has another name now would be read twice. */
  @ParameterizedTest
  @ValueSource(strings = {"routes", "db"})
  void nothing_of_an_earlier_build_is_in_the_program(String folder) {
    assertThat(Path.of("target", "classes", folder).toFile().list())
        .containsExactlyInAnyOrder(Path.of(folder).toFile().list());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: direct:x",
        "bean: alerts",
        "log: hello",
        "setBody: { constant: x }",
        "setBody: { expression: { constant: x } }",
        "setProperty: { name: x, method: { ref: alerts, method: next } }",
        "loop: { doWhile: true, simple: { expression: x } }",
        "onFallback: {}"
      })
  void shorthand_and_unknown_steps_are_refused(String step) throws IOException {
    String route = "- route:\n    from:\n      uri: direct:a\n      steps:\n        - " + step;
    assertThat(canonical.faults(RouteFiles.parse(route))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant: \"true\"", "simple: \"true\"", "{}\n          handles: true"})
  void shorthand_at_an_exception_is_refused(String handled) throws IOException {
    String configuration =
        """
        - routeConfiguration:
            onException:
              - onException:
                  exception:
                    - java.lang.Exception
                  handled:
                    %s
        """;
    assertThat(canonical.faults(RouteFiles.parse(configuration.formatted(handled)))).isNotEmpty();
  }

  @Test
  void every_route_has_a_verb_noun_id_of_its_own_and_a_sentence() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode route : files.routes()) {
      String id = route.path("id").asText();
      assertThat(id).matches("[a-z]+(-[a-z]+)+");
      assertThat(ids.add(id)).as(id + " is unique").isTrue();
      assertThat(route.path("description").asText()).as(id).matches("[A-Z].*\\.");
    }
  }

  @Test
  void every_direct_leads_somewhere_and_is_come_by() {
    Set<String> used =
        files.values("uri").stream()
            .filter(uri -> uri.startsWith("direct:"))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> called = new ArrayList<>();
    files.files().values().forEach(file -> called.addAll(calls(file)));
    assertThat(used).isEqualTo(directs());
    assertThat(called).containsAll(directs());
  }

  /** Where a file sends to, beginnings of routes left out. */
  private static List<String> calls(JsonNode file) {
    return file.findValues("to").stream().map(to -> to.path("uri").asText()).toList();
  }

  @Test
  void every_address_has_a_route_of_its_own() {
    List<String> leadTo = files.addresses().stream().map(RouteFiles.Address::leadsTo).toList();
    assertThat(leadTo).doesNotHaveDuplicates().hasSizeGreaterThan(25);
    assertThat(directs()).containsAll(leadTo);
    assertThat(files.addresses().stream().map(at -> at.verb() + " " + at.path()))
        .doesNotHaveDuplicates();
    assertThat(files.values("uri")).noneMatch(uri -> uri.startsWith("platform-http"));
  }

  @Test
  void the_addresses_for_programs_are_those_that_the_api_describes() throws IOException {
    JsonNode api = new ObjectMapper().readTree(new File("src/main/resources/openapi.json"));
    String root = api.at("/servers/0/url").asText();
    Set<String> described = new TreeSet<>();
    api.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb -> described.add(verb + " " + root + general(path.getKey()))));
    assertThat(
            files.addresses().stream()
                .filter(at -> at.audience().equals("for-programs"))
                .filter(at -> !at.path().matches("/api/v1(/openapi\\.json)?"))
                .map(at -> at.verb() + " " + at.path())
                .collect(Collectors.toSet()))
        .isEqualTo(described);
  }

  /** What can be done with an alert has one route. */
  private static String general(String path) {
    return path.replaceFirst("/(cancel|pause|resume|retry-missed)$", "/{verb}");
  }

  @Test
  void every_error_configuration_that_a_route_names_exists() {
    Set<String> known =
        files.all("routeConfiguration").stream()
            .map(configuration -> configuration.path("id").asText())
            .collect(Collectors.toSet());
    assertThat(known).containsAll(files.values("routeConfigurationId"));
    for (JsonNode route : files.routes()) {
      if (!from(route).startsWith("outbox:")) {
        assertThat(route.has("routeConfigurationId")).as(route.path("id").asText()).isTrue();
      }
    }
  }

  @Test
  void what_comes_by_http_is_read_for_what_it_is() {
    Set<String> words = Set.of("uri", "client", "query");
    Set<String> byHttp =
        files.addresses().stream().map(RouteFiles.Address::leadsTo).collect(Collectors.toSet());
    Pattern header = Pattern.compile("\\$\\{header\\.([^}]+)}");
    for (JsonNode route : files.routes()) {
      if (byHttp.contains(from(route))) {
        assertThat(route.path("routeConfigurationId").asText()).isEqualTo("answer-web");
        assertThat(header.matcher(route.toString()).results().map(found -> found.group(1)))
            .allMatch(name -> name.matches("(path|query)-\\w+|[A-Z].*") || words.contains(name));
      }
    }
  }

  @Test
  void every_bean_that_a_route_names_is_bound_by_the_program() throws IOException {
    String app = "";
    try (var sources = Files.walk(Path.of("src/main/java/org/tocsin/app"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        app += Files.readString(source);
      }
    }
    for (Channel channel : Channel.values()) {
      app = app.replace("Channel." + channel + ".code()", '"' + channel.code() + '"');
    }
    assertThat(files.values("ref").stream().map(bean -> '"' + bean + '"')).allMatch(app::contains);
  }

  @Test
  void every_placeholder_is_a_setting() throws IOException {
    String settings = Files.readString(Path.of("src/main/resources/application.properties"));
    Pattern placeholder = Pattern.compile("\\{\\{([^}]+?)(\\.is-set)?}}");
    List<String> names = new ArrayList<>();
    files
        .files()
        .values()
        .forEach(
            file ->
                placeholder
                    .matcher(file.toString())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .forEach(names::add));
    assertThat(names).isNotEmpty().allMatch(name -> settings.contains("\n#" + name + " ="));
  }

  @Test
  void no_sql_and_no_script_stands_in_a_route() throws IOException {
    for (Path file : files.files().keySet()) {
      assertThat(Files.readString(file))
          .doesNotContainPattern("(?i)\\b(select|insert|update|delete)\\b.*\\b(from|into|set)\\b")
          .doesNotContain("groovy", "joor", "jslt", "javascript");
    }
  }
}
