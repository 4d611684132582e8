package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tocsin.civic.Official;
import org.tocsin.civic.RosterChanges;
import org.tocsin.civic.Rosters;
import org.tocsin.web.HttpResponse;

/** What the last import of officials changed. */
final class OfficialChanges {
  /** Of each kind; a new Congress changes hundreds. */
  private static final int LISTED = 100;

  private final Rosters rosters;
  private final ConsoleLook look;

  OfficialChanges(ConsoleParts parts, ConsoleLook look) {
    this.rosters = parts.civic().rosters();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    Optional<RosterChanges> changes = rosters.lastChanges();
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("officials.changes"));
    values.put("is_first", changes.isEmpty());
    values.put("parts", changes.map(found -> parts(visit, found)).orElse(List.of()));
    return look.page(visit, "official-changes", values);
  }

  private static List<Map<String, Object>> parts(Visit visit, RosterChanges changes) {
    return List.of(
        part(visit, "came", changes.came(), OfficialChanges::here),
        part(visit, "left", changes.left(), gone -> line("", gone, "")),
        part(visit, "numbers", changes.numbers(), each -> number(visit, each)));
  }

  private static <T> Map<String, Object> part(
      Visit visit, String name, List<T> all, Function<T, Map<String, String>> line) {
    return Map.of(
        "title", visit.words("officials.changes." + name, "" + all.size()),
        "lines", all.stream().limit(LISTED).map(line).toList(),
        "more", all.size() > LISTED ? visit.words("officials.changes.more", "" + LISTED) : "");
  }

  private static Map<String, String> here(Official official) {
    return line(official.bioguide(), official, "");
  }

  private static Map<String, String> number(Visit visit, RosterChanges.NewNumber number) {
    String none = visit.words("officials.number.none");
    return line(
        number.official().bioguide(),
        number.official(),
        visit.words(
            "officials.changes.number",
            number.office(),
            number.now().orElse(none),
            number.before().orElse(none)));
  }

  private static Map<String, String> line(String id, Official official, String words) {
    return Map.of("id", id, "name", official.titled(), "words", words);
  }
}
