package org.tocsin.civic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Problem;

/**
 * A line of the Census's relationship file of ZIP code tabulation areas and districts (tab20_cd…):
 * parts of the country, each with its land in square metres. Parts without a ZIP and parts of no
 * district (ZZ: water) say nothing. The share of a row is the land itself at first.
 */
final class RelationshipLine implements ZipLine {
  private static final Pattern LAND = Pattern.compile("[0-9]{1,15}");
  private static final String ZIP_COLUMN = "geoid_zcta5_20";
  private static final String LAND_COLUMN = "arealand_part";

  private final String file;
  private final String districtColumn;

  RelationshipLine(String file, CsvFile csv, int congress) {
    this.file = file;
    this.districtColumn = "geoid_cd" + congress + "_20";
    csv.require(districtColumn, ZIP_COLUMN, LAND_COLUMN);
  }

  @Override
  public Optional<ZipRow> read(CsvRow row, List<Problem> problems) {
    String zip = row.get(ZIP_COLUMN);
    String geoid = row.get(districtColumn);
    if (zip.isEmpty() || geoid.endsWith("ZZ")) {
      return Optional.empty();
    }
    int known = problems.size();
    if (!ZIP.matcher(zip).matches()) {
      problems.add(ZipLine.badZip(file, row, ZIP_COLUMN));
    }
    Optional<District> district = District.ofGeoid(geoid);
    if (district.isEmpty()) {
      problems.add(
          Problem.error(
              file, row.line(), districtColumn, "'" + geoid + "' is no district, as 3622."));
    }
    String land = row.get(LAND_COLUMN);
    if (!LAND.matcher(land).matches()) {
      problems.add(
          Problem.error(file, row.line(), LAND_COLUMN, "'" + land + "' is no area in m²."));
    }
    return problems.size() > known
        ? Optional.empty()
        : Optional.of(new ZipRow(zip, district.get(), Double.valueOf(land)));
  }
}
