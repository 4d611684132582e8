package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.sheet.SheetSaves;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** What a sheet said before: who saved when, how two saves differ, and how to go back to one. */
final class RevisionPages {
  private static final String PATH = "/console/sheets/";

  private final SheetDrafts drafts;
  private final SheetSaves saves;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  RevisionPages(ConsoleParts parts, ConsoleLook look) {
    this.drafts = parts.sheets().drafts();
    this.saves = new SheetSaves(parts.jdbi());
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, visit.request().asked("edition").orElse(""), "");
  }

  private HttpResponse page(int status, Visit visit, String lang, String wrong) {
    String slug = visit.path().get("slug");
    SheetDrafts.Text now =
        drafts.find(slug, lang).orElseThrow(() -> new HttpFault(404, visit.words("sheet.none")));
    List<SheetSaves.Save> all = saves.list(slug, lang);
    int newest = all.isEmpty() ? 0 : all.get(0).version();
    int to = asked(visit, "to", newest);
    int from = asked(visit, "from", before(all, to));
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("revisions.title", slug));
    values.put("path", PATH + slug);
    values.put("edition", lang);
    values.put("version", "" + now.version());
    values.put("wrong", wrong);
    values.put("saves", rows(visit, all, from, to));
    values.put("compared", false);
    values.put("heads", List.of());
    Optional<SheetDrafts.Text> one = saves.find(slug, lang, from);
    Optional<SheetDrafts.Text> other = saves.find(slug, lang, to);
    if (one.isPresent() && other.isPresent() && from != to) {
      values.put("compared", true);
      values.put("heads", List.of(head(visit, one.get()), head(visit, other.get())));
      values.putAll(SheetComparison.of(visit, one.get().source(), other.get().source()));
    }
    return look.page(status, visit, "revisions", values);
  }

  private static int asked(Visit visit, String name, int otherwise) {
    return visit
        .request()
        .asked(name)
        .filter(number -> number.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  private static int before(List<SheetSaves.Save> all, int version) {
    return all.stream()
        .map(SheetSaves.Save::version)
        .filter(each -> each < version)
        .findFirst()
        .orElse(version);
  }

  private List<Map<String, Object>> rows(Visit visit, List<SheetSaves.Save> all, int from, int to) {
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                Map.<String, Object>of(
                    "version",
                    "" + all.get(i).version(),
                    "at",
                    visit.when(times, all.get(i).savedAt()),
                    "who",
                    who(visit, all.get(i).savedBy()),
                    "is_newest",
                    i == 0,
                    "is_from",
                    all.get(i).version() == from,
                    "is_to",
                    all.get(i).version() == to))
        .toList();
  }

  private static String who(Visit visit, String savedBy) {
    return savedBy.isEmpty() ? visit.words("revisions.published") : savedBy;
  }

  private String head(Visit visit, SheetDrafts.Text text) {
    return visit.when(times, text.savedAt()) + ", " + who(visit, text.savedBy());
  }

  /** What it says today stays among what it said, so that this too can be taken back. */
  HttpResponse bringBack(Visit visit) {
    String slug = visit.path().get("slug");
    String lang = visit.request().field("edition");
    SheetDrafts.Text old =
        Optional.of(visit.request().field("version"))
            .filter(number -> number.matches("\\d{1,9}"))
            .flatMap(number -> saves.find(slug, lang, Integer.parseInt(number)))
            .orElseThrow(() -> new HttpFault(404, visit.words("revisions.gone")));
    int seen = EditedSheet.version(visit.request().field("seen"));
    Optional<SheetDrafts.Text> newer = drafts.save(slug, lang, seen, old.source(), visit.who());
    if (newer.isPresent()) {
      return page(409, visit, lang, visit.words("revisions.meanwhile", newer.get().savedBy()));
    }
    audit.add(
        visit.who(), "sheet brought back", "sheet " + slug + " " + lang + " " + old.version());
    return look.go(PATH + slug + "?done=sheet-back" + (lang.isEmpty() ? "" : "&edition=" + lang));
  }
}
