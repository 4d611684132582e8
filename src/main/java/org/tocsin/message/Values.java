package org.tocsin.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.States;
import org.tocsin.sheet.Position;

/** The variables about officials and districts, as {@code org.tocsin.sheet.Variables} has them. */
final class Values {
  private final Delegation delegation;
  private final Names names;
  private final Labels labels;
  private final Function<Official, Position> positions;
  private final Function<Official, String> asks;
  private final UnaryOperator<String> trusted;

  /**
   * @param asks what is asked about an official, or ""
   * @param trusted marks a text that is Markdown already, where the template is Markdown
   */
  Values(
      Delegation delegation,
      Names names,
      Labels labels,
      Function<Official, Position> positions,
      Function<Official, String> asks,
      UnaryOperator<String> trusted) {
    this.delegation = delegation;
    this.names = names;
    this.labels = labels;
    this.positions = positions;
    this.asks = asks;
    this.trusted = trusted;
  }

  Map<String, Object> all() {
    List<Map<String, Object>> house = each(delegation.house());
    List<Map<String, Object>> senators = each(delegation.senators());
    Map<String, Object> values = new HashMap<>();
    values.put("district", district());
    values.put("representative", representative(house));
    values.put("candidates", delegation.isSplit() ? house : List.of());
    values.put("senators", senators);
    values.put("officials", Stream.concat(house.stream(), senators.stream()).toList());
    values.put("senators_line", senatorsLine());
    return values;
  }

  private List<Map<String, Object>> each(List<Official> officials) {
    return officials.stream().map(this::official).toList();
  }

  private Map<String, Object> district() {
    return Map.of("name", districtName(), "known", delegation.assignment().isCertain());
  }

  private String districtName() {
    List<District> districts = delegation.assignment().districts();
    return districts.isEmpty()
        ? labels.get("district.unknown")
        : labels.or(districts.stream().map(names::district).toList());
  }

  private Map<String, Object> representative(List<Map<String, Object>> house) {
    boolean known = delegation.representative().isPresent();
    Map<String, Object> values =
        known
            ? new HashMap<>(house.get(0))
            : delegation.candidates().isEmpty() ? nobody() : anyOf();
    values.put("known", known);
    return values;
  }

  Map<String, Object> official(Official official) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", official.fullName());
    values.put("first_name", official.firstName());
    values.put("last_name", official.lastName());
    values.put("title", names.title(official));
    values.put("party", names.party(official));
    values.put("state", official.state());
    values.put("district", names.seat(official));
    values.put("position", positions.apply(official).code());
    values.put("phone", Names.phone(official).orElseGet(() -> switchboard(official)));
    values.put("phones", phones(official, ""));
    values.put("ask", trusted.apply(asks.apply(official)));
    return values;
  }

  /** "202-225-3121 (House switchboard)". */
  private String switchboard(Official official) {
    Office office = names.switchboard(official);
    return office.phone() + " (" + office.label() + ")";
  }

  private List<Map<String, Object>> phones(Official official, String whose) {
    List<Map<String, Object>> phones = new ArrayList<>();
    for (Office office : names.callable(official)) {
      phones.add(
          Map.of(
              "label", whose + office.label(),
              "number", office.phone(),
              "tel", Names.tel(office.phone())));
    }
    return phones;
  }

  /** Nobody sits there, or nobody is known: words that fit where a name would stand. */
  private Map<String, Object> nobody() {
    String words = labels.get("representative.unknown");
    Map<String, Object> values = new HashMap<>();
    values.put("name", words);
    values.put("first_name", "");
    values.put("last_name", words);
    values.put("title", "");
    values.put("party", "");
    values.put("state", delegation.assignment().state());
    values.put("district", districtName());
    values.put("position", Position.UNKNOWN.code());
    values.put("phone", labels.get("phone.none"));
    values.put("phones", List.of());
    values.put("ask", "");
    return values;
  }

  /** Several, distinguished, and none of them named as the reader's (P7). */
  private Map<String, Object> anyOf() {
    List<Official> house = delegation.candidates();
    Map<String, Object> values = new HashMap<>();
    values.put("name", named(house.stream().map(Official::fullName).toList()));
    values.put("first_name", labels.or(house.stream().map(Official::firstName).toList()));
    values.put("last_name", named(Names.shortNames(house)));
    values.put("title", distinct(house, names::title));
    values.put("party", distinct(house, names::party));
    values.put("state", distinct(house, Official::state));
    values.put("district", districtName());
    values.put("position", position(house));
    values.put("phone", phone(house));
    values.put("phones", house.stream().flatMap(each -> phonesOf(each, house)).toList());
    values.put("ask", trusted.apply(askOf(house)));
    return values;
  }

  /** With a seat vacant, one who is left is not named as the reader's either. */
  private String named(List<String> people) {
    if (people.size() > 1 || delegation.vacant().isEmpty()) {
      return labels.or(people);
    }
    String district = names.district(delegation.house().get(0).district());
    return labels.get("representative.if", people.get(0), district);
  }

  private static String distinct(List<Official> officials, Function<Official, String> word) {
    return officials.stream().map(word).distinct().collect(Collectors.joining("/"));
  }

  private String position(List<Official> house) {
    List<Position> all = house.stream().map(positions).distinct().toList();
    return all.size() == 1 ? all.get(0).code() : "mixed";
  }

  private String phone(List<Official> house) {
    List<String> shortNames = Names.shortNames(house);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < house.size(); i++) {
      String name = shortNames.get(i);
      int index = i;
      Optional<String> phone = Names.phone(house.get(i));
      numbers.add(
          phone
              .map(number -> number + " (" + name + ")")
              .orElseGet(() -> switchboardFor(house.get(index), name)));
    }
    return labels.or(numbers);
  }

  /** "202-225-3121 (House switchboard, for Tenney)". */
  private String switchboardFor(Official official, String name) {
    Office office = names.switchboard(official);
    return labels.get("phone.switchboard", office.phone(), office.label(), name);
  }

  private Stream<Map<String, Object>> phonesOf(Official official, List<Official> among) {
    String name = Names.shortNames(among).get(among.indexOf(official));
    return phones(official, name + ", ").stream();
  }

  private String askOf(List<Official> house) {
    return house.stream().map(asks).distinct().collect(Collectors.joining(" "));
  }

  /** "Schumer 202-224-6542, Gillibrand 202-224-4451". */
  private String senatorsLine() {
    List<Official> senators = delegation.senators();
    if (!senators.isEmpty()) {
      List<String> shortNames = Names.shortNames(senators);
      List<String> line = new ArrayList<>();
      for (int i = 0; i < senators.size(); i++) {
        line.add(senatorInLine(senators.get(i), shortNames.get(i)));
      }
      return String.join(", ", line);
    }
    List<String> without =
        delegation.states().stream().filter(state -> !States.hasSenators(state)).toList();
    return without.isEmpty()
        ? labels.get("senators.unknown")
        : labels.get("senators.none", names.stateInSentence(without.get(0)));
  }

  private String senatorInLine(Official senator, String name) {
    String called = delegation.states().size() > 1 ? name + " (" + senator.state() + ")" : name;
    return called + " " + Names.phone(senator).orElseGet(() -> switchboard(senator));
  }
}
