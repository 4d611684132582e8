package org.tocsin.app;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.TocsinException;

/** Why no connection to a database server came about, in a sentence for whoever set it up. */
final class NoDatabase {
  private static final String URL = "tocsin.database.url";

  private static final String FORM = "Write jdbc:postgresql://127.0.0.1:5432/tocsin";

  /** What stands between // and the next slash, and the port of each server there. */
  private static final Pattern SERVERS = Pattern.compile("jdbc:postgresql://([^/?]*)(/.*|\\?.*)?");

  private static final Pattern PORT = Pattern.compile("[^\\]]:([^:,\\]]*)(?=,|$)|]:([^,]*)");

  private NoDatabase() {}

  /**
   * What the driver would take for something else, or tell about on lines of its own.
   *
   * @param url as it is set; it is not repeated, since a password may stand in it
   * @throws TocsinException when it cannot be right
   */
  static void check(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new TocsinException(URL + " is no address of a database. " + FORM + ".");
    }
    Matcher servers = SERVERS.matcher(url);
    if (!servers.matches()) {
      return;
    }
    if (servers.group(1).contains("@")) {
      throw new TocsinException(
          URL
              + " holds a login. "
              + FORM
              + ", and set tocsin.database.username and tocsin.database.password.");
    }
    Matcher port = PORT.matcher(servers.group(1));
    while (port.find()) {
      if (!isPort(port.group(1) == null ? port.group(2) : port.group(1))) {
        throw new TocsinException(URL + " has no port that there can be. " + FORM + ".");
      }
    }
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= 65_535;
  }

  /**
   * @param url as it is set; what stands behind a question mark is not repeated
   */
  static String words(Throwable failure, String url, String user, String password) {
    String place = url.replaceAll("\\?.*", "");
    String state = state(failure);
    // 08004 is what the driver says of a login that it does not even try
    if (state.equals("08004") && password.isEmpty()) {
      return "The database at "
          + place
          + " wants a password, and tocsin.database.password is empty. Set it.";
    }
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
    if (last(failure) instanceof UnknownHostException) {
      return "The name of the server in " + place + " is not known. Check " + URL + ".";
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
