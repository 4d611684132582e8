package org.tocsin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.audience.Agreement;
import org.tocsin.audience.FileColumns;
import org.tocsin.audience.FileReading;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.PeopleFiles.Kept;
import org.tocsin.audience.PeopleFiles.State;

/** How a file of people is read, what it would do, how far its import is and what it did. */
final class ImportView {
  /** Rows that are left out, on the page; all of them are in a file. */
  private static final int LISTED = 100;

  private static final List<String> FIGURES =
      List.of(
          "rows",
          "added",
          "updated",
          "unchanged",
          "skipped",
          "opt_outs",
          "emails",
          "texts",
          "zip_unknown");

  private final LocalTimes times;
  private final PeopleFiles files;

  ImportView(LocalTimes times, PeopleFiles files) {
    this.times = times;
    this.files = files;
  }

  /**
   * @param reading as the columns are to be shown
   */
  Map<String, Object> of(Visit visit, Kept kept, FileReading reading) {
    Map<String, Object> report = ImportReport.read(kept.report());
    String refused = "" + report.getOrDefault("wrong", "");
    boolean isUseless = Boolean.TRUE.equals(report.get("useless"));
    boolean isOpen = kept.state() == State.LOOKED;
    Map<String, Object> values = new HashMap<>();
    values.put(
        "title", visit.words("import.title." + kept.state().name().toLowerCase(Locale.ROOT)));
    values.put("lead", lead(visit, kept));
    values.put("id", "" + kept.id());
    values.put("looks", "" + kept.looks());
    values.put("figures", refused.isEmpty() ? figures(visit, report) : List.of());
    values.put("errors", report.getOrDefault("errors", List.of()));
    values.put("warnings", report.getOrDefault("warnings", List.of()));
    values.put("is_open", isOpen);
    values.put("can_import", isOpen && !isUseless && refused.isEmpty());
    values.put("can_go_on", kept.state() == State.BROKEN);
    values.put("can_undo", kept.state() == State.DONE || kept.state() == State.BROKEN);
    values.put("is_done", kept.state() == State.DONE);
    values.put("tag_action", "/console/people/import/" + kept.id() + "/tags");
    values.put("tag_asked", "");
    values.put("tag_hint", visit.words("tags.imported.hint"));
    values.put("is_at_work", kept.state() == State.ASKED || kept.state() == State.RUNNING);
    values.put("merged", "" + kept.merged());
    values.put("total", "" + Math.max(1, ImportReport.usable(kept.report())));
    values.put("wrong", isOpen && isUseless ? visit.words("import.useless") : refused);
    values.put("left_out", leftOut(kept, refused.isEmpty()));
    if (isOpen) {
      columns(visit, values, files.columns(kept.id()), reading);
    }
    return values;
  }

  private String lead(Visit visit, Kept kept) {
    String total = "" + ImportReport.usable(kept.report());
    return switch (kept.state()) {
      case LOOKED -> visit.words("import.would", kept.name());
      case ASKED -> visit.words("import.asked", kept.name());
      case RUNNING -> visit.words("import.running", kept.name(), "" + kept.merged(), total);
      case BROKEN -> visit.words("import.broken", kept.name(), "" + kept.merged(), total);
      case DONE -> visit.words("import.did", kept.name(), visit.when(times, kept.importedAt()));
      case UNDONE -> undone(visit, kept);
    };
  }

  private String undone(Visit visit, Kept kept) {
    Map<String, Object> undone = ImportReport.read(kept.undone());
    return visit.words(
        "import.undone",
        kept.name(),
        kept.undoneBy(),
        visit.when(times, kept.undoneAt()),
        "" + undone.get("removed"),
        "" + undone.get("stayed"),
        "" + undone.get("known"));
  }

  private List<Map<String, String>> leftOut(Kept kept, boolean isReadable) {
    return isReadable && kept.state() == State.LOOKED
        ? files.leftOut(kept, LISTED).stream().map(ImportView::row).toList()
        : List.of();
  }

  private static Map<String, String> row(Problem row) {
    return Map.of("line", "" + row.line(), "column", row.field(), "problem", row.message());
  }

  private static List<Map<String, Object>> figures(Visit visit, Map<String, Object> report) {
    List<Map<String, Object>> figures = new ArrayList<>();
    FIGURES.forEach(
        name ->
            figures.add(
                Map.of(
                    "name", visit.words("import.figure." + name), "count", "" + report.get(name))));
    return figures;
  }

  private static void columns(
      Visit visit, Map<String, Object> values, FileColumns columns, FileReading reading) {
    Map<String, String> fields = columns.fields(reading);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String column : columns.names()) {
      rows.add(
          Map.of(
              "place",
              "c" + rows.size(),
              "name",
              column,
              "samples",
              String.join(" · ", columns.samples().get(column)),
              "options",
              options(visit, fields.get(column))));
    }
    Set<Channel> unsaid = columns.unsaid(reading);
    Agreement agreement = reading.agreement();
    values.put("columns", rows);
    values.put("is_whole", columns.isWhole());
    values.put("asks_emails", unsaid.contains(Channel.EMAIL));
    values.put("asks_texts", unsaid.contains(Channel.SMS));
    values.put("agreed_emails", agreement.emails());
    values.put("agreed_texts", agreement.texts());
    values.put(
        "agreed_source", visit.request().form().getOrDefault("agreed-source", agreement.source()));
    values.put(
        "agreed_at",
        agreement.at() == null
            ? visit.request().field("agreed-at")
            : agreement.at().toString().substring(0, 10));
    values.put(
        "is_asking",
        !unsaid.isEmpty() || fields.containsValue("") || !values.get("wrong").equals(""));
  }

  private static List<Map<String, Object>> options(Visit visit, String chosen) {
    List<Map<String, Object>> options = new ArrayList<>();
    options.add(option(visit.words("import.field.none"), "", chosen));
    FileColumns.fields()
        .forEach(field -> options.add(option(visit.words("import.field." + field), field, chosen)));
    return options;
  }

  private static Map<String, Object> option(String words, String value, String chosen) {
    return Map.of("words", words, "value", value, "chosen", value.equals(chosen));
  }
}
