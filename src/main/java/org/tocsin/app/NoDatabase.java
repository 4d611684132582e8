package org.tocsin.app;

import java.sql.SQLException;

/** Why no connection to a database server came about, in a sentence for whoever set it up. */
final class NoDatabase {
  private static final String URL = "tocsin.database.url";

  private NoDatabase() {}

  /**
   * @param url as it is set; what stands behind a question mark is not repeated
   */
  static String words(Throwable failure, String url, String user) {
    String place = url.replaceAll("\\?.*", "");
    if (!url.startsWith("jdbc:postgresql:")) {
      return URL + " is no address of a database. Write jdbc:postgresql://127.0.0.1:5432/tocsin.";
    }
    String state = state(failure);
    // PostgreSQL, Appendix A: 28 is an invalid login, 3D000 an unknown database
    if (state.startsWith("28")) {
      return "The database at "
          + place
          + " refuses the login of '"
          + user
          + "'. Check tocsin.database.username and password.";
    }
    if (state.equals("3D000")) {
      return "There is no database at " + place + ". Create it, or check " + URL + ".";
    }
    return "The database at "
        + place
        + " does not answer. Check "
        + URL
        + ", and that PostgreSQL runs: "
        + last(failure).getMessage();
  }

  /** Of the first error that the database gave a state, or "". */
  private static String state(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException error && error.getSQLState() != null) {
        return error.getSQLState();
      }
    }
    return "";
  }

  private static Throwable last(Throwable failure) {
    return failure.getCause() == null ? failure : last(failure.getCause());
  }
}
