package org.tocsin.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.account.AuditLog;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.DeliveryRecord;
import org.tocsin.alert.LedgerSearch;
import org.tocsin.audience.Phones;
import org.tocsin.civic.Cells;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** Each message of an alert: who it went to, what became of it, and what it said. */
final class LedgerPages {
  private static final int LISTED = 50;
  private static final int LONGEST = 254;

  /** More rows than that make a file that is too large to be made in memory. */
  private static final int EXPORTED = 20_000;

  private static final int EXPORTED_AT_ONCE = 2_000;

  private static final List<String> FACTS =
      List.of(
          "address",
          "lang",
          "attempts",
          "due_at",
          "attempted_at",
          "settled_at",
          "in_doubt_at",
          "provider_id",
          "code",
          "reason",
          "roster_as_of");

  private final Alerts alerts;
  private final LedgerSearch search;
  private final DeliveryRecord messages;
  private final AlertCards cards;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  LedgerPages(ConsoleParts parts, AlertCards cards, ConsoleLook look) {
    this.alerts = parts.alerts().all();
    this.search = new LedgerSearch(parts.jdbi(), System::nanoTime);
    this.messages = parts.alerts().messages();
    this.cards = cards;
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  private Alerts.Summary alert(Visit visit) {
    try {
      return alerts.summary(visit.id());
    } catch (TocsinException e) {
      throw new HttpFault(404, visit.words("alert.none"));
    }
  }

  private static String typed(Visit visit, String name) {
    String typed = visit.request().asked(name).orElse("").strip();
    return typed.substring(0, Math.min(LONGEST, typed.length())).replace("\0", "");
  }

  private static Optional<DeliveryState> state(Visit visit) {
    String typed = typed(visit, "state");
    return Stream.of(DeliveryState.values()).filter(each -> each.code().equals(typed)).findFirst();
  }

  private static LedgerSearch.Asked asked(Visit visit) {
    return new LedgerSearch.Asked(
        visit.id(), typed(visit, "q"), state(visit), typed(visit, "reason"));
  }

  private static String query(LedgerSearch.Asked asked) {
    return "q="
        + URLEncoder.encode(asked.person(), StandardCharsets.UTF_8)
        + "&state="
        + asked.state().map(DeliveryState::code).orElse("")
        + "&reason="
        + URLEncoder.encode(asked.reason(), StandardCharsets.UTF_8);
  }

  HttpResponse list(Visit visit) {
    alert(visit);
    LedgerSearch.Asked asked = asked(visit);
    LedgerSearch.Found found = search.find(asked, visit.before(), LISTED);
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("ledger.title", cards.title(visit.id(), visit.labels())));
    values.put("id", "" + visit.id());
    values.put("asked", asked.person());
    values.put("reason", asked.reason());
    values.put("states", states(visit, asked.state()));
    values.put("rows", found.rows().stream().map(row -> row(visit, row)).toList());
    values.put("nothing", visit.words(found.next().isEmpty() ? "ledger.none" : "ledger.not-yet"));
    values.put("query", query(asked));
    values.put("older", found.next().map(id -> query(asked) + "&before=" + id).orElse(""));
    return look.page(visit, "ledger", values);
  }

  private static List<Map<String, Object>> states(Visit visit, Optional<DeliveryState> wanted) {
    return Stream.of(DeliveryState.values())
        .map(
            state ->
                Map.<String, Object>of(
                    "code", state.code(),
                    "words", visit.words("delivery." + state.code()),
                    "is_wanted", wanted.equals(Optional.of(state))))
        .toList();
  }

  private Map<String, Object> row(Visit visit, LedgerSearch.Row row) {
    return Map.of(
        "person", "" + row.person(),
        "name", name(visit, row),
        "channel", visit.words("channel." + row.channel().code()),
        "address", address(row),
        "state", visit.words("delivery." + row.state().code()),
        "reason", (row.code() + " " + row.reason()).strip(),
        "at", row.at() == null ? "" : visit.when(times, row.at()));
  }

  /** Of whoever was erased there is neither a name nor an address. */
  private static String name(Visit visit, LedgerSearch.Row row) {
    return Stream.of(row.name(), address(row))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElseGet(() -> visit.words("way.erased"));
  }

  private static String address(LedgerSearch.Row row) {
    return switch (row.channel()) {
      case EMAIL -> row.address();
      case SMS -> row.address().isEmpty() ? "" : Phones.forPeople(row.address());
    };
  }

  /** What one person got by it, word for word. */
  HttpResponse show(Visit visit) {
    List<Map<String, Object>> found = messages.of(alert(visit), visit.id("person"));
    if (found.isEmpty()) {
      throw new HttpFault(404, visit.words("ledger.nobody"));
    }
    Map<String, Object> values = new HashMap<>();
    values.put(
        "title", visit.words("ledger.message.title", cards.title(visit.id(), visit.labels())));
    values.put("id", "" + visit.id());
    values.put("person", "" + visit.id("person"));
    values.put("messages", found.stream().map(each -> message(visit, each)).toList());
    return look.page(visit, "ledger-message", values);
  }

  private static Map<String, Object> message(Visit visit, Map<String, Object> message) {
    List<Map<String, Object>> facts =
        FACTS.stream()
            .filter(name -> message.get(name) != null && !"".equals(message.get(name)))
            .map(
                name ->
                    Map.<String, Object>of(
                        "name",
                        visit.words("ledger.fact." + name),
                        "value",
                        "" + message.get(name)))
            .toList();
    Channel channel = Channel.of("" + message.get("channel"));
    return Map.of(
        "code", channel.code(),
        "channel", visit.words("channel." + channel.code()),
        "state", visit.words("delivery." + message.get("state")),
        "facts", facts,
        "subject", "" + message.get("subject"),
        "text", "" + message.get("text"),
        "events", events(visit, message));
  }

  private static List<Map<String, Object>> events(Visit visit, Map<String, Object> message) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (Object each : (List<?>) message.get("events")) {
      Map<?, ?> event = (Map<?, ?>) each;
      String what = "" + event.get("what");
      events.add(
          Map.of(
              "at", "" + event.get("at"),
              "attempt", "" + event.get("attempt"),
              "what",
                  visit.labels().page("console.event").getOrDefault(what.replace(' ', '-'), what),
              "detail", "" + event.get("detail")));
    }
    return events;
  }

  /** What was looked for, as a file. */
  HttpResponse export(Visit visit) {
    alert(visit);
    LedgerSearch.Asked asked = asked(visit);
    List<LedgerSearch.Row> rows = new ArrayList<>();
    Optional<Long> next = Optional.of(Long.MAX_VALUE);
    while (next.isPresent()) {
      LedgerSearch.Found found = search.find(asked, next.get(), EXPORTED_AT_ONCE);
      rows.addAll(found.rows());
      next = found.next();
      if (rows.size() > EXPORTED) {
        throw new HttpFault(400, visit.words("ledger.many", "" + EXPORTED));
      }
    }
    audit.add(
        visit.who(), "alert exported", "alert " + visit.id() + ": " + rows.size() + " messages");
    return HttpResponse.csv("alert-" + visit.id() + ".csv", csv(rows));
  }

  private static String csv(List<LedgerSearch.Row> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("person", "name", "channel", "address", "state", "code", "reason", "at");
      rows.forEach(row -> csv.writeRecord(cells(row)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> cells(LedgerSearch.Row row) {
    return Stream.of(
            "" + row.person(),
            row.name(),
            row.channel().code(),
            address(row),
            row.state().code(),
            row.code(),
            row.reason(),
            row.at() == null ? "" : row.at().toString())
        .map(Cells::guarded)
        .collect(Collectors.toList());
  }
}
