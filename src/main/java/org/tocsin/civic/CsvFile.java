package org.tocsin.civic;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tocsin.BadInput;
import org.tocsin.FileFault;
import org.tocsin.Problem;

/**
 * A CSV file with a header, read row by row: UTF-8 with or without a byte order mark, lines ended
 * by LF or CRLF, quotes as in RFC 4180. What cannot be read as such is refused whole with its line.
 * Files of other programs may be in other encodings and have other separators.
 */
public final class CsvFile implements AutoCloseable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LONGEST_ROW = 1 << 20;
  private static final int HEADER = 1 << 13;
  private static final String SAID = "sep=";

  private final Path file;
  private final QuoteWatch quotes;
  private final CloseableIterator<CsvRecord> records;
  private final FileEncoding encoding;
  private final int linesBefore;
  private final Set<String> doubled = new TreeSet<>();
  private Map<String, Integer> columns = Map.of();
  private int width;

  private CsvFile(Path file, FileEncoding encoding, char... separators) throws IOException {
    this.file = file;
    this.encoding = encoding;
    BufferedReader text = withoutMark(Files.newInputStream(file), encoding);
    Optional<Character> said = separators.length > 1 ? saidSeparator(text) : Optional.empty();
    this.linesBefore = said.isPresent() ? 1 : 0;
    char separator = said.isPresent() ? said.get() : separator(text, separators);
    this.quotes = new QuoteWatch(text, separator);
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_ROW)
            .ofCsvRecord(quotes)
            .iterator();
  }

  /** Opens a file and reads its header. */
  public static CsvFile open(Path file) {
    return openSeparatedBy(file, ',');
  }

  /**
   * The same of a file whose cells are separated by any of these: by the one that stands most often
   * in its first line.
   */
  static CsvFile openSeparatedBy(Path file, char... separators) {
    CsvFile csv = open(file, () -> FileEncoding.UTF_8, separators);
    csv.refuseDoubled(csv.doubled);
    return csv;
  }

  /**
   * The same of a file of any program: separated by commas, semicolons, tabs or bars, with or
   * without the line "sep=;", in UTF-8, UTF-16 or Windows-1252. A column that stands twice in it is
   * no fault until {@link #refuseDoubled} is asked.
   */
  public static CsvFile openOfAnyProgram(Path file) {
    return open(file, () -> FileEncoding.of(file), ',', ';', '\t', '|');
  }

  private interface Look {
    FileEncoding at() throws IOException;
  }

  private static CsvFile open(Path file, Look look, char... separators) {
    CsvFile csv;
    try {
      csv = new CsvFile(file, look.at(), separators);
    } catch (IOException e) {
      throw new BadInput(unreadable(file, e));
    }
    try {
      csv.readHeader();
      return csv;
    } catch (BadInput e) {
      csv.close();
      throw e;
    }
  }

  static Problem unreadable(Path file, IOException e) {
    return Problem.error(file.toString(), 0, "", FileFault.ofReading(file, e));
  }

  /** Excel writes and reads a first line "sep=;". */
  private static Optional<Character> saidSeparator(BufferedReader text) throws IOException {
    text.mark(HEADER);
    char[] start = new char[SAID.length() + 3];
    int length = Math.max(0, text.read(start, 0, start.length));
    String line = new String(start, 0, length).replace("\"", "");
    if (!line.regionMatches(true, 0, SAID, 0, SAID.length()) || line.length() <= SAID.length()) {
      text.reset();
      return Optional.empty();
    }
    text.reset();
    text.readLine();
    return Optional.of(line.charAt(SAID.length()));
  }

  private static char separator(BufferedReader text, char... separators) throws IOException {
    if (separators.length == 1) {
      return separators[0];
    }
    text.mark(HEADER);
    char[] start = new char[HEADER];
    int length = 0;
    try {
      length = Math.max(0, text.read(start, 0, HEADER));
    } catch (CharacterCodingException e) {
      // The parser meets it again and the file is refused with the line.
    }
    text.reset();
    String header = new String(start, 0, length).lines().findFirst().orElse("");
    char best = separators[0];
    for (char each : separators) {
      best = count(header, each) > count(header, best) ? each : best;
    }
    return best;
  }

  private static long count(String text, char each) {
    return text.chars().filter(c -> c == each).count();
  }

  private static BufferedReader withoutMark(InputStream bytes, FileEncoding encoding)
      throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(bytes, encoding.decoder()), 1 << 15);
    reader.mark(1);
    try {
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
    } catch (CharacterCodingException e) {
      // The parser meets it again and the file is refused with the line.
      reader.reset();
    }
    return reader;
  }

  private void readHeader() {
    CsvRecord header =
        nextRecord()
            .orElseThrow(
                () -> refused(0, "", "It is empty. The first line must name the columns."));
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      String column = header.getField(i).strip().toLowerCase(Locale.ROOT).replace(' ', '_');
      if (!column.isEmpty() && places.putIfAbsent(column, i) != null) {
        doubled.add(column);
      }
    }
    columns = places;
    width = header.getFieldCount();
  }

  /** Names of the columns, sorted: "First Name" is first_name. */
  public List<String> columns() {
    return columns.keySet().stream().sorted().toList();
  }

  /** In which encoding it is read. */
  public FileEncoding encoding() {
    return encoding;
  }

  /** Refuses the file where one of these columns stands twice in its header. */
  public void refuseDoubled(Collection<String> read) {
    doubled.stream()
        .filter(read::contains)
        .findFirst()
        .ifPresent(
            column -> {
              close();
              throw refused(
                  1 + linesBefore, column, "The column stands twice in the header. Keep one.");
            });
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** Refuses the file unless it has these columns. */
  public void require(String... names) {
    for (String name : names) {
      if (!has(name)) {
        throw missing(name);
      }
    }
  }

  /** The refusal of a file whose header lacks what is needed, guessing why. */
  public BadInput missing(String column) {
    boolean otherSeparator =
        columns.keySet().stream().anyMatch(c -> c.indexOf(';') >= 0 || c.indexOf('\t') >= 0);
    return refused(
        1,
        column,
        otherSeparator
            ? "The columns are not separated by commas. Save the file as CSV with commas."
            : "There is no such column. The first line must name the columns, found: "
                + String.join(", ", columns())
                + ".");
  }

  /** The next row, or empty at the end. */
  public Optional<CsvRow> next() {
    return nextRecord().map(r -> new CsvRow(r, columns, width, linesBefore));
  }

  private Optional<CsvRecord> nextRecord() {
    try {
      if (records.hasNext()) {
        return Optional.of(records.next());
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw broken(e);
    }
    if (quotes.isOpen()) {
      throw neverClosed();
    }
    return Optional.empty();
  }

  private BadInput broken(RuntimeException e) {
    if (e.getCause() instanceof CharacterCodingException) {
      return refused(NotUtf8.firstLine(file), "", "It is not UTF-8. Save the file as CSV UTF-8.");
    }
    if (e.getCause() instanceof IOException cause && !(e instanceof CsvParseException)) {
      return new BadInput(unreadable(file, cause));
    }
    return quotes.isOpen()
        ? neverClosed()
        : refused(
            linesBefore + quotes.openedOnLine(),
            "",
            "A quote ends in the middle of a cell. Write \"\" for one.");
  }

  private BadInput neverClosed() {
    return refused(
        linesBefore + quotes.openedOnLine(), "", "A quote opens here and is never closed.");
  }

  private BadInput refused(int line, String field, String message) {
    return new BadInput(Problem.error(file.toString(), line, field, message));
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw new BadInput(unreadable(file, e));
    }
  }
}
