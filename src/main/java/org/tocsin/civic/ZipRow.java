package org.tocsin.civic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Problem;

/** One line of a district file: a ZIP and a district that it lies in. */
record ZipRow(String zip, District district) {
  static final Pattern ZIP = Pattern.compile("[0-9]{5}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  /** Empty where the line is wrong, which is then added to the problems. */
  static Optional<ZipRow> read(String file, CsvRow row, List<Problem> problems) {
    int known = problems.size();
    String zip = row.get("zcta");
    String state = row.get("state_abbr");
    String number = row.get("cd");
    if (!ZIP.matcher(zip).matches()) {
      problems.add(badZip(file, row, "zcta"));
    }
    if (States.name(state).isEmpty()) {
      problems.add(
          Problem.error(
              file, row.line(), "state_abbr", "'" + state + "' is no USPS code of a state."));
    }
    if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) > 60) {
      problems.add(
          Problem.error(
              file, row.line(), "cd", "'" + number + "' is no district. Write a number."));
    }
    return problems.size() > known
        ? Optional.empty()
        : Optional.of(new ZipRow(zip, new District(state, Integer.parseInt(number))));
  }

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
