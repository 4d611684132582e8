package org.tocsin.console;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.account.AuditLog;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.sheet.SheetEditors;
import org.tocsin.sheet.SheetSaves;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * Keeps what is being typed, and tells organizers who have the same sheet open of each other. For
 * the script of the editor, which sends what stands there at each pause, and now and then that it
 * is still there.
 */
final class KeepPages {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final SheetDrafts drafts;
  private final SheetSaves saves;
  private final SheetEditors editors;
  private final Keeping keeping;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  KeepPages(ConsoleParts parts, ConsoleLook look) {
    this.drafts = parts.sheets().drafts();
    this.saves = new SheetSaves(parts.jdbi());
    this.editors = new SheetEditors(parts.jdbi(), parts.clock());
    this.keeping = new Keeping(drafts);
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  /** What the others are called who have the sheet open, a sentence each. */
  List<String> others(Visit visit, String slug) {
    return editors.seen(slug, visit.who()).stream()
        .map(other -> visit.words("keep.other", other.who(), clock(other.since())))
        .toList();
  }

  private String clock(Instant instant) {
    return CLOCK.format(instant.atZone(times.zoneOrUtc()));
  }

  HttpResponse keep(Visit visit) {
    EditedSheet typed = EditedSheet.of(visit.request(), visit.path().get("slug"));
    if (drafts.find(typed.slug(), "").isEmpty()) {
      throw new HttpFault(404, visit.words("sheet.none"));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("others", others(visit, typed.slug()));
    values.put("version", "" + typed.version());
    values.put("saved", false);
    values.put("refused", "");
    values.put("newer", "");
    if (visit.request().field("beat").isEmpty()) {
      keep(visit, typed, values);
    } else {
      drafts
          .find(typed.slug(), typed.lang())
          .filter(text -> text.version() > typed.version())
          .ifPresent(text -> values.put("newer", newer(visit, "keep.newer.load", text)));
    }
    return look.page(visit, "keep", values);
  }

  private void keep(Visit visit, EditedSheet typed, Map<String, Object> values) {
    try {
      Keeping.Kept kept = keeping.keep(typed, visit.who(), true);
      values.put("version", "" + kept.version());
      values.put("saved", kept.newer().isEmpty());
      kept.newer().ifPresent(text -> values.put("newer", newer(visit, "keep.newer", text)));
      if (kept.isNew()) {
        record(visit, typed);
      }
    } catch (BadInput e) {
      String why = e.problems().stream().map(Problem::message).findFirst().orElse("");
      values.put("refused", visit.words("keep.refused", why));
    }
  }

  private String newer(Visit visit, String words, SheetDrafts.Text text) {
    return visit.words(words, text.savedBy(), clock(text.savedAt()));
  }

  /** Once for all that one organizer types within some minutes. */
  private void record(Visit visit, EditedSheet typed) {
    saves.list(typed.slug(), typed.lang()).stream()
        .findFirst()
        .filter(save -> save.begunAt().equals(save.savedAt()))
        .ifPresent(save -> audit.add(visit.who(), "sheet typed", typed.forRecord()));
  }
}
