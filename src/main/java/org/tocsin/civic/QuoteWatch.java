package org.tocsin.civic;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Follows the quotes of a CSV file as it is read, since a parser takes a quote that is never closed
 * for a very long last cell.
 */
final class QuoteWatch extends FilterReader {
  private enum At {
    CELL_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private final char separator;
  private At at = At.CELL_START;
  private int line = 1;
  private int openedOnLine;

  /**
   * @param separator of cells
   */
  QuoteWatch(Reader in, char separator) {
    super(in);
    this.separator = separator;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    if (c >= 0) {
      follow((char) c);
    }
    return c;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    for (int i = 0; i < n; i++) {
      follow(buffer[offset + i]);
    }
    return n;
  }

  private void follow(char c) {
    if (c == '\n') {
      line++;
    }
    if (at == At.QUOTED) {
      at = c == '"' ? At.AFTER_QUOTE : At.QUOTED;
    } else if (c == '"' && at != At.PLAIN) {
      openedOnLine = at == At.CELL_START ? line : openedOnLine;
      at = At.QUOTED;
    } else {
      at = c == separator || c == '\n' || c == '\r' ? At.CELL_START : At.PLAIN;
    }
  }

  boolean isOpen() {
    return at == At.QUOTED;
  }

  /** Line of the last quote that opened a cell. */
  int openedOnLine() {
    return openedOnLine;
  }
}
