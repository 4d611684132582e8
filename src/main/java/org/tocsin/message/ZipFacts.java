package org.tocsin.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.OurLanguages;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;

/** What is known of a ZIP and who its people would be asked to call: the same as messages say. */
public final class ZipFacts {
  private static final Names NAMES = new Names(Labels.in(OurLanguages.FALLBACK));

  private final String zip;
  private final Delegation delegation;

  /**
   * @param zip five digits, or what was typed
   */
  public ZipFacts(String zip, Assignment assignment, Roster roster) {
    this.zip = zip;
    this.delegation = Delegation.of(assignment, roster);
  }

  /** zip, assignment, districts, representative or null, candidates of a split ZIP, senators. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("zip", zip);
    json.put("assignment", delegation.assignment().kind().name());
    json.put("districts", districts().stream().map(District::code).toList());
    json.put("representative", delegation.representative().map(ZipFacts::withPhones).orElse(null));
    json.put("candidates", delegation.candidates().stream().map(ZipFacts::candidate).toList());
    json.put("senators", delegation.senators().stream().map(ZipFacts::withPhones).toList());
    return json;
  }

  private List<District> districts() {
    return delegation.assignment().districts();
  }

  private static Map<String, Object> candidate(Official official) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("district", official.district().code());
    json.put("bioguide", official.bioguide());
    json.put("name", official.fullName());
    return json;
  }

  private static Map<String, Object> withPhones(Official official) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bioguide", official.bioguide());
    json.put("name", official.fullName());
    json.put("phones", Names.reachable(official).stream().map(ZipFacts::phone).toList());
    return json;
  }

  private static Map<String, Object> phone(Office office) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", office.label());
    json.put("number", office.phone());
    json.put("tel", Names.tel(office.phone()));
    return json;
  }

  /** The same for people, a line for the ZIP and one for each official or vacancy. */
  public String words() {
    StringBuilder words = new StringBuilder(zip).append(": ").append(how());
    delegation.house().forEach(official -> words.append(line(official)));
    delegation
        .vacant()
        .forEach(seat -> words.append("\n  ").append(NAMES.district(seat)).append(": vacant"));
    delegation.senators().forEach(official -> words.append(line(official)));
    return words.toString();
  }

  private String how() {
    return switch (delegation.assignment().kind()) {
      case ADDRESS, ZIP -> districts().get(0).code() + ", certain";
      case ZIP_SPLIT ->
          "one of " + districts().stream().map(this::described).collect(Collectors.joining(", "));
      case STATE -> "only the state is known, " + delegation.assignment().state();
      case UNKNOWN -> "not on the map in force";
    };
  }

  private String described(District district) {
    List<Integer> shares = delegation.assignment().shares();
    if (shares.isEmpty()) {
      return district.code();
    }
    int percent = shares.get(districts().indexOf(district));
    return district.code() + " (" + (percent == 0 ? "under 1" : percent) + " % of the land)";
  }

  private static String line(Official official) {
    String numbers =
        Names.reachable(official).stream()
            .map(office -> office.label() + " " + office.phone())
            .collect(Collectors.joining(", "));
    return "\n  "
        + NAMES.title(official)
        + " "
        + official.fullName()
        + " ("
        + NAMES.partyAndSeat(official)
        + ", "
        + official.bioguide()
        + "): "
        + (numbers.isEmpty() ? "no number on file; " + switchboard(official) : numbers);
  }

  private static String switchboard(Official official) {
    Office office = NAMES.switchboard(official);
    return office.label() + " " + office.phone();
  }
}
