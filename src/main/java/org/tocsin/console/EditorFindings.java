package org.tocsin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Problem;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.ParsedSheet;
import org.tocsin.sheet.SheetDrafts;

/** What was found in a sheet, each with the field and the line of the editor that it stands in. */
final class EditorFindings {
  /** Of fields that have several lines. */
  private static final Set<String> LINED = Set.of("body", "positions", "rest");

  /** Where nothing was looked at. */
  static final Map<String, Object> NONE =
      Map.of(
          "checked",
          false,
          "whole",
          true,
          "counted",
          "",
          "findings",
          List.of(),
          "faulty",
          faulty(Set.of()));

  private final Visit visit;
  private final EditedSheet edited;
  private final String base;

  /**
   * @param base of the console's addresses
   */
  EditorFindings(Visit visit, EditedSheet edited, String base) {
    this.visit = visit;
    this.edited = edited;
    this.base = base;
  }

  /** Where text of the edition stands. */
  private record Spot(String lang, String source, EditionForm.Place place, boolean isLine) {}

  /**
   * What the template asks for.
   *
   * @param source of the edition in the editor
   * @param isWhole whether everything was looked at
   */
  Map<String, Object> of(ParsedSheet read, String source, List<Problem> problems, boolean isWhole) {
    List<Map<String, String>> findings = new ArrayList<>();
    Set<String> faulty = new HashSet<>();
    for (Problem problem : problems) {
      Optional<Spot> spot = spot(read, source, problem);
      findings.add(finding(problem, spot));
      spot.filter(s -> problem.isError() && isHere(s))
          .ifPresent(s -> faulty.add(s.place().field()));
    }
    return values(findings, faulty, isWhole);
  }

  /** What keeps the form from being read as a sheet. */
  Map<String, Object> unreadable(List<Problem> problems) {
    List<Map<String, String>> findings =
        problems.stream()
            .map(
                problem -> {
                  EditionForm.Place rest = new EditionForm.Place("rest", 1);
                  return finding(problem, Optional.of(new Spot(edited.lang(), "", rest, true)));
                })
            .toList();
    return values(findings, Set.of("rest"), true);
  }

  private Map<String, Object> values(
      List<Map<String, String>> findings, Set<String> faulty, boolean isWhole) {
    Map<String, Object> values = new HashMap<>(NONE);
    values.put("checked", true);
    values.put("whole", isWhole);
    values.put("findings", findings);
    values.put("counted", counted(findings));
    values.put("faulty", faulty(faulty));
    return values;
  }

  private String counted(List<Map<String, String>> findings) {
    long bad = findings.stream().filter(each -> each.get("tone").equals("bad")).count();
    return findings.isEmpty()
        ? visit.words("sheet.findings.none")
        : visit.words("look.counted", "" + bad, "" + (findings.size() - bad));
  }

  private static Map<String, Boolean> faulty(Set<String> fields) {
    return Stream.concat(EditionForm.KEYS.stream(), LINED.stream())
        .collect(Collectors.toMap(field -> field, fields::contains));
  }

  private Optional<Spot> spot(ParsedSheet read, String source, Problem problem) {
    String lang = SheetDrafts.languageOf(problem.file());
    Optional<String> text =
        lang.equals(edited.lang())
            ? Optional.of(source)
            : read.sheet().editions().stream()
                .filter(edition -> edition.file().equals(problem.file()))
                .map(Edition::source)
                .findFirst();
    return text.map(
        written ->
            new Spot(lang, written, EditionForm.place(written, problem), problem.line() > 0));
  }

  private boolean isHere(Spot spot) {
    return spot.lang().equals(edited.lang());
  }

  private Map<String, String> finding(Problem problem, Optional<Spot> spot) {
    String level = problem.level().name().toLowerCase(Locale.ROOT);
    Optional<Spot> line = spot.filter(Spot::isLine);
    return Map.of(
        "tone", problem.isError() ? "bad" : "slow",
        "level", visit.words("level." + level),
        "where", spot.map(this::where).orElse(problem.file()),
        "field", line.map(s -> s.place().field()).orElse(""),
        "line", line.map(s -> "" + lineTyped(s)).orElse(""),
        "url", line.map(this::url).orElse(""),
        "words", spot.map(s -> words(problem, s)).orElse(problem.message()));
  }

  /** In running text a line may have several variables. */
  private static String words(Problem problem, Spot spot) {
    boolean isNamed = spot.place().field().equals("body") && !problem.field().isEmpty();
    return isNamed ? problem.field() + ": " + problem.message() : problem.message();
  }

  private String where(Spot spot) {
    String other =
        isHere(spot)
            ? ""
            : (spot.lang().isEmpty() ? visit.words("sheet.first") : spot.lang()) + ": ";
    if (!spot.isLine()) {
      return other + visit.words("sheet.whole");
    }
    String field = spot.place().field();
    String words = visit.words("sheet." + field.replace("asks.", "ask."));
    return LINED.contains(field)
        ? other + visit.words("sheet.line", words, "" + lineTyped(spot))
        : other + words;
  }

  private String url(Spot spot) {
    String anchor = "#" + spot.place().field();
    if (isHere(spot)) {
      return anchor;
    }
    String edition = spot.lang().isEmpty() ? "" : "&edition=" + spot.lang();
    return base
        + "/console/sheets/"
        + edited.slug()
        + "?line="
        + lineTyped(spot)
        + edition
        + anchor;
  }

  /** Empty lines before the text are no lines of the file. */
  private int lineTyped(Spot spot) {
    boolean isBody = spot.place().field().equals("body") && isHere(spot);
    long empty = isBody ? edited.form().body().lines().takeWhile(String::isBlank).count() : 0;
    return spot.place().line() + (int) empty;
  }
}
