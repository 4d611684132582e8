package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of a record. New members are listed without a bioguide id for days; until they have one
 * another id stands for it.
 */
final class Identity {
  private static final Pattern BIOGUIDE = Pattern.compile("[A-Z][0-9]{6}");
  private static final Pattern OTHER = Pattern.compile("[A-Za-z0-9]{1,20}");

  /** Of those that each member has one of, the steadiest first. */
  private static final List<String> OTHERS =
      List.of("govtrack", "fec", "wikidata", "opensecrets", "votesmart", "cspan", "icpsr", "lis");

  private Identity() {}

  /** "K000386"; empty where it has none that can be one. */
  static Optional<String> bioguide(JsonNode record) {
    String id = Fields.text(record.path("id").path("bioguide")).toUpperCase(Locale.ROOT);
    return BIOGUIDE.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  /** By kind: "bioguide" to "K000386", "govtrack" to "govtrack-412653"; the steadiest first. */
  static Map<String, String> of(JsonNode record) {
    Map<String, String> ids = new LinkedHashMap<>();
    bioguide(record).ifPresent(id -> ids.put("bioguide", id));
    for (String kind : OTHERS) {
      JsonNode value = record.path("id").path(kind);
      String id = Fields.text(value.isArray() ? value.path(0) : value);
      if (OTHER.matcher(id).matches()) {
        ids.put(kind, kind + "-" + id);
      }
    }
    return ids;
  }

  /** For who has no id at all: the seat and the name, "NY-able-ann". */
  static String ofName(String state, String last, String first) {
    String name = GivenNames.fold(last + " " + first).strip();
    return state + "-" + name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
