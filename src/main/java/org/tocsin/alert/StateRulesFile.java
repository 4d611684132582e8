package org.tocsin.alert;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.alert.StateRules.Rule;
import org.tocsin.civic.States;

/**
 * Reads a table of state rules: CSV with the columns state, days, from, to, note, source and as_of,
 * and comments after #. What is wrong with any row refuses all.
 */
final class StateRulesFile {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String HOLIDAYS = "holidays";

  private final String name;
  private final Map<String, List<Rule>> rules = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private StateRulesFile(String name) {
    this.name = name;
  }

  static StateRules read(String name, InputStream csv) {
    StateRulesFile file = new StateRulesFile(name);
    file.readAll(csv);
    if (!file.problems.isEmpty()) {
      throw new BadInput(file.problems);
    }
    return new StateRules(file.rules);
  }

  private void readAll(InputStream csv) {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(csv, StandardCharsets.UTF_8)) {
      rows.forEach(this::read);
    } catch (IOException | CsvParseException | UncheckedIOException e) {
      problems.add(Problem.error(name, 0, "", "It is no CSV in UTF-8: " + e.getMessage()));
    }
  }

  private void read(NamedCsvRecord row) {
    String state = cell(row, "state");
    if (States.name(state).isEmpty()) {
      wrong(row, "state", "It is no state. Write its code, as NY.");
    }
    checkDate(row);
    rules.computeIfAbsent(state, s -> new ArrayList<>()).add(rule(row));
  }

  private static String cell(NamedCsvRecord row, String column) {
    return row.findField(column).orElse("").strip();
  }

  private void wrong(NamedCsvRecord row, String column, String message) {
    problems.add(Problem.error(name, (int) row.getStartingLineNumber(), column, message));
  }

  /** A rule that nobody can date cannot be looked up again. */
  private void checkDate(NamedCsvRecord row) {
    try {
      LocalDate.parse(cell(row, "as_of"));
    } catch (DateTimeParseException e) {
      wrong(row, "as_of", "It is no date. Write when the source was read, as 2026-11-24.");
    }
  }

  private Rule rule(NamedCsvRecord row) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    boolean holidays = false;
    for (String word : cell(row, "days").toLowerCase(Locale.ROOT).split("\\s+")) {
      if (word.equals(HOLIDAYS)) {
        holidays = true;
      } else {
        weekdays.addAll(weekdays(row, word));
      }
    }
    return new Rule(weekdays, holidays, hours(row));
  }

  private List<DayOfWeek> weekdays(NamedCsvRecord row, String span) {
    String[] ends = span.split("-", 2);
    int first = DAYS.indexOf(ends[0]);
    int last = DAYS.indexOf(ends[ends.length - 1]);
    if (first < 0 || last < first) {
      wrong(row, "days", "Write them as mon-fri, or sat sun, or holidays.");
      return List.of();
    }
    return List.of(DayOfWeek.values()).subList(first, last + 1);
  }

  private Optional<Hours> hours(NamedCsvRecord row) {
    String from = cell(row, "from");
    String to = cell(row, "to");
    Optional<Hours> hours = Hours.read(from, to);
    if (hours.isEmpty() && !(from.isEmpty() && to.isEmpty())) {
      wrong(row, "from", "Write from and to as 09:00 and 20:00; both empty where no texts may go.");
    }
    return hours;
  }
}
