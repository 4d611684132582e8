package org.tocsin.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;

/**
 * All that a rendering depends on, besides the sheet and the roster. People that the same rendering
 * fits have the same {@link #KEY}, and have the same notice of how to stop.
 *
 * @param lang the reader's language, or ""
 * @param named whether the reader gave a first name
 * @param hasRecentStopNotice whether a recent text said to the reader who sends and how to stop
 * @param near the office of each official that lies nearest, as {@link
 *     org.tocsin.civic.NearestOffices} names it; "" where that is not known
 * @param corrects whether the reader had an older revision of the sheet
 */
public record RenderingKey(
    String lang,
    Assignment assignment,
    boolean named,
    boolean hasRecentStopNotice,
    String near,
    boolean corrects) {
  /**
   * Tells one rendering of an alert from another, but for {@code hasRecentStopNotice}: a uuid from
   * the columns that {@link #of} reads. Nothing can be read from it. How a certain district came to
   * be known makes no difference to the reader.
   */
  public static final String KEY =
      """
      md5(concat_ws('|', lang,
        CASE WHEN assignment IN ('ADDRESS', 'ZIP') THEN 'sure' ELSE assignment END,
        array_to_string(districts, ','), nullif(array_to_string(shares, ','), ''), nullif(state, ''),
        CASE WHEN named THEN 'named' END, CASE WHEN corrects THEN 'corrects' END, nullif(near, '')))::uuid\
      """;

  /** Someone without a recent notice of how to stop, whose place is not known more closely. */
  public RenderingKey(String lang, Assignment assignment, boolean named) {
    this(lang, assignment, named, false, "", false);
  }

  /**
   * From a row with the columns lang, named, has_stop_notice, near, corrects and those of an
   * assignment.
   */
  public static RenderingKey of(ResultSet row) throws SQLException {
    return new RenderingKey(
        row.getString("lang"),
        Assignment.of(row),
        row.getBoolean("named"),
        row.getBoolean("has_stop_notice"),
        row.getString("near"),
        row.getBoolean("corrects"));
  }

  public RenderingKey near(String offices) {
    return new RenderingKey(lang, assignment, named, hasRecentStopNotice, offices, corrects);
  }

  public RenderingKey hasRecentStopNotice(boolean lately) {
    return new RenderingKey(lang, assignment, named, lately, near, corrects);
  }

  public RenderingKey correcting(boolean older) {
    return new RenderingKey(lang, assignment, named, hasRecentStopNotice, near, older);
  }

  /** The districts among which the reader's lies, as a text numbers them; none where it is one. */
  public List<District> choices() {
    return assignment.kind() == Assignment.Kind.ZIP_SPLIT ? assignment.districts() : List.of();
  }
}
