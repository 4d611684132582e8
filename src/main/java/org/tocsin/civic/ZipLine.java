package org.tocsin.civic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Problem;

/** How a line of a district file is read. */
interface ZipLine {
  Pattern ZIP = Pattern.compile("[0-9]{5}");

  /** Empty where it tells of no ZIP and district, or is wrong, which is added to the problems. */
  Optional<ZipRow> read(CsvRow row, List<Problem> problems);

  static Problem badZip(String file, CsvRow row, String column) {
    return Problem.error(
        file,
        row.line(),
        column,
        "'"
            + row.get(column)
            + "' is no ZIP of five digits. A spreadsheet may have dropped leading zeros: take the"
            + " file as it was published.");
  }
}
