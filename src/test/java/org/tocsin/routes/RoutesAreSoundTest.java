package org.tocsin.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Camel would only find out at the first message, or never, is found out here. */
final class RoutesAreSoundTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static List<Path> files() throws IOException {
    try (var all = Files.list(Path.of("routes"))) {
      return all.sorted().toList();
    }
  }

  private static List<JsonNode> all() throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (Path file : files()) {
      YAML.readTree(file.toFile()).forEach(nodes::add);
    }
    return nodes;
  }

  private static List<JsonNode> routes() throws IOException {
    return all().stream().filter(n -> n.has("route")).map(n -> n.get("route")).toList();
  }

  private static Set<String> values(JsonNode in, String field) {
    return new TreeSet<>(in.findValuesAsText(field));
  }

  private static Set<String> values(String field) throws IOException {
    Set<String> values = new TreeSet<>();
    for (JsonNode node : all()) {
      values.addAll(values(node, field));
    }
    return values;
  }

  @Test
  void every_file_is_canonical_camel_yaml_by_its_schema() throws IOException {
    JsonSchema schema;
    try (InputStream in = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
    }
    for (Path file : files()) {
      assertThat(schema.validate(YAML.readTree(file.toFile()))).as(file.toString()).isEmpty();
    }
  }

  @Test
  void every_route_has_a_verb_noun_id_of_its_own_and_a_sentence() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode route : routes()) {
      String id = route.path("id").asText();
      assertThat(id).matches("[a-z]+(-[a-z]+)+");
      assertThat(ids.add(id)).as(id + " is unique").isTrue();
      assertThat(route.path("description").asText()).as(id).matches("[A-Z].*\\.");
    }
  }

  @Test
  void every_direct_leads_somewhere() throws IOException {
    Set<String> uris = values("uri");
    Set<String> heads = new TreeSet<>();
    routes().forEach(route -> heads.add(route.path("from").path("uri").asText()));
    assertThat(uris.stream().filter(uri -> uri.startsWith("direct:"))).allMatch(heads::contains);
  }

  @Test
  void every_error_configuration_that_a_route_names_exists() throws IOException {
    Set<String> known = new TreeSet<>();
    for (JsonNode node : all()) {
      known.add(node.path("routeConfiguration").path("id").asText());
    }
    assertThat(values("routeConfigurationId")).allMatch(known::contains);
    for (JsonNode route : routes()) {
      if (!route.path("from").path("uri").asText().matches("(direct|outbox):.*")) {
        assertThat(route.has("routeConfigurationId")).as(route.path("id").asText()).isTrue();
      }
    }
  }

  @Test
  void what_comes_by_http_is_read_for_what_it_is() throws IOException {
    Set<String> words = Set.of("uri", "client", "query");
    for (JsonNode route : routes()) {
      if (!route.path("from").path("uri").asText().startsWith("platform-http:")) {
        continue;
      }
      assertThat(route.path("routeConfigurationId").asText()).isEqualTo("answer-web");
      Matcher headers = Pattern.compile("\\$\\{header\\.([^}]+)}").matcher(route.toString());
      while (headers.find()) {
        String name = headers.group(1);
        assertThat(name.matches("(path|query)-\\w+|[A-Z].*") || words.contains(name))
            .as(name)
            .isTrue();
      }
    }
  }

  @Test
  void no_sql_and_no_script_stands_in_a_route() throws IOException {
    for (Path file : files()) {
      assertThat(Files.readString(file))
          .doesNotContainPattern("(?i)\\b(select|insert|update|delete)\\b.*\\b(from|into|set)\\b")
          .doesNotContain("groovy", "joor", "jslt", "javascript");
    }
  }
}
