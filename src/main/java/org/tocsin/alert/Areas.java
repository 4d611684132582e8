package org.tocsin.alert;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.tocsin.TocsinException;
import org.tocsin.audience.Languages;
import org.tocsin.audience.Tags;
import org.tocsin.civic.District;
import org.tocsin.civic.States;
import org.tocsin.sheet.Suggestion;

/**
 * The part of the people who get an alert. The same kind once more widens it, another kind narrows
 * it: state=NY, state=PA and tag=volunteers are the volunteers of both states.
 *
 * @param written "state=NY", "district=NY-24", "zip=13202", "zip=132*", "tag=volunteers",
 *     "language=es", "missed=7" for who got nothing of alert 7; none for everyone
 */
record Areas(List<String> written) {
  /** Whether a row s of subscriber belongs to it; {@link #bind} says the rest. */
  static final String HOLDS =
      """
      (cardinality(:states) = 0
         OR (s.assignment = 'STATE' AND s.state = ANY(:states))
         OR EXISTS (SELECT FROM unnest(s.districts) AS d (code)
                    WHERE split_part(d.code, '-', 1) = ANY(:states)))
        AND (cardinality(:districts) = 0 OR s.districts && :districts)
        AND (cardinality(:zips) = 0 OR s.zip LIKE ANY(:zips))
        AND (cardinality(:tags) = 0 OR s.tags && :tags)
        AND (cardinality(:languages) = 0 OR s.language = ANY(:languages))
        AND (cardinality(:missed) = 0
         OR EXISTS (SELECT FROM alert m
                    WHERE m.id = ANY(:missed) AND m.gathered_at IS NOT NULL
                      AND NOT EXISTS (SELECT FROM delivery h
                                      WHERE h.alert_id = m.id AND h.subscriber_id = s.id
                                        AND h.state IN ('queued', 'leased', 'accepted', 'delivered', 'in_doubt'))))\
      """;

  private static final int MOST_NAMED = 20;

  private static final Pattern AREA =
      Pattern.compile("(state|district|zip|tag|language|missed)=(.+)");
  private static final Pattern ALERT = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern ZIP = Pattern.compile("[0-9]{5}|[0-9]{1,4}\\*?");

  /**
   * An area as it is kept, "zip=132*" for "zip=132".
   *
   * @throws TocsinException where it makes no sense
   */
  static String checked(String area) {
    Matcher parts = AREA.matcher(area.strip());
    if (!parts.matches()) {
      throw wrong(area);
    }
    String value = parts.group(2).strip();
    return parts.group(1)
        + "="
        + switch (parts.group(1)) {
          case "state" -> States.name(value).map(name -> value).orElseThrow(() -> wrong(area));
          case "district" -> District.of(value).code();
          case "zip" -> zip(area, value);
          case "language" -> Languages.tag(value).orElseThrow(() -> wrong(area));
          case "missed" -> alert(area, value);
          default -> Tags.normal(value).orElseThrow(() -> wrong(area));
        };
  }

  private static String zip(String area, String value) {
    if (!ZIP.matcher(value).matches()) {
      throw wrong(area);
    }
    return value.length() == 5 && !value.endsWith("*") ? value : value.replace("*", "") + "*";
  }

  private static String alert(String area, String value) {
    if (!ALERT.matcher(value).matches()) {
      throw wrong(area);
    }
    return value;
  }

  private static TocsinException wrong(String area) {
    return new TocsinException(
        "'"
            + area
            + "' is no audience. Write state=NY, district=NY-24, zip=13202, zip=132*,"
            + " tag=volunteers, language=es or missed=7 (who got nothing of alert 7), with commas"
            + " between.");
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    return statement
        .bindArray("states", String.class, values("state="))
        .bindArray("districts", String.class, values("district="))
        .bindArray("zips", String.class, values("zip="))
        .bindArray("tags", String.class, values("tag="))
        .bindArray("languages", String.class, values("language="))
        .bindArray("missed", Long.class, missed());
  }

  private Object[] missed() {
    return Stream.of(values("missed=")).map(id -> Long.valueOf(id.toString())).toArray();
  }

  /**
   * Of an alert that is not there nobody has got anything, and of one that is not gathered nobody
   * yet: that is no reason to write to all of them.
   *
   * @throws TocsinException where one of those alerts is such
   */
  void refuseUngathered(Handle handle) {
    List<Long> gathered =
        handle
            .createQuery("SELECT id FROM alert WHERE id = ANY(:ids) AND gathered_at IS NOT NULL")
            .bindArray("ids", Long.class, missed())
            .mapTo(Long.class)
            .list();
    for (Object id : missed()) {
      if (!gathered.contains(id)) {
        throw new TocsinException(
            "Who got nothing of alert "
                + id
                + " is not known: there is no such alert, or its people are not gathered yet. See:"
                + " tocsin alert list");
      }
    }
  }

  /** Tags that nobody has, each with what was probably meant. */
  List<String> unknownTags(Handle handle) {
    Object[] asked = values("tag=");
    if (asked.length == 0) {
      return List.of();
    }
    List<String> known =
        handle
            .createQuery("SELECT DISTINCT unnest(tags) AS tag FROM subscriber ORDER BY tag")
            .mapTo(String.class)
            .list();
    return Stream.of(asked)
        .map(Object::toString)
        .filter(tag -> !known.contains(tag))
        .map(tag -> "Nobody has the tag '" + tag + "'." + meant(tag, known))
        .toList();
  }

  private static String meant(String tag, List<String> known) {
    String near = Suggestion.of(tag, known);
    if (!near.isEmpty()) {
      return near;
    }
    List<String> some = known.subList(0, Math.min(MOST_NAMED, known.size()));
    return known.isEmpty() ? " Nobody has any." : " There are " + String.join(", ", some) + ".";
  }

  /** A star stands for any end, as % does in SQL. */
  private Object[] values(String kind) {
    return written.stream()
        .filter(area -> area.startsWith(kind))
        .map(area -> area.substring(kind.length()))
        .map(value -> kind.equals("zip=") ? value.replace('*', '%') : value)
        .toArray();
  }
}
