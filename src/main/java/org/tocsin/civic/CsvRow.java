package org.tocsin.civic;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Map;

/** A row of a {@link CsvFile}. */
public final class CsvRow {
  private final CsvRecord cells;
  private final Map<String, Integer> columns;
  private final int width;
  private final int linesBefore;

  /**
   * @param linesBefore lines of the file before what is counted as the first
   */
  CsvRow(CsvRecord cells, Map<String, Integer> columns, int width, int linesBefore) {
    this.linesBefore = linesBefore;
    this.cells = cells;
    this.columns = columns;
    this.width = width;
  }

  /** The line on which it begins, counted from 1. */
  public int line() {
    return (int) cells.getStartingLineNumber() + linesBefore;
  }

  /** The trimmed cell; "" where the file has no such column or the row is short. */
  public String get(String column) {
    Integer place = columns.get(column);
    return place == null || place >= cells.getFieldCount() ? "" : cells.getField(place).strip();
  }

  /** Whether it has more cells than the header, so that no cell can be trusted. */
  public boolean isShifted() {
    for (int i = width; i < cells.getFieldCount(); i++) {
      if (!cells.getField(i).isBlank()) {
        return true;
      }
    }
    return false;
  }
}
