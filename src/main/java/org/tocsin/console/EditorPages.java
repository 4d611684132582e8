package org.tocsin.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.sheet.Slug;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** Writing a sheet. What was typed is kept, or shown again with what is in the way. */
final class EditorPages {
  private static final String PATH = "/console/sheets/";

  private final SheetDrafts drafts;
  private final EditorView view;
  private final LiveResult result;
  private final PostPages posts;
  private final KeepPages keeps;
  private final Keeping keeping;
  private final AuditLog audit;
  private final ConsoleLook look;

  EditorPages(ConsoleParts parts, ConsoleLook look) {
    this.drafts = parts.sheets().drafts();
    this.view = new EditorView(parts);
    this.result = new LiveResult(parts, look.base());
    this.posts = new PostPages(parts, look);
    this.keeps = new KeepPages(parts, look);
    this.keeping = new Keeping(drafts);
    this.audit = parts.audit();
    this.look = look;
  }

  HttpResponse begin(Visit visit) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("lang", visit.labels().lang());
    values.put("asks.unknown", visit.words("sheet.starter.ask"));
    EditionForm form = new EditionForm(values, "", "", visit.words("sheet.starter"));
    return look.page(visit, "sheet", view.form(visit, new EditedSheet("", "", 0, form), true));
  }

  private HttpResponse page(
      int status, Visit visit, EditedSheet edited, boolean isNew, String wrong) {
    Map<String, Object> values = view.form(visit, edited, isNew);
    boolean isWhole = visit.request().field("do").equals("look");
    EditedSheet named = isNew ? edited.named("new") : edited;
    values.putAll(result.of(visit, named, isWhole));
    values.put("wrong", wrong);
    return look.page(status, visit, "sheet", values);
  }

  HttpResponse create(Visit visit) {
    EditedSheet typed = EditedSheet.of(visit.request(), visit.request().field("slug"));
    Optional<HttpResponse> found = searched(visit, typed, true);
    if (found.isPresent()) {
      return found.get();
    }
    String title = typed.form().values().get("title");
    String slug = typed.slug().isEmpty() ? Slug.of(title) : typed.slug();
    EditedSheet named = new EditedSheet(slug, "", 0, typed.form());
    if (slug.isEmpty()) {
      return page(400, visit, typed, true, visit.words("sheet.no-title"));
    }
    if (slug.equals("new") || drafts.find(slug, "").isPresent()) {
      return page(400, visit, named, true, visit.words("sheet.taken", slug));
    }
    return save(visit, named, true);
  }

  HttpResponse show(Visit visit) {
    EditedSheet edited = edited(visit, visit.request().asked("edition").orElse(""));
    Map<String, Object> values = view.form(visit, edited, false);
    drafts
        .find(edited.slug(), edited.lang())
        .ifPresent(
            text -> {
              values.put("saved", view.saved(visit, text));
              values.putAll(result.of(visit, edited, text.source(), false));
            });
    values.put("post", posts.remark(visit, edited.slug()));
    values.put("others", keeps.others(visit, edited.slug()));
    return look.page(visit, "sheet", values);
  }

  private EditedSheet edited(Visit visit, String lang) {
    String slug = visit.path().get("slug");
    return drafts
        .find(slug, lang)
        .map(text -> new EditedSheet(slug, lang, text.version(), EditionForm.of(text.source())))
        .or(() -> another(visit, slug, lang))
        .orElseThrow(() -> new HttpFault(404, visit.words("sheet.none")));
  }

  /** An edition in another language, to be begun. */
  private Optional<EditedSheet> another(Visit visit, String slug, String lang) {
    return drafts
        .find(slug, "")
        .filter(first -> lang.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,4})?"))
        .map(
            first ->
                new EditedSheet(
                    slug,
                    lang,
                    0,
                    new EditionForm(
                        Map.of("lang", lang), "", "", visit.words("sheet.starter.other"))));
  }

  HttpResponse save(Visit visit) {
    EditedSheet typed = EditedSheet.of(visit.request(), visit.path().get("slug"));
    edited(visit, typed.lang());
    return searched(visit, typed, false).orElseGet(() -> save(visit, typed, false));
  }

  /**
   * Where one looks for officials, or at what the sheet comes to, nothing is saved and all that was
   * typed stays. The Enter key looks for officials where a name to look for was typed; else it
   * saves.
   */
  private Optional<HttpResponse> searched(Visit visit, EditedSheet typed, boolean isNew) {
    String take = visit.request().field("take");
    if (!take.isEmpty()) {
      return Optional.of(page(200, visit, typed.with(take), isNew, ""));
    }
    String wish = visit.request().field("do");
    boolean isEnter = wish.equals("enter") && !visit.request().field("find").isEmpty();
    return isEnter || List.of("find", "look").contains(wish)
        ? Optional.of(page(200, visit, typed, isNew, ""))
        : Optional.empty();
  }

  private HttpResponse save(Visit visit, EditedSheet typed, boolean isNew) {
    Optional<SheetDrafts.Text> newer;
    try {
      newer = keeping.keep(typed, visit.who(), false).newer();
    } catch (BadInput e) {
      String wrong = e.problems().stream().map(Problem::message).findFirst().orElse("");
      return page(400, visit, typed, isNew, wrong);
    }
    return newer.map(text -> conflict(visit, typed, text)).orElseGet(() -> saved(visit, typed));
  }

  /** Both texts are shown; who saves again has seen the other one. */
  private HttpResponse conflict(Visit visit, EditedSheet typed, SheetDrafts.Text newer) {
    Map<String, Object> values = view.form(visit, typed.onVersion(newer.version()), false);
    values.put("wrong", visit.words("sheet.conflict", newer.savedBy()));
    values.put("theirs", true);
    values.put(
        "heads",
        List.of(
            visit.words("sheet.theirs.mine"), visit.words("sheet.theirs.head", newer.savedBy())));
    values.putAll(SheetComparison.of(visit, typed.form().source(), newer.source()));
    return look.page(409, visit, "sheet", values);
  }

  private HttpResponse saved(Visit visit, EditedSheet typed) {
    audit.add(visit.who(), "sheet saved", typed.forRecord());
    boolean sends =
        visit.request().field("do").equals("send") && visit.session().may(Role.PUBLISHER);
    String edition = typed.lang().isEmpty() ? "" : "&edition=" + typed.lang();
    return look.go(PATH + typed.slug() + (sends ? "/send" : "?done=sheet-saved" + edition));
  }
}
