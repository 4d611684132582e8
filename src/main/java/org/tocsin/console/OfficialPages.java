package org.tocsin.console;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.ZipAssignments;
import org.tocsin.civic.Correction;
import org.tocsin.civic.Corrections;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.States;
import org.tocsin.civic.Zips;
import org.tocsin.message.Names;
import org.tocsin.web.HttpResponse;

/** The officials in force, and who represents a ZIP. */
final class OfficialPages {
  /** More than any state has. */
  private static final int LISTED = 60;

  private static final int LONGEST = 100;

  private final Clock clock;
  private final Rosters rosters;
  private final Districts districts;
  private final Corrections corrections;
  private final ConsoleLook look;

  OfficialPages(ConsoleParts parts, ConsoleLook look) {
    this.clock = parts.clock();
    this.rosters = parts.civic().rosters();
    this.districts = parts.civic().districts();
    this.corrections = new Corrections(parts.jdbi(), parts.clock(), rosters);
    this.look = look;
  }

  /** Who was found, and what is to be said of that. */
  private record Found(List<Official> officials, String words) {}

  HttpResponse show(Visit visit) {
    Optional<Roster> roster = rosters.inForce();
    String asked = asked(visit, "q");
    String zip = asked(visit, "zip");
    Found found =
        roster.map(here -> found(visit, here, asked, zip)).orElse(new Found(List.of(), ""));
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.officials"));
    values.put("asked", asked);
    values.put("zip", zip);
    values.put("has_roster", roster.isPresent());
    values.put("age", roster.map(here -> age(visit, here)).orElse(""));
    roster.ifPresent(here -> values.putAll(standing(visit, here)));
    values.put("said", found.words());
    values.put("more", found.officials().size() > LISTED);
    values.put("officials", found.officials().stream().limit(LISTED).map(this::official).toList());
    return look.page(visit, "officials", values);
  }

  /** Seats that nobody holds, and what is corrected here. */
  private Map<String, Object> standing(Visit visit, Roster roster) {
    Rosters.Vacant vacant = rosters.vacant(roster);
    List<String> seats = new ArrayList<>(vacant.house());
    vacant.senate().forEach(state -> seats.add(visit.words("officials.vacant.senate", state)));
    List<Correction> corrected = corrections.list();
    return Map.of(
        "vacant",
        seats.isEmpty()
            ? visit.words("officials.vacant.none")
            : visit.words("officials.vacant", "" + seats.size(), String.join(", ", seats)),
        "corrected",
        corrected.stream()
            .map(Correction::bioguide)
            .distinct()
            .limit(LISTED)
            .map(id -> Map.of("id", id, "name", roster.titled(id)))
            .toList());
  }

  private static String asked(Visit visit, String name) {
    String asked = visit.request().asked(name).orElse("").strip();
    return asked.substring(0, Math.min(LONGEST, asked.length()));
  }

  private String age(Visit visit, Roster roster) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    long days = Math.max(0, ChronoUnit.DAYS.between(roster.asOf(), today));
    return visit.words(
        "officials.age",
        "" + roster.officials().size(),
        roster.asOf().toString(),
        "" + days,
        roster.houseEnds().toString());
  }

  private Found found(Visit visit, Roster roster, String asked, String zip) {
    if (!zip.isEmpty()) {
      return Zips.five(zip)
          .map(five -> ofZip(visit, roster, five))
          .orElseGet(() -> new Found(List.of(), visit.words("officials.zip.wrong", zip)));
    }
    if (asked.isEmpty()) {
      return new Found(List.of(), "");
    }
    List<Official> officials = named(roster, asked);
    return new Found(officials, officials.isEmpty() ? visit.words("officials.none", asked) : "");
  }

  /** By id, state or seat, else by name. */
  private static List<Official> named(Roster roster, String asked) {
    String seat = asked.toUpperCase(Locale.ROOT);
    String state = States.code(asked).orElse(seat);
    List<Official> there =
        roster.officials().stream()
            .filter(
                official ->
                    official.bioguide().equals(seat)
                        || official.state().equals(state)
                        || official.district() != null && official.district().code().equals(seat))
            .toList();
    return there.isEmpty() ? new NameSearch(roster).like(asked) : there;
  }

  /** Of a split ZIP all who may be theirs, and that they are several. */
  private Found ofZip(Visit visit, Roster roster, String zip) {
    Assignment assignment =
        ZipAssignments.of(districts, roster.congress(), List.of(zip))
            .getOrDefault(zip, ZipAssignments.none());
    List<Official> officials = new ArrayList<>();
    assignment
        .districts()
        .forEach(district -> roster.houseMember(district).ifPresent(officials::add));
    List<String> states =
        assignment.districts().isEmpty()
            ? List.of(assignment.state())
            : assignment.districts().stream().map(District::state).distinct().toList();
    states.forEach(state -> officials.addAll(roster.senators(state)));
    return new Found(officials, ofZip(visit, zip, assignment));
  }

  private static String ofZip(Visit visit, String zip, Assignment assignment) {
    List<String> spoken = assignment.districts().stream().map(District::spoken).toList();
    String where = spoken.isEmpty() ? assignment.state() : visit.labels().or(spoken);
    return visit.words("officials.zip." + assignment.kind(), zip, where);
  }

  private Map<String, Object> official(Official official) {
    return Map.of(
        "name", official.titled(),
        "party", official.party(),
        "id", official.bioguide(),
        "ends", official.termEnd().toString(),
        "offices",
            official.offices().stream().filter(o -> o.phone() != null).map(this::office).toList());
  }

  private Map<String, String> office(Office office) {
    return Map.of(
        "label", office.label(), "phone", office.phone(), "tel", Names.tel(office.phone()));
  }
}
