package org.tocsin.security;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The lists in src/test/resources/security. */
final class Csv {
  private Csv() {}

  static List<Map<String, String>> rows(String name) throws IOException {
    Path file = Path.of("src/test/resources/security", name);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    }
  }
}
