package org.tocsin.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/**
 * Camel's YAML without its shorthand. The schema that Camel brings takes both; here a step is never
 * a mere text, and an expression always stands under {@code expression}.
 */
final class CanonicalYaml {
  private final JsonSchema schema;

  CanonicalYaml() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      all.at("/items/definitions").forEach(CanonicalYaml::refuseShorthand);
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(all);
    }
  }

  private static void refuseShorthand(JsonNode definition) {
    if (definition.get("oneOf") instanceof ArrayNode forms && forms.size() == 2) {
      forms.removeIf(form -> form.path("type").asText().equals("string"));
    }
    if (definition.get("properties") instanceof ObjectNode properties
        && properties.has("expression")) {
      refuseBareLanguages(properties);
    }
  }

  /** A language beside {@code expression} is named there with nothing said about it. */
  private static void refuseBareLanguages(ObjectNode properties) {
    Iterator<String> names = properties.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!name.equals("expression") && properties.get(name).isEmpty()) {
        names.remove();
      }
    }
  }

  /** What is wrong with it, a sentence each. */
  List<String> faults(JsonNode file) {
    return schema.validate(file).stream().map(Object::toString).toList();
  }
}
