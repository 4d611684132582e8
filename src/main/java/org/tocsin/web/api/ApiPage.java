package org.tocsin.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tocsin.OurLanguages;
import org.tocsin.TocsinException;
import org.tocsin.message.PageLayout;
import org.tocsin.web.HttpResponse;

/**
 * What the API can do: for programs as OpenAPI, for people as a page made of the same file. It is
 * written by hand: made of the table of addresses it would not say what each takes and answers.
 */
public final class ApiPage {
  private static final String FILE = "/openapi.json";

  private final PageLayout frame;
  private final String description;

  public ApiPage(PageLayout frame) {
    this.frame = frame;
    this.description = read();
  }

  private static String read() {
    try (InputStream in = ApiPage.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TocsinException("The program is incomplete. Unpack it again.", e);
    }
  }

  /** {@code GET /api/v1/openapi.json}. */
  public HttpResponse description() {
    return HttpResponse.json(200, description);
  }

  /** {@code GET /api/v1}. */
  public HttpResponse page() {
    try {
      JsonNode api = new ObjectMapper().readTree(description);
      Map<String, Object> values =
          Map.of(
              "title", "API",
              "intro", api.at("/info/description").asText(),
              "root", api.at("/servers/0/url").asText(),
              "operations", operations(api));
      return HttpResponse.html(200, frame.page("api", OurLanguages.FALLBACK, values));
    } catch (IOException e) {
      throw new TocsinException("The program is incomplete. Unpack it again.", e);
    }
  }

  private static List<Map<String, Object>> operations(JsonNode api) {
    List<Map<String, Object>> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        operations.add(
            Map.of(
                "verb", verb.getKey().toUpperCase(Locale.ROOT),
                "path", path.getKey(),
                "summary", verb.getValue().get("summary").asText(),
                "parameters", parameters(verb.getValue()),
                "fields", fields(api, verb.getValue())));
      }
    }
    return operations;
  }

  private static List<Map<String, String>> parameters(JsonNode operation) {
    List<Map<String, String>> parameters = new ArrayList<>();
    operation
        .path("parameters")
        .forEach(
            parameter ->
                parameters.add(
                    Map.of(
                        "name", parameter.get("name").asText(),
                        "words", parameter.path("description").asText())));
    return parameters;
  }

  private static List<Map<String, String>> fields(JsonNode api, JsonNode operation) {
    String ref = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
    List<Map<String, String>> fields = new ArrayList<>();
    if (!ref.isEmpty()) {
      for (Map.Entry<String, JsonNode> field :
          api.at(ref.substring(1) + "/properties").properties()) {
        fields.add(
            Map.of("name", field.getKey(), "words", field.getValue().path("description").asText()));
      }
    }
    return fields;
  }
}
