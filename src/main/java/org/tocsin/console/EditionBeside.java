package org.tocsin.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.message.Labels;
import org.tocsin.sheet.EditionForm;

/** Another edition of a sheet beside the one in the editor, and what of it that one lacks. */
final class EditionBeside {
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>()\\[\\]\"]*[^\\s<>()\\[\\]\".,;:!?]");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*+([a-z_]++(?:\\.[a-z_]++)*+)");

  /** Of each kind. */
  private static final int MOST = 20;

  private EditionBeside() {}

  /**
   * What the template asks for.
   *
   * @param source of the other edition
   */
  static Map<String, Object> of(Visit visit, EditionForm here, String source) {
    EditionForm there = EditionForm.of(source);
    String lang = there.values().get("lang");
    String name = lang.matches("[a-z]{2,3}(-.*)?") ? Labels.name(lang) : lang;
    return Map.of(
        "title", visit.words("beside.title", name),
        "lang", lang,
        "lines", SheetComparison.lines(visit, there),
        "lacks", lacks(visit, here, there));
  }

  private static List<String> lacks(Visit visit, EditionForm here, EditionForm there) {
    List<String> lacks = new ArrayList<>();
    there
        .values()
        .forEach(
            (key, value) -> {
              // A deadline is the first edition's, and stands for all
              boolean isMissing = !value.isBlank() && here.values().get(key).isBlank();
              if (isMissing && !key.equals("deadline")) {
                lacks.add(SheetComparison.words(visit, key));
              }
            });
    lacks.addAll(missing(LINK, 0, "", here, there));
    lacks.addAll(missing(VARIABLE, 1, "{{ %s }}", here, there));
    long headings = headings(here);
    if (headings < headings(there)) {
      lacks.add(visit.words("beside.headings", "" + headings, "" + headings(there)));
    }
    return lacks;
  }

  private static List<String> missing(
      Pattern what, int group, String shown, EditionForm here, EditionForm there) {
    Set<String> missing = found(what, group, there);
    missing.removeAll(found(what, group, here));
    return missing.stream()
        .limit(MOST)
        .map(each -> shown.isEmpty() ? each : shown.formatted(each))
        .toList();
  }

  private static Set<String> found(Pattern what, int group, EditionForm form) {
    String all = String.join("\n", form.values().values()) + "\n" + form.body();
    return what.matcher(all)
        .results()
        .map((MatchResult found) -> found.group(group))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static long headings(EditionForm form) {
    return form.body().lines().filter(line -> line.matches("#{1,6} .*")).count();
  }
}
