package org.tocsin.civic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Problem;

/**
 * A line of zccd.csv or zip-supplement.csv: state_abbr, the ZIP, cd with 0 for an at-large seat.
 */
record ListedLine(String file, String zipColumn) implements ZipLine {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
  private static final int LARGEST = 60;

  @Override
  public Optional<ZipRow> read(CsvRow row, List<Problem> problems) {
    int known = problems.size();
    String zip = row.get(zipColumn);
    String state = row.get("state_abbr");
    String written = row.get("cd");
    String number = District.isAtLarge(written) ? "0" : written;
    if (!ZIP.matcher(zip).matches()) {
      problems.add(ZipLine.badZip(file, row, zipColumn));
    }
    if (States.name(state).isEmpty()) {
      problems.add(
          Problem.error(
              file, row.line(), "state_abbr", "'" + state + "' is no USPS code of a state."));
    }
    if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) > LARGEST) {
      problems.add(
          Problem.error(
              file, row.line(), "cd", "'" + number + "' is no district. Write a number."));
    }
    return problems.size() > known
        ? Optional.empty()
        : Optional.of(new ZipRow(zip, new District(state, Integer.parseInt(number)), null));
  }
}
