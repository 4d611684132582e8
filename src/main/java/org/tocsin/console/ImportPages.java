package org.tocsin.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.BadInput;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.Subscribers;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** Files of people: what one would do is shown first, and imported only then. */
final class ImportPages {
  private static final String PATH = "/console/people/import";

  /** More people than that make a file that is too large to be made in memory. */
  private static final int EXPORTED = 20_000;

  private static final int SHOWN = 5;

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

  private final Subscribers subscribers;
  private final PeopleFiles files;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  ImportPages(ConsoleParts parts, ConsoleLook look) {
    this.subscribers = parts.people().subscribers();
    this.files = parts.people().files();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse ask(Visit visit) {
    return ask(200, visit, "", "");
  }

  private HttpResponse ask(int status, Visit visit, String pasted, String wrong) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("people.import"));
    values.put("pasted", pasted);
    values.put("wrong", wrong);
    return look.page(status, visit, "import", values);
  }

  /** Keeps the file and leads to what it would do. */
  HttpResponse look(Visit visit) {
    String sent = visit.request().form().getOrDefault("file", "");
    String pasted = visit.request().form().getOrDefault("rows", "");
    boolean isSent = !sent.isBlank();
    if (!isSent && pasted.isBlank()) {
      return ask(400, visit, pasted, visit.words("import.nothing"));
    }
    String name = visit.words(isSent ? "import.sent" : "import.pasted");
    byte[] content = (isSent ? sent : pasted).getBytes(StandardCharsets.UTF_8);
    try {
      return look.go(PATH + "/" + files.keep(name, content, ImportReport::json));
    } catch (BadInput e) {
      return ask(400, visit, pasted, wrong(visit, e.problems()));
    }
  }

  private static String wrong(Visit visit, List<Problem> problems) {
    return problems.stream()
        .limit(SHOWN)
        .map(problem -> wrong(visit, problem))
        .collect(Collectors.joining(" "));
  }

  private static String wrong(Visit visit, Problem problem) {
    String where = problem.line() > 0 ? visit.words("import.line", "" + problem.line()) + " " : "";
    return where + (problem.field().isEmpty() ? "" : problem.field() + ": ") + problem.message();
  }

  HttpResponse show(Visit visit) {
    PeopleFiles.Kept kept =
        files.find(visit.id()).orElseThrow(() -> new HttpFault(404, visit.words("import.gone")));
    Map<String, Object> report = ImportReport.read(kept.report());
    boolean isUseless = Boolean.TRUE.equals(report.get("useless"));
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words(kept.isImported() ? "import.did.title" : "import.would.title"));
    values.put("lead", lead(visit, kept));
    values.put("id", "" + kept.id());
    values.put("figures", figures(visit, report));
    values.put("errors", report.get("errors"));
    values.put("warnings", report.get("warnings"));
    values.put("can_import", !kept.isImported() && !isUseless);
    values.put("wrong", isUseless ? visit.words("import.useless") : "");
    return look.page(visit, "import-report", values);
  }

  private String lead(Visit visit, PeopleFiles.Kept kept) {
    return kept.isImported()
        ? visit.words("import.did", kept.name(), times.words(kept.importedAt()))
        : visit.words("import.would", kept.name());
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

  HttpResponse take(Visit visit) {
    files
        .take(visit.id(), ImportReport::json)
        .ifPresent(
            did ->
                audit.add(
                    visit.who(),
                    "people imported",
                    "file "
                        + visit.id()
                        + ": "
                        + did.added()
                        + " added, "
                        + did.updated()
                        + " updated, "
                        + did.skipped()
                        + " rows skipped"));
    return look.go(PATH + "/" + visit.id() + "?done=people-imported");
  }

  HttpResponse export(Visit visit) {
    if (subscribers.isMoreThan(EXPORTED)) {
      throw new HttpFault(400, visit.words("export.many", "" + EXPORTED));
    }
    StringBuilder csv = new StringBuilder();
    subscribers.export(csv);
    audit.add(visit.who(), "people exported", "");
    return HttpResponse.csv("people.csv", csv.toString());
  }
}
