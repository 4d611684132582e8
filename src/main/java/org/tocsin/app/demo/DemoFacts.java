package org.tocsin.app.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

/**
 * The world of the demo, March 2017, out of the small files in {@code demo/} on the class path: who
 * represented which people, and which ZIP lay where.
 */
public final class DemoFacts {
  /** The day for which the officials hold: the last term among them had begun, none had ended. */
  public static final LocalDate AS_OF = LocalDate.of(2017, 3, 14);

  public static final int CONGRESS = 115;

  /** Shown to the reader as where the data come from. */
  public static final String SOURCE = "demo facts, March 2017";

  /** Numbers in {@code subscribers.csv} that take no texts. */
  public static final Set<String> LANDLINES = Set.of("+13155550117");

  /** Addresses in {@code subscribers.csv} that the demo's mail server does not know. */
  public static final Set<String> UNKNOWN_MAILBOXES = Set.of("old.address@example.org");

  /** Who has left before the alert: by replying STOP to a text, and by a link in an email. */
  public static final String STOPPED_NUMBER = "+13155550116";

  public static final String UNSUBSCRIBED_ADDRESS = "nora.lindgren@example.org";

  private record Entry(
      String id,
      String name,
      String first,
      String last,
      String party,
      String seat,
      String term,
      List<Map<String, String>> offices) {}

  public List<Official> officials() {
    try (InputStream file = open("officials.yaml")) {
      List<Entry> entries = new YAMLMapper().readValue(file, new TypeReference<>() {});
      return entries.stream().map(DemoFacts::official).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Official official(Entry entry) {
    boolean senator = !entry.seat.contains("-");
    String[] term = entry.term.split(" to ");
    return new Official(
        entry.id,
        entry.first,
        entry.last,
        entry.name,
        entry.party,
        senator ? Chamber.SENATE : Chamber.HOUSE,
        entry.seat.substring(0, 2),
        senator ? null : District.of(entry.seat),
        LocalDate.parse(term[0]),
        LocalDate.parse(term[1]),
        offices(entry));
  }

  private static List<Office> offices(Entry entry) {
    return entry.offices.stream()
        .flatMap(office -> office.entrySet().stream())
        .map(office -> new Office(office.getKey(), office.getValue(), null, null))
        .toList();
  }

  /** Every ZIP of the demo's people and some around them; several districts where it is split. */
  public Map<String, List<District>> districts() {
    Map<String, List<District>> districts = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(open("districts.csv"), StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : rows) {
        districts
            .computeIfAbsent(row.getField("zip"), zip -> new ArrayList<>())
            .add(new District(row.getField("state"), Integer.parseInt(row.getField("district"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return districts;
  }

  /**
   * Copies one of the demo's files out of the class path, for the importers that read files.
   *
   * @param name "subscribers.csv", "zones.csv", or a sheet's edition
   */
  public Path copy(String name, Path folder) {
    Path copy = folder.resolve(name);
    try (InputStream file = open(name)) {
      Files.createDirectories(folder);
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream file = DemoFacts.class.getResourceAsStream("/demo/" + name);
    if (file == null) {
      throw new IOException("demo/" + name + " is not on the class path");
    }
    return file;
  }
}
