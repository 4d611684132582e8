package org.tocsin;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;

/**
 * Why the database does not do as it is asked, where that is no fault of what it was asked: the
 * same may work in a while. Known by SQLSTATE (PostgreSQL, Appendix A), never by words.
 */
public enum DatabaseFault {
  DISK_FULL("The disk of the database is full."),
  READ_ONLY("The database takes no changes: it is read-only."),
  TOO_MANY_CONNECTIONS("The database has no connection left to give."),
  NO_ROOM("The database has not enough memory or other resources."),
  BROKEN_FILES("The database cannot read or write its files."),
  BUSY("The database did not get to it."),
  AWAY("The database does not answer.");

  private final String words;

  DatabaseFault(String words) {
    this.words = words;
  }

  /** A sentence for an operator. */
  public String words() {
    return words;
  }

  /** Empty where the failure has another cause, such as a statement that is wrong. */
  public static Optional<DatabaseFault> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException error) {
        Optional<DatabaseFault> fault = of(error);
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<DatabaseFault> of(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    return switch (state) {
      case "53100" -> Optional.of(DISK_FULL);
      case "25006" -> Optional.of(READ_ONLY);
      case "53300" -> Optional.of(TOO_MANY_CONNECTIONS);
      case "57014" -> Optional.of(BUSY);
      default -> ofClass(state.isEmpty() ? "" : state.substring(0, 2), error);
    };
  }

  private static Optional<DatabaseFault> ofClass(String kind, SQLException error) {
    return switch (kind) {
      case "53" -> Optional.of(NO_ROOM);
      case "58" -> Optional.of(BROKEN_FILES);
      case "40", "55" -> Optional.of(BUSY);
      case "08", "57" -> Optional.of(AWAY);
      default -> error instanceof SQLTransientException ? Optional.of(AWAY) : Optional.empty();
    };
  }
}
