package org.tocsin.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.audience.Tagging;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** Tags for one person, for all who were found, and for all of an imported file. */
final class TagPages {
  /** More people than that are not changed while somebody waits. */
  static final int MOST = 5_000;

  private final Jdbi jdbi;
  private final PeopleSearch search;
  private final Tagging tagging;
  private final AuditLog audit;
  private final ConsoleLook look;

  TagPages(ConsoleParts parts, ConsoleLook look) {
    this.jdbi = parts.jdbi();
    this.search = parts.people().search();
    this.tagging = new Tagging(parts.jdbi());
    this.audit = parts.audit();
    this.look = look;
  }

  HttpResponse person(Visit visit) {
    change(visit, List.of(visit.id()), "person " + visit.id());
    return look.go("/console/people/" + visit.id() + "?done=tagged");
  }

  /** Everybody who is found by the same words; never the whole list by a slip. */
  HttpResponse found(Visit visit) {
    String asked = visit.request().field("q");
    if (asked.isEmpty()) {
      throw new HttpFault(400, visit.words("tags.nobody"));
    }
    List<Long> people = search.ids(asked, Long.MAX_VALUE, MOST + 1);
    if (people.size() > MOST) {
      throw new HttpFault(400, visit.words("tags.many", "" + MOST));
    }
    change(visit, people, "people found");
    return look.go(
        "/console/people?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8) + "&done=tagged");
  }

  HttpResponse imported(Visit visit) {
    change(visit, tagging.ofImport(visit.id()), "file " + visit.id());
    return look.go("/console/people/import/" + visit.id() + "?done=tagged");
  }

  private void change(Visit visit, List<Long> people, String what) {
    String tag = Tagging.read(visit.request().field("tag"));
    boolean adds = !visit.request().field("change").equals("remove");
    jdbi.useTransaction(
        handle -> {
          int changed =
              adds ? Tagging.add(handle, people, tag) : Tagging.remove(handle, people, tag);
          audit.add(
              handle,
              visit.who(),
              adds ? "tag added" : "tag removed",
              what + ": " + tag + ", " + changed + " people");
        });
  }
}
