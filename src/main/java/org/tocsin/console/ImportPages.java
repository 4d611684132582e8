package org.tocsin.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.Agreement;
import org.tocsin.audience.FileColumns;
import org.tocsin.audience.FileReading;
import org.tocsin.audience.ImportUndo;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.PeopleImports;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.Cells;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * Files of people: how one is read and what it would do is shown first, and imported only then; for
 * a day it can be undone.
 */
final class ImportPages {
  private static final String PATH = "/console/people/import";

  /** More people than that make a file that is too large to be made in memory. */
  private static final int EXPORTED = 20_000;

  /** Rows that are left out, in a file of them. */
  private static final int LISTED = 20_000;

  /** A file of so many rows is imported while whoever sent it waits. */
  private static final int SHORT = 1_000;

  private static final int SHOWN = 5;
  private static final int LONGEST_SOURCE = 200;

  private final Subscribers subscribers;
  private final PeopleSearch search;
  private final PeopleFiles files;
  private final PeopleImports imports;
  private final ImportUndo undo;
  private final AuditLog audit;
  private final ImportView view;
  private final ConsoleParts parts;
  private final ConsoleLook look;

  ImportPages(ConsoleParts parts, ConsoleLook look) {
    this.subscribers = parts.people().subscribers();
    this.search = parts.people().search();
    this.files = parts.people().imports().files();
    this.imports = parts.people().imports().imports();
    this.undo = parts.people().imports().undo();
    this.audit = parts.audit();
    this.view = new ImportView(parts.times(), files);
    this.parts = parts;
    this.look = look;
  }

  HttpResponse ask(Visit visit) {
    return ask(200, visit, "");
  }

  private HttpResponse ask(int status, Visit visit, String wrong) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("people.import"));
    values.put("pasted", visit.request().form().getOrDefault("rows", ""));
    values.put("list", visit.request().field("list"));
    values.put("wrong", wrong);
    return look.page(status, visit, "import", values);
  }

  /** Keeps the file and leads to what it would do. */
  HttpResponse look(Visit visit) {
    String sent = visit.request().form().getOrDefault("file", "");
    String pasted = visit.request().form().getOrDefault("rows", "");
    boolean isSent = !sent.isBlank();
    if (!isSent && pasted.isBlank()) {
      return ask(400, visit, visit.words("import.nothing"));
    }
    String list = visit.request().field("list");
    String name = list.isEmpty() ? visit.words(isSent ? "import.sent" : "import.pasted") : list;
    byte[] content = (isSent ? sent : pasted).getBytes(StandardCharsets.UTF_8);
    try {
      return go(files.keep(name, list, content), "");
    } catch (BadInput e) {
      return ask(400, visit, wrong(visit, e.problems()));
    }
  }

  private HttpResponse go(long id, String done) {
    return look.go(PATH + "/" + id + (done.isEmpty() ? "" : "?done=" + done));
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

  private PeopleFiles.Kept kept(Visit visit) {
    return files.find(visit.id()).orElseThrow(() -> new HttpFault(404, visit.words("import.gone")));
  }

  HttpResponse show(Visit visit) {
    PeopleFiles.Kept kept = kept(visit);
    return show(200, visit, kept, kept.reading(), "");
  }

  /**
   * @param reading as it was chosen last, where that could not be done
   * @param wrong why, or ""
   */
  private HttpResponse show(
      int status, Visit visit, PeopleFiles.Kept kept, FileReading reading, String wrong) {
    Map<String, Object> values = view.of(visit, kept, reading);
    if (!wrong.isEmpty()) {
      values.put("wrong", wrong);
    }
    return look.page(status, visit, "import-report", values);
  }

  /** Reads the columns as somebody says, and shows what it would do then. */
  HttpResponse read(Visit visit) {
    PeopleFiles.Kept kept = kept(visit);
    FileReading reading = new FileReading(columns(visit, kept), Agreement.NONE);
    boolean agrees = is(visit, "agreed-email") || is(visit, "agreed-sms");
    Optional<Instant> at = day(visit.request().field("agreed-at"));
    if (agrees && (visit.request().field("agreed-source").isEmpty() || at.isEmpty())) {
      return show(400, visit, kept, reading, visit.words("import.agreed.missing"));
    }
    if (agrees) {
      reading = new FileReading(reading.columns(), agreement(visit, at.get()));
    }
    try {
      return go(kept.id(), files.lookAgain(kept.id(), looks(visit), reading) ? "" : "import-other");
    } catch (BadInput e) {
      return show(400, visit, kept, reading, wrong(visit, e.problems()));
    }
  }

  private Map<String, String> columns(Visit visit, PeopleFiles.Kept kept) {
    Map<String, String> chosen = new LinkedHashMap<>();
    List<String> names = files.columns(kept.id()).names();
    for (int i = 0; i < names.size(); i++) {
      String field = visit.request().form().get("c" + i);
      if (field != null && (field.isEmpty() || FileColumns.fields().contains(field))) {
        chosen.put(names.get(i), field);
      }
    }
    return chosen;
  }

  private static boolean is(Visit visit, String field) {
    return !visit.request().field(field).isEmpty();
  }

  private Agreement agreement(Visit visit, Instant at) {
    String source = visit.request().field("agreed-source");
    return new Agreement(
        is(visit, "agreed-email"),
        is(visit, "agreed-sms"),
        source.substring(0, Math.min(LONGEST_SOURCE, source.length())),
        at);
  }

  /** Its first moment; empty for what is no day, or has not begun. */
  private Optional<Instant> day(String written) {
    try {
      return Optional.of(LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant())
          .filter(at -> at.isBefore(parts.clock().instant()))
          .filter(at -> at.isAfter(Instant.EPOCH));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** How often it had been looked at when the page was made; the first time it is once. */
  private static int looks(Visit visit) {
    String looks = visit.request().field("looks");
    return looks.matches("\\d{1,6}") ? Integer.parseInt(looks) : 1;
  }

  /** Of two who press Import one imports, and both see how far it is. */
  HttpResponse take(Visit visit) {
    PeopleFiles.Kept kept = kept(visit);
    return switch (imports.ask(kept.id(), looks(visit), visit.who())) {
      case CHANGED -> go(kept.id(), "import-other");
      case BEFORE -> go(kept.id(), "import-before");
      case TAKEN -> {
        if (ImportReport.rows(kept.report()) <= SHORT) {
          imports.run(kept.id());
        }
        yield go(kept.id(), kept(visit).state() == PeopleFiles.State.DONE ? "people-imported" : "");
      }
    };
  }

  /** The rows that are left out, as a file. */
  HttpResponse leftOut(Visit visit) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("line", "column", "problem");
      files
          .leftOut(kept(visit), LISTED)
          .forEach(
              row ->
                  csv.writeRecord(
                      "" + row.line(), Cells.guarded(row.field()), Cells.guarded(row.message())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpResponse.csv("rows-left-out-" + visit.id() + ".csv", text.toString());
  }

  /** Takes the people off again who are new by it. */
  HttpResponse undo(Visit visit) {
    PeopleFiles.Kept kept = kept(visit);
    ImportUndo.Result result = undo.undo(kept.id(), visit.who());
    if (result instanceof ImportUndo.Undone undone) {
      audit.add(
          visit.who(),
          "import undone",
          "file "
              + kept.id()
              + ": "
              + undone.removed()
              + " removed, "
              + (undone.stayed() + undone.known())
              + " stay");
      return go(kept.id(), "import-undone");
    }
    if (result instanceof ImportUndo.Sent sent) {
      return show(
          400,
          visit,
          kept,
          kept.reading(),
          visit.words("import.undo.sent", "" + sent.alert(), "" + sent.people()));
    }
    return result instanceof ImportUndo.Before
        ? go(kept.id(), "import-undone-before")
        : show(400, visit, kept, kept.reading(), visit.words("import.undo.late"));
  }

  HttpResponse export(Visit visit) {
    String asked = visit.request().asked("q").orElse("").strip();
    return asked.isEmpty() ? exportAll(visit) : exportFound(visit, asked);
  }

  private HttpResponse exportFound(Visit visit, String asked) {
    List<Long> people = search.ids(asked, Long.MAX_VALUE, EXPORTED + 1);
    if (people.size() > EXPORTED) {
      throw new HttpFault(400, visit.words("export.many", "" + EXPORTED));
    }
    StringBuilder csv = new StringBuilder();
    subscribers.export(people, csv);
    audit.add(visit.who(), "people exported", people.size() + " who were found");
    return HttpResponse.csv("people.csv", csv.toString());
  }

  private HttpResponse exportAll(Visit visit) {
    if (subscribers.isMoreThan(EXPORTED)) {
      throw new HttpFault(400, visit.words("export.many", "" + EXPORTED));
    }
    StringBuilder csv = new StringBuilder();
    subscribers.export(csv);
    audit.add(visit.who(), "people exported", "");
    return HttpResponse.csv("people.csv", csv.toString());
  }
}
