package org.tocsin.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes as they stand in their files, those of the demo too. */
final class RouteFiles {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final List<Path> FOLDERS =
      List.of(Path.of("routes"), Path.of("src/main/resources/demo/routes"));

  /** An address, and the route that answers there. */
  record Address(String audience, String verb, String path, String leadsTo) {}

  private final TreeMap<Path, JsonNode> files = new TreeMap<>();

  RouteFiles() throws IOException {
    for (Path folder : FOLDERS) {
      try (var all = Files.list(folder)) {
        for (Path file : all.toList()) {
          files.put(file, YAML.readTree(file.toFile()));
        }
      }
    }
  }

  static JsonNode parse(String yaml) throws IOException {
    return YAML.readTree(yaml);
  }

  TreeMap<Path, JsonNode> files() {
    return files;
  }

  /** What stands under this name at the top of a file. */
  List<JsonNode> all(String name) {
    List<JsonNode> nodes = new ArrayList<>();
    files.values().forEach(file -> file.findValues(name).forEach(nodes::add));
    return nodes;
  }

  List<JsonNode> routes() {
    return all("route");
  }

  List<Address> addresses() {
    List<Address> addresses = new ArrayList<>();
    for (JsonNode rest : all("rest")) {
      for (String verb : List.of("get", "post")) {
        for (JsonNode entry : rest.path(verb)) {
          addresses.add(
              new Address(
                  rest.path("id").asText(),
                  verb,
                  entry.path("path").asText(),
                  entry.path("to").path("uri").asText()));
        }
      }
    }
    return addresses;
  }

  /** Each text that stands behind this name, anywhere. */
  Set<String> values(String name) {
    Set<String> values = new TreeSet<>();
    files.values().forEach(file -> values.addAll(file.findValuesAsText(name)));
    return values;
  }
}
