package org.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.States;
import org.tocsin.sheet.Position;

/**
 * Who to call: each official with position, ask and every number, and in words what there is none
 * of. Sentences and asks are Markdown.
 */
record CallList(
    List<String> before,
    List<Entry> house,
    List<String> between,
    List<Entry> senate,
    List<String> after) {
  private static final int WIDTH = 70;
  private static final int SENATE_SEATS = 2;

  /**
   * Who is to be called.
   *
   * @param id a bioguide id
   * @param name with the title, "Rep. John Katko"
   * @param seat "R-NY-24"
   */
  record Who(String id, String name, String seat) {}

  /**
   * One official.
   *
   * @param note "" or a sentence, such as the district that a candidate sits for
   * @param ask "" where the sheet has none
   */
  record Entry(Who who, Position position, String note, String ask, List<Office> offices) {}

  /**
   * What a sheet says of officials.
   *
   * @param positions where each of them stands
   * @param asks rendered Markdown for an official, or ""
   */
  record Said(Function<Official, Position> positions, Function<Official, String> asks) {}

  /**
   * @param unknown what is said where nothing is known of the district
   * @param settle where a reader says which of several districts is theirs, or ""
   */
  static CallList of(
      Delegation delegation, Names names, Labels labels, Said said, String unknown, String settle) {
    Builder builder = new Builder(delegation, names, labels, said, settle);
    return new CallList(
        builder.before(unknown),
        builder.entries(delegation.house()),
        builder.vacancies(),
        builder.entries(delegation.senators()),
        builder.senate());
  }

  private record Builder(
      Delegation delegation, Names names, Labels labels, Said said, String settle) {

    List<String> before(String unknown) {
      if (delegation.isSplit()) {
        List<String> districts =
            delegation.assignment().districts().stream().map(names::district).toList();
        String key = settle.isEmpty() ? "call.split" : "call.split.settle";
        return List.of(labels.get(key, labels.or(districts), settle));
      }
      Kind kind = delegation.assignment().kind();
      if (kind == Kind.STATE) {
        return List.of(labels.get("call.state-only"));
      }
      return kind == Kind.UNKNOWN ? List.of(unknown) : List.of();
    }

    List<Entry> entries(List<Official> officials) {
      return officials.stream().map(this::entry).toList();
    }

    private Entry entry(Official official) {
      return new Entry(
          new Who(official.bioguide(), names.titled(official), names.partyAndSeat(official)),
          said.positions().apply(official),
          note(official),
          said.asks().apply(official),
          names.callable(official));
    }

    private String note(Official official) {
      boolean house = official.district() != null;
      boolean votes = States.votes(official.state());
      List<String> notes = new ArrayList<>();
      if (house && delegation.isSplit() && votes) {
        notes.add(labels.get("call.for", names.district(official.district())) + share(official));
      }
      if (house && !votes) {
        notes.add(labels.get("call.no-vote", names.stateInSentence(official.state())));
      }
      if (Names.reachable(official).isEmpty()) {
        String who = names.titled(official);
        notes.add(labels.get("call.switchboard", names.switchboard(official).label(), who));
      }
      return String.join(" ", notes);
    }

    /** Candidates are distinguished by how much of the ZIP is theirs, where that is known. */
    private String share(Official official) {
      String share = names.share(delegation.assignment(), official.district());
      return share.isEmpty() ? "" : " (" + share.toLowerCase(Locale.ROOT) + ")";
    }

    List<String> vacancies() {
      String key = delegation.isSplit() ? "call.vacant.split" : "call.vacant";
      return delegation.vacant().stream()
          .map(this::seat)
          .map(seat -> labels.get(key, seat))
          .toList();
    }

    private String seat(District district) {
      return district.number() > 0
          ? names.district(district)
          : names.stateInSentence(district.state());
    }

    List<String> senate() {
      return delegation.states().stream().map(this::senate).flatMap(Optional::stream).toList();
    }

    private Optional<String> senate(String state) {
      String place = names.stateInSentence(state);
      long senators =
          delegation.senators().stream().filter(each -> each.state().equals(state)).count();
      if (!States.hasSenators(state)) {
        return Optional.of(labels.get("call.no-senators", place));
      }
      if (senators >= SENATE_SEATS) {
        return Optional.empty();
      }
      String key = senators == 0 ? "call.senators-unknown" : "call.one-senator";
      return Optional.of(labels.get(key, place));
    }
  }

  /**
   * For mail and page alike.
   *
   * @param called HTML by which its reader says that they called
   */
  String html(Layout layout, Labels labels, Prose.Kept prose, Function<Who, String> called) {
    List<Object> entries = new ArrayList<>();
    house.forEach(entry -> entries.add(html(entry, labels, prose, called)));
    senate.forEach(entry -> entries.add(html(entry, labels, prose, called)));
    List<Object> houseEntries = entries.subList(0, house.size());
    List<Object> senateEntries = entries.subList(house.size(), entries.size());
    return layout.render(
        "call-list",
        Map.of(
            "before", sentences(before, prose),
            "house", houseEntries,
            "between", sentences(between, prose),
            "senate", senateEntries,
            "after", sentences(after, prose)));
  }

  private static List<String> sentences(List<String> markdown, Prose.Kept prose) {
    return markdown.stream().map(each -> prose.of(each).html()).toList();
  }

  private static Map<String, Object> html(
      Entry entry, Labels labels, Prose.Kept prose, Function<Who, String> called) {
    List<Map<String, String>> phones =
        entry.offices().stream()
            .map(
                office ->
                    Map.of(
                        "label", office.label(),
                        "number", office.phone(),
                        "tel", Names.tel(office.phone())))
            .toList();
    return Map.of(
        "name", entry.who().name(),
        "seat", entry.who().seat(),
        "position", entry.position().code(),
        "position_words", labels.get("position." + entry.position().code()),
        "note", entry.note(),
        "ask", entry.ask().isEmpty() ? "" : prose.of(entry.ask()).html(),
        "phones", phones,
        "called", called.apply(entry.who()));
  }

  /**
   * Lines of plain text.
   *
   * @param called the link by which its reader says that they called
   */
  List<String> text(Labels labels, Prose.Kept prose, Function<Who, String> called) {
    List<String> lines = new ArrayList<>();
    before.forEach(each -> add(lines, paragraph(each, prose)));
    house.forEach(each -> add(lines, text(each, labels, prose, called)));
    between.forEach(each -> add(lines, paragraph(each, prose)));
    senate.forEach(each -> add(lines, text(each, labels, prose, called)));
    after.forEach(each -> add(lines, paragraph(each, prose)));
    return lines;
  }

  private static void add(List<String> lines, List<String> block) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.addAll(block);
  }

  private static List<String> paragraph(String markdown, Prose.Kept prose) {
    return PlainText.wrap(prose.of(markdown).oneLine(), WIDTH);
  }

  private static List<String> text(
      Entry entry, Labels labels, Prose.Kept prose, Function<Who, String> called) {
    String position = labels.get("position." + entry.position().code());
    List<String> lines = new ArrayList<>();
    lines.add(entry.who().name() + " (" + entry.who().seat() + ") - " + position);
    if (!entry.note().isEmpty()) {
      lines.addAll(PlainText.wrap(entry.note(), WIDTH));
    }
    if (!entry.ask().isEmpty()) {
      lines.addAll(paragraph(entry.ask(), prose));
    }
    for (Office office : entry.offices()) {
      lines.add("  " + office.label() + ": " + office.phone());
    }
    lines.add("  " + labels.get("called.button") + ": " + called.apply(entry.who()));
    return lines;
  }
}
