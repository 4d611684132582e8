package org.tocsin.message;

import java.util.List;
import java.util.Optional;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Roster;
import org.tocsin.civic.States;

/** How officials, seats and places are called in one language. */
public final class Names {
  static final String CAPITAL = "DC";
  private static final String HOUSE_SWITCHBOARD = "202-225-3121";
  private static final String SENATE_SWITCHBOARD = "202-224-3121";
  private static final int SMALL_PERCENT = 5;

  private final Labels labels;

  public Names(Labels labels) {
    this.labels = labels;
  }

  /** "Rep.", "Sen.", "Del." for who has no vote, "Res. Comm." for Puerto Rico's. */
  String title(Official official) {
    if (official.chamber() == Chamber.SENATE) {
      return labels.get("title.senator");
    }
    if (official.state().equals("PR")) {
      return labels.get("title.commissioner");
    }
    return labels.get(States.votes(official.state()) ? "title.representative" : "title.delegate");
  }

  /** "Rep. John Katko". */
  public String titled(Official official) {
    return title(official) + " " + official.fullName();
  }

  public String state(String usps) {
    return labels.find("state." + usps).or(() -> States.name(usps)).orElse(usps);
  }

  /** As it stands after "for": "the District of Columbia". */
  String stateInSentence(String usps) {
    return labels.find("state.the." + usps).orElseGet(() -> state(usps));
  }

  /** "NY-24", "Wyoming (at large)", "Puerto Rico". */
  public String district(District district) {
    if (district.number() > 0) {
      return district.code();
    }
    String state = state(district.state());
    return States.votes(district.state()) ? labels.get("district.at-large", state) : state;
  }

  /** "Rep. John Katko", or that the seat is vacant. */
  public String holder(Roster roster, District district) {
    return roster
        .houseMember(district)
        .map(this::titled)
        .orElseGet(() -> labels.get("seat.vacant"));
  }

  /** How much of a split ZIP lies in one of its districts, or "" where that is not known. */
  public String share(Assignment assignment, District district) {
    if (assignment.shares().isEmpty()) {
      return "";
    }
    int percent = assignment.shares().get(assignment.districts().indexOf(district));
    return percent < SMALL_PERCENT
        ? labels.get("share.small")
        : labels.get("share.of", Integer.toString(percent));
  }

  String seat(Official official) {
    return official.chamber() == Chamber.SENATE
        ? state(official.state())
        : district(official.district());
  }

  /** "R-NY-24", "D-NY", "R-WY". */
  String partyAndSeat(Official official) {
    boolean numbered = official.district() != null && official.district().number() > 0;
    String seat = numbered ? official.district().code() : official.state();
    return official.party().isEmpty() ? seat : official.party().charAt(0) + "-" + seat;
  }

  String party(Official official) {
    return labels.find("party." + official.party()).orElse(official.party());
  }

  /** Offices that have a number, in their order; where none has, the switchboard of the chamber. */
  List<Office> callable(Official official) {
    List<Office> offices = reachable(official);
    return offices.isEmpty() ? List.of(switchboard(official)) : offices;
  }

  /** Connects to the office of every member, delegates included. */
  Office switchboard(Official official) {
    boolean senate = official.chamber() == Chamber.SENATE;
    String label = labels.get(senate ? "switchboard.senate" : "switchboard.house");
    return new Office(label, senate ? SENATE_SWITCHBOARD : HOUSE_SWITCHBOARD, null, null);
  }

  /** Offices that have a number, in their order. */
  static List<Office> reachable(Official official) {
    return official.offices().stream().filter(Names::answers).toList();
  }

  static boolean answers(Office office) {
    return office.phone() != null && !office.phone().isBlank();
  }

  /** The number in Washington, else the first of the district offices. */
  static Optional<String> phone(Official official) {
    List<Office> offices = reachable(official);
    return offices.stream()
        .filter(office -> office.label().equals(CAPITAL))
        .findFirst()
        .or(() -> offices.stream().findFirst())
        .map(Office::phone);
  }

  /** RFC 3966: "tel:+12022253701", and "tel:+12022253701;ext=204" with an extension. */
  public static String tel(String phone) {
    String number = Office.withoutExtension(phone);
    String extension = phone.substring(number.length()).replaceAll("\\D", "");
    String tel = "tel:+1" + number.replaceAll("\\D", "");
    return extension.isEmpty() ? tel : tel + ";ext=" + extension;
  }

  /** Last names, or full names where two share one. */
  static List<String> shortNames(List<Official> officials) {
    List<String> last = officials.stream().map(Official::lastName).toList();
    return last.stream().distinct().count() == last.size()
        ? last
        : officials.stream().map(Official::fullName).toList();
  }
}
