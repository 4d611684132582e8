package org.tocsin.civic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.tocsin.TocsinException;

/**
 * Rows on their way into a table by COPY in text format, the fastest way in, with a buffer of fixed
 * size. Closed before {@link #finish()}, it takes everything back.
 */
public final class CopyRows implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * BUFFER);
  private final StringBuilder row = new StringBuilder();

  private CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  /**
   * @param table the table with its columns: {@code "zip_zone (zip, zone)"}
   */
  public static CopyRows into(Connection connection, String table) {
    try {
      PGConnection postgres = connection.unwrap(PGConnection.class);
      return new CopyRows(postgres.getCopyAPI().copyIn("COPY " + table + " FROM STDIN"));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** One row, its cells in the order of the columns; null is NULL. */
  public void add(Object... cells) {
    row.setLength(0);
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        row.append('\t');
      }
      append(cells[i]);
    }
    row.append('\n');
    buffer.writeBytes(row.toString().getBytes(StandardCharsets.UTF_8));
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  private void append(Object cell) {
    if (cell == null) {
      row.append("\\N");
      return;
    }
    String text = cell.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> row.append("\\\\");
        case '\t' -> row.append("\\t");
        case '\n' -> row.append("\\n");
        case '\r' -> row.append("\\r");
        default -> row.append(c);
      }
    }
  }

  private void flush() {
    try {
      copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
      buffer.reset();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Returns the number of rows. */
  public long finish() {
    flush();
    try {
      return copy.endCopy();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static TocsinException failed(SQLException e) {
    return new TocsinException("The database did not take the rows: " + e.getMessage(), e);
  }
}
