package org.tocsin.civic;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * A CSV file with a header, read row by row: UTF-8 with or without a byte order mark, lines ended
 * by LF or CRLF, quotes as in RFC 4180. What cannot be read as such is refused whole with its line.
 */
public final class CsvFile implements AutoCloseable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LONGEST_ROW = 1 << 20;
  private static final int HEADER = 1 << 13;

  private final Path file;
  private final QuoteWatch quotes;
  private final CloseableIterator<CsvRecord> records;
  private Map<String, Integer> columns = Map.of();
  private int width;

  private CsvFile(Path file, char... separators) throws IOException {
    this.file = file;
    BufferedReader text = withoutMark(Files.newInputStream(file));
    char separator = separator(text, separators);
    this.quotes = new QuoteWatch(text);
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .acceptCharsAfterQuotes(false)
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
    CsvFile csv;
    try {
      csv = new CsvFile(file, separators);
    } catch (NoSuchFileException e) {
      throw new BadInput(Problem.error(file.toString(), 0, "", "There is no such file."));
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
    return Problem.error(file.toString(), 0, "", "It cannot be read: " + e.getMessage());
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

  private static BufferedReader withoutMark(InputStream bytes) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), 1 << 15);
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
      if (!column.isEmpty() && places.put(column, i) != null) {
        throw refused(lineOf(header), column, "The column stands twice in the header. Keep one.");
      }
    }
    columns = places;
    width = header.getFieldCount();
  }

  /** Names of the columns, sorted: "First Name" is first_name. */
  public List<String> columns() {
    return columns.keySet().stream().sorted().toList();
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
    return nextRecord().map(r -> new CsvRow(r, columns, width));
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
            quotes.openedOnLine(), "", "A quote ends in the middle of a cell. Write \"\" for one.");
  }

  private BadInput neverClosed() {
    return refused(quotes.openedOnLine(), "", "A quote opens here and is never closed.");
  }

  private BadInput refused(int line, String field, String message) {
    return new BadInput(Problem.error(file.toString(), line, field, message));
  }

  private static int lineOf(CsvRecord record) {
    return (int) record.getStartingLineNumber();
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
