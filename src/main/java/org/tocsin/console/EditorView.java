package org.tocsin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tocsin.LocalTimes;
import org.tocsin.account.Role;
import org.tocsin.message.Labels;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.Position;
import org.tocsin.sheet.SheetDrafts;

/** What stands on the editor's page besides what was typed and what is found in it. */
final class EditorView {
  /** Other editions on one page. */
  private static final int MOST_BESIDE = 3;

  private final SheetDrafts drafts;
  private final OfficialPicker picker;
  private final LocalTimes times;

  EditorView(ConsoleParts parts) {
    this.drafts = parts.sheets().drafts();
    this.picker = new OfficialPicker(parts.civic().rosters());
    this.times = parts.times();
  }

  /**
   * The form, empty of findings.
   *
   * @param isNew whether it has no address yet
   */
  Map<String, Object> form(Visit visit, EditedSheet edited, boolean isNew) {
    Map<String, Object> values = new HashMap<>();
    String title = edited.form().values().getOrDefault("title", "");
    String name = title.isBlank() ? edited.slug() : title;
    values.put("title", isNew ? visit.words("sheet.new") : visit.words("sheet.page", name));
    values.put("is_new", isNew);
    values.put("slug", edited.slug());
    values.put("path", "/console/sheets/" + (isNew ? "new" : edited.slug()));
    values.put("edition", edited.lang());
    values.put("is_first", edited.lang().isEmpty());
    values.put("version", "" + edited.version());
    values.put("form", edited.form().values());
    values.put("positions", edited.form().positions());
    values.put("rest", edited.form().rest());
    values.put("body", edited.form().body());
    values.put("asks", asks(visit, edited.form()));
    values.put("may_send", visit.session().may(Role.PUBLISHER));
    values.put("editions", isNew ? List.of() : editions(visit, edited));
    values.put("beside", isNew ? List.of() : beside(visit, edited));
    values.put("find", visit.request().field("find"));
    values.put("found", picker.found(visit));
    values.put("positions_known", List.of("supports", "silent", "opposes"));
    values.put("saved", "");
    values.put("post", Map.of());
    values.put("theirs", false);
    values.put("others", List.of());
    values.put("reader", visit.request().field("reader"));
    values.put("language", visit.request().field("language"));
    values.putAll(EditorFindings.NONE);
    values.putAll(LiveResult.NONE);
    return values;
  }

  private static List<Map<String, String>> asks(Visit visit, EditionForm form) {
    return Stream.of(Position.values())
        .map(
            position ->
                Map.of(
                    "key", "asks." + position.code(),
                    "words", visit.words("sheet.ask." + position.code()),
                    "value", form.values().getOrDefault("asks." + position.code(), "")))
        .toList();
  }

  /** The first one, and one for each language that we have words in or the sheet has. */
  private List<Map<String, Object>> editions(Visit visit, EditedSheet edited) {
    String first = first(edited);
    Set<String> langs = new TreeSet<>(drafts.languages(edited.slug()));
    Labels.languages().stream().filter(lang -> !lang.equals(first)).forEach(langs::add);
    langs.remove("");
    List<Map<String, Object>> editions = new ArrayList<>();
    editions.add(edition(edited, "", first.isEmpty() ? visit.words("sheet.first") : first));
    langs.forEach(lang -> editions.add(edition(edited, lang, lang)));
    return editions;
  }

  private List<Map<String, Object>> beside(Visit visit, EditedSheet edited) {
    return drafts.languages(edited.slug()).stream()
        .filter(lang -> !lang.equals(edited.lang()))
        .limit(MOST_BESIDE)
        .flatMap(lang -> drafts.find(edited.slug(), lang).stream())
        .map(text -> EditionBeside.of(visit, edited.form(), text.source()))
        .toList();
  }

  private String first(EditedSheet edited) {
    return drafts
        .find(edited.slug(), "")
        .map(text -> EditionForm.of(text.source()).values().get("lang"))
        .orElse("");
  }

  private static Map<String, Object> edition(EditedSheet edited, String lang, String name) {
    return Map.of(
        "url",
        "/console/sheets/" + edited.slug() + (lang.isEmpty() ? "" : "?edition=" + lang),
        "words",
        name.matches("[a-z]{2,3}(-.*)?") ? Labels.name(name) : name,
        "here",
        lang.equals(edited.lang()));
  }

  /** When it was saved, and who did. */
  String saved(Visit visit, SheetDrafts.Text text) {
    return text.version() == 0
        ? visit.words("sheet.as-published")
        : visit.words("sheet.saved", visit.when(times, text.savedAt()), text.savedBy());
  }
}
