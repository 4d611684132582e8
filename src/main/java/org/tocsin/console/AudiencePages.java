package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.account.AuditLog;
import org.tocsin.alert.SavedAudiences;
import org.tocsin.message.Labels;
import org.tocsin.web.HttpResponse;

/** Audiences that are used again: what there is, one more, one less. */
final class AudiencePages {
  private final SavedAudiences saved;
  private final SendAudience audience;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  AudiencePages(ConsoleParts parts, ConsoleLook look) {
    this.saved = new SavedAudiences(parts.jdbi(), parts.clock());
    this.audience = new SendAudience(saved, parts.alerts().all());
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse list(Visit visit) {
    return page(200, visit, "");
  }

  private HttpResponse page(int status, Visit visit, String wrong) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("audiences.title"));
    values.put("wrong", wrong);
    values.put("audiences", saved.list().stream().map(each -> row(each, visit.labels())).toList());
    return look.page(status, visit, "audiences", values);
  }

  private Map<String, Object> row(SavedAudiences.Saved each, Labels labels) {
    return Map.of(
        "id", "" + each.id(),
        "name", each.name(),
        "who", SendAudience.inWords(each.areas(), labels),
        "by", each.savedBy(),
        "at", labels.when(times, each.savedAt()));
  }

  /** From the send page, to which it leads back. */
  HttpResponse save(Visit visit) {
    String name = visit.request().field("name");
    try {
      List<String> areas = audience.areas(new SendForm(visit.request().form()), visit.labels());
      if (!SendAudience.lasts(areas)) {
        return page(400, visit, visit.words("audiences.of-one"));
      }
      Optional<Long> id = saved.save(name, areas, visit.who());
      if (id.isEmpty()) {
        return page(409, visit, visit.words("audiences.taken", name));
      }
      audit.add(visit.who(), "audience saved", name + ": " + String.join(", ", areas));
      String slug = visit.request().field("sheet");
      return look.go(
          slug.matches("[a-z0-9-]{1,200}")
              ? "/console/sheets/" + slug + "/send?done=audience-saved&audience=saved:" + id.get()
              : "/console/audiences?done=audience-saved");
    } catch (TocsinException e) {
      return page(400, visit, e.getMessage());
    }
  }

  HttpResponse remove(Visit visit) {
    saved.remove(visit.id()).ifPresent(name -> audit.add(visit.who(), "audience removed", name));
    return look.go("/console/audiences?done=audience-removed");
  }
}
