package org.tocsin.console;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.LocalTimes;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.web.HttpResponse;

/** All sheets, those changed last first. */
final class SheetList {
  private static final int LISTED = 50;

  /** Before any calendar that a browser may write ends. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final SheetDrafts drafts;
  private final LocalTimes times;
  private final ConsoleLook look;

  SheetList(ConsoleParts parts, ConsoleLook look) {
    this.drafts = parts.sheets().drafts();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    List<SheetDrafts.Summary> page = drafts.list(before(visit), LISTED);
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.sheets"));
    values.put("sheets", page.stream().map(each -> row(visit, each)).toList());
    values.put("older", page.size() < LISTED ? "" : micros(page.get(LISTED - 1).at()));
    return look.page(visit, "sheets", values);
  }

  private static Instant before(Visit visit) {
    long micros = visit.before();
    return micros == Long.MAX_VALUE
        ? END
        : Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  private static String micros(Instant at) {
    return "" + (at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
  }

  private Map<String, Object> row(Visit visit, SheetDrafts.Summary sheet) {
    return Map.of(
        "slug", sheet.slug(),
        "name", sheet.title(),
        "tone", sheet.isDraft() ? "slow" : "good",
        "state", visit.words(sheet.isDraft() ? "sheets.draft" : "sheets.published"),
        "changed", visit.when(times, sheet.at()),
        "alert", sheet.alert() == 0 ? "" : "" + sheet.alert());
  }
}
