package org.tocsin.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.account.AuditLog;
import org.tocsin.alert.Specimens.Reader;
import org.tocsin.alert.Specimens.Specimen;
import org.tocsin.message.Segments;
import org.tocsin.sheet.Sheet;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** What a sheet becomes for a reader one picks, word for word, and a test of it to oneself. */
final class SpecimenPages {
  /** Stands in links that are only shown. */
  private static final String TOKEN = "TOKEN";

  private final SheetDesk desk;
  private final AuditLog audit;
  private final ConsoleLook look;

  SpecimenPages(ConsoleParts parts, ConsoleLook look) {
    this.desk = parts.sheets();
    this.audit = parts.audit();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, visit.request().query(), "");
  }

  private HttpResponse page(int status, Visit visit, Map<String, String> asked, String wrong) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("specimen.title", visit.path().get("slug")));
    values.put("slug", visit.path().get("slug"));
    values.put("reader", asked.getOrDefault("reader", ""));
    values.put("language", asked.getOrDefault("language", ""));
    values.put("subject", "");
    values.put("email", "");
    values.put("text", "");
    values.put("segments", "");
    try {
      put(visit, specimen(visit, asked), values);
      values.put("wrong", wrong);
      return look.page(status, visit, "specimen", values);
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      values.put("wrong", wrong.isEmpty() ? words(e) : wrong);
      return look.page(400, visit, "specimen", values);
    }
  }

  private static String words(TocsinException e) {
    return e instanceof BadInput bad
        ? bad.problems().stream().map(Problem::inWords).findFirst().orElse("")
        : e.getMessage();
  }

  private Specimen specimen(Visit visit, Map<String, String> asked) {
    Sheet sheet =
        desk.drafts()
            .read(visit.path().get("slug"))
            .orElseThrow(() -> new HttpFault(404, visit.words("sheet.none")))
            .orRefused();
    Reader reader = desk.specimens().at(asked.getOrDefault("reader", ""));
    String language = asked.getOrDefault("language", "").strip();
    return desk.specimens().of(desk.publishing().known(sheet), reader.reading(language));
  }

  private static void put(Visit visit, Specimen specimen, Map<String, Object> values) {
    values.put("subject", specimen.filled(specimen.email().subject(), TOKEN));
    values.put("email", specimen.filled(specimen.email().body(), TOKEN));
    Optional<String> text =
        specimen.text().map(rendering -> specimen.filled(rendering.body(), TOKEN));
    values.put("text", text.orElse(""));
    values.put("segments", text.map(body -> segments(visit, body)).orElse(""));
  }

  private static String segments(Visit visit, String body) {
    return visit.words("specimen.segments", "" + Segments.count(body).segments());
  }

  /** Only ever to the organizer's own address. */
  HttpResponse test(Visit visit) {
    Map<String, String> asked = visit.request().form();
    try {
      desk.test().send(visit.who(), specimen(visit, asked));
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      return page(400, visit, asked, words(e));
    }
    String slug = visit.path().get("slug");
    audit.add(visit.who(), "test sent", "sheet " + slug);
    return look.go("/console/sheets/" + slug + "/preview?done=test-sent");
  }
}
