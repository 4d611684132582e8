package org.tocsin.audience;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.civic.CsvFile;
import org.tocsin.civic.CsvRow;

/**
 * The columns of a file of people, sorted by their names, with some of what stands in them.
 *
 * @param samples of each column the first few values that differ; names and values are cut where
 *     they are long
 * @param isWhole whether these are all columns; a file may have more than anybody can look through
 */
public record FileColumns(Map<String, List<String>> samples, boolean isWhole) {
  /** More than any program writes that knows what it does. */
  private static final int MOST = 200;

  private static final int ROWS = 200;
  private static final int SAMPLES = 3;
  private static final int LONGEST = 40;

  /**
   * @throws org.tocsin.BadInput where its beginning cannot be read, or its first line names no
   *     columns
   */
  static FileColumns of(Path file) {
    try (CsvFile csv = CsvFile.openOfAnyProgram(file)) {
      Headings.refuseData(csv, file.toString());
      List<String> columns = csv.columns();
      Map<String, Set<String>> found = new LinkedHashMap<>();
      columns.stream().limit(MOST).forEach(column -> found.put(column, new LinkedHashSet<>()));
      Optional<CsvRow> row = csv.next();
      for (int i = 0; i < ROWS && row.isPresent(); i++) {
        CsvRow cells = row.get();
        found.forEach((column, values) -> add(values, cells.get(column)));
        row = csv.next();
      }
      Map<String, List<String>> samples = new LinkedHashMap<>();
      found.forEach((column, values) -> samples.put(column, List.copyOf(values)));
      return new FileColumns(samples, columns.size() <= MOST);
    }
  }

  private static void add(Set<String> values, String cell) {
    if (!cell.isEmpty() && values.size() < SAMPLES) {
      values.add(cell.substring(0, Math.min(LONGEST, cell.length())));
    }
  }

  public List<String> names() {
    return List.copyOf(samples.keySet());
  }

  /** What somebody can say that a column holds. */
  public static List<String> fields() {
    return Columns.fields();
  }

  /** What each is read as; "" for one that is not read. */
  public Map<String, String> fields(FileReading reading) {
    Headings headings = Headings.of(samples.keySet(), reading.columns());
    Map<String, String> fields = new LinkedHashMap<>();
    names().forEach(column -> fields.put(column, headings.field(column)));
    return fields;
  }

  /** Channels that the file has addresses of, and of which no column says who agreed. */
  public Set<Channel> unsaid(FileReading reading) {
    Headings headings = Headings.of(samples.keySet(), reading.columns());
    Set<Channel> unsaid = EnumSet.noneOf(Channel.class);
    for (Channel channel : Channel.values()) {
      if (headings.hasAddresses(channel) && !headings.saysWhoAgreed(channel)) {
        unsaid.add(channel);
      }
    }
    return unsaid;
  }

  /** Whether addresses stand in a column that is not known to hold them. */
  boolean mayHoldAddresses(FileReading reading) {
    boolean areKnown = Headings.of(samples.keySet(), reading.columns()).hasAnyAddresses();
    List<String> cells = new ArrayList<>();
    samples.values().forEach(cells::addAll);
    return !areKnown
        && cells.stream()
            .anyMatch(cell -> Emails.normal(cell).isPresent() || Phones.e164(cell).isPresent());
  }
}
