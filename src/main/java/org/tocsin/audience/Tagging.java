package org.tocsin.audience;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** Puts tags on people and takes them off. */
public final class Tagging {
  private final Jdbi jdbi;

  public Tagging(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * As it is kept.
   *
   * @throws BadInput where it is no tag
   */
  public static String read(String tag) {
    return Tags.normal(tag)
        .orElseThrow(
            () ->
                new BadInput(
                    Problem.error(
                        "tag",
                        0,
                        "",
                        "A tag has letters, digits, spaces and -_. in it, at most 40. Nothing has"
                            + " been changed.")));
  }

  /**
   * Within a transaction of the caller's. Who has it already, or as many as there can be, stays as
   * they are.
   *
   * @param tag as {@link #read} gives it
   * @return how many people have it now that had it not
   */
  public static int add(Handle handle, List<Long> people, String tag) {
    return change(
        handle,
        """
        UPDATE subscriber
        SET tags = (SELECT array_agg(t ORDER BY t COLLATE "C") FROM unnest(tags || :tag::text) t)
        WHERE id = ANY(:people) AND NOT tags @> ARRAY[:tag]::text[] AND cardinality(tags) < :most
        """,
        people,
        tag);
  }

  /** The same the other way. */
  public static int remove(Handle handle, List<Long> people, String tag) {
    return change(
        handle,
        """
        UPDATE subscriber SET tags = array_remove(tags, :tag)
        WHERE id = ANY(:people) AND tags @> ARRAY[:tag]::text[] AND :most > 0
        """,
        people,
        tag);
  }

  private static int change(Handle handle, String sql, List<Long> people, String tag) {
    Turns.toChangeMany(handle);
    return handle
        .createUpdate(sql)
        .bind("people", people.stream().mapToLong(Long::longValue).toArray())
        .bind("tag", tag)
        .bind("most", Tags.MOST)
        .execute();
  }

  /** Who the rows of an imported file are about. */
  public List<Long> ofImport(long file) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT subscriber_id FROM people_import WHERE file_id = :file")
                .bind("file", file)
                .mapTo(Long.class)
                .list());
  }
}
