package org.tocsin.civic;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** The time zone of each ZIP. */
public final class Zones {
  private static final int REPORTED = 20;

  private final Jdbi jdbi;

  public Zones(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Replaces all zones by those of a file with the columns zip and tz (an IANA name).
   *
   * @return the number of ZIPs
   */
  public int importFile(Path zipTimezone) {
    Map<String, String> zones = read(zipTimezone);
    jdbi.useTransaction(
        handle -> {
          handle.execute("DELETE FROM zip_zone");
          try (CopyRows rows = CopyRows.into(handle.getConnection(), "zip_zone (zip, zone)")) {
            zones.forEach(rows::add);
            rows.finish();
          }
        });
    return zones.size();
  }

  private static Map<String, String> read(Path file) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> zones = new TreeMap<>();
    try (CsvFile csv = CsvFile.open(file)) {
      csv.require("zip", "tz");
      Optional<CsvRow> row = csv.next();
      while (row.isPresent() && problems.size() < REPORTED) {
        read(file.toString(), row.get(), zones, problems);
        row = csv.next();
      }
    }
    if (problems.isEmpty() && zones.isEmpty()) {
      problems.add(Problem.error(file.toString(), 0, "", "It has a header and no rows."));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return zones;
  }

  private static void read(
      String file, CsvRow row, Map<String, String> zones, List<Problem> problems) {
    String zip = row.get("zip");
    String zone = row.get("tz");
    if (!ZipLine.ZIP.matcher(zip).matches()) {
      problems.add(ZipLine.badZip(file, row, "zip"));
    } else if (!isZone(zone)) {
      problems.add(
          Problem.error(file, row.line(), "tz", "'" + zone + "' is no time zone that Java knows."));
    } else if (!zone.equals(zones.getOrDefault(zip, zone))) {
      problems.add(Problem.error(file, row.line(), "zip", "ZIP " + zip + " has two time zones."));
    } else {
      zones.put(zip, zone);
    }
  }

  private static boolean isZone(String name) {
    try {
      return ZoneId.of(name).getRules() != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
