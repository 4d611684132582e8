package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.tocsin.civic.Geocoder.Address;
import org.tocsin.civic.Geocoder.Finding;

/**
 * The addresses that the Census Geocoder took ours for, each with the layers of areas that it lies
 * in. The layer of districts is named by its Congress, and the field that holds the number is not
 * always there, so the GEOID is read: 3622, 5600 at large, 1198 a delegate's, 36ZZ water.
 */
final class AddressMatches {
  private static final Pattern LAYER =
      Pattern.compile("([0-9]{1,4})(?:st|nd|rd|th) Congressional Districts?");

  private final List<JsonNode> matches = new ArrayList<>();
  private final Address address;
  private final int congress;

  AddressMatches(JsonNode matches, Address address, int congress) {
    this.address = address;
    this.congress = congress;
    matches.forEach(this.matches::add);
    // Of several streets of that name, the one in the right ZIP.
    List<JsonNode> inZip = this.matches.stream().filter(this::isInZip).toList();
    if (!inZip.isEmpty()) {
      this.matches.retainAll(inZip);
    }
  }

  private boolean isInZip(JsonNode match) {
    String zip = match.path("addressComponents").path("zip").asText();
    return !zip.isEmpty() && zip.equals(address.zip());
  }

  Finding finding() {
    if (matches.isEmpty()) {
      return Finding.NOT_FOUND;
    }
    List<Optional<JsonNode>> layers = matches.stream().map(this::layer).toList();
    if (layers.stream().anyMatch(Optional::isEmpty)) {
      return Finding.failed(
          "it answered with another Congress than the "
              + congress
              + "th; set tocsin.geocoder.vintage to one that has its districts");
    }
    List<Optional<District>> districts =
        layers.stream().map(layer -> district(layer.get())).distinct().toList();
    if (districts.size() > 1) {
      return Finding.AMBIGUOUS;
    }
    return districts.get(0).filter(this::isInState).map(Finding::found).orElse(Finding.NOT_FOUND);
  }

  /** The areas of the Congress that was asked for. */
  private Optional<JsonNode> layer(JsonNode match) {
    return StreamSupport.stream(
            ((Iterable<Map.Entry<String, JsonNode>>) () -> match.path("geographies").fields())
                .spliterator(),
            false)
        .filter(layer -> isOfCongress(layer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private boolean isOfCongress(String layer) {
    Matcher matcher = LAYER.matcher(layer);
    return matcher.matches() && matcher.group(1).equals(Integer.toString(congress));
  }

  private Optional<District> district(JsonNode layer) {
    String session = layer.path(0).path("CDSESSN").asText("");
    return layer.size() == 1 && (session.isEmpty() || session.equals("" + congress))
        ? District.ofGeoid(layer.path(0).path("GEOID").asText())
        : Optional.empty();
  }

  private boolean isInState(District district) {
    return address.state().isEmpty() || address.state().equals(district.state());
  }
}
