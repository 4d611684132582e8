package org.tocsin.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.TocsinException;

/**
 * How an organizer wants a file of people to be read.
 *
 * @param columns the field that a column holds, "" for one that is left out; what is not in it is
 *     taken for what its name says
 */
public record FileReading(Map<String, String> columns, Agreement agreement) {
  /** Each column for what its name says. */
  public static final FileReading BY_NAMES = new FileReading(Map.of(), Agreement.NONE);

  private static final ObjectMapper JSON = new ObjectMapper();

  public FileReading {
    columns = Map.copyOf(columns);
  }

  /** As it is kept. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("columns", columns);
    all.put("emails", agreement.emails());
    all.put("texts", agreement.texts());
    all.put("source", agreement.source());
    all.put("at", agreement.at() == null ? "" : agreement.at().toString());
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new TocsinException("How a file is read could not be written as JSON.", e);
    }
  }

  static FileReading of(String json) {
    try {
      JsonNode all = JSON.readTree(json);
      String at = all.path("at").asText("");
      return new FileReading(
          columns(all.path("columns")),
          new Agreement(
              all.path("emails").asBoolean(),
              all.path("texts").asBoolean(),
              all.path("source").asText(""),
              at.isEmpty() ? null : Instant.parse(at)));
    } catch (JsonProcessingException e) {
      throw new TocsinException("How a file is read is not kept as JSON.", e);
    }
  }

  /** The columns alone, as {@link #json} writes them. */
  static Map<String, String> columns(JsonNode object) {
    Map<String, String> columns = new LinkedHashMap<>();
    object.fields().forEachRemaining(each -> columns.put(each.getKey(), each.getValue().asText()));
    return columns;
  }
}
