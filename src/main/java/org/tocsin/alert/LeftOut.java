package org.tocsin.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.sheet.Sheet;

/**
 * People who would get nothing of a sheet, for one reason, the oldest on the list first.
 *
 * @param next after which id to look on; empty where everybody was looked at
 */
public record LeftOut(List<Person> people, OptionalLong next) {
  /** Reasons that are known of each person without making the texts. */
  public static final Set<String> REASONS =
      Set.of(
          "no_email_consent",
          "no_sms_consent",
          "email_suppressed",
          "sms_suppressed",
          "had_it_by_email",
          "had_it_by_sms",
          "had_older_by_email",
          "had_older_by_sms",
          "had_newer_by_email",
          "had_newer_by_sms");

  private static final int CHUNK = 5_000;

  /** Among a million where only a few are left out, a page shows how far it came. */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

  private static final String CHUNK_END =
      """
      SELECT max(id) FROM (SELECT id FROM subscriber WHERE id > :after ORDER BY id LIMIT :chunk) c
      """;

  private static final String FOUND =
      AudienceQuery.WITH
          + """
          SELECT q.id, trim(q.first_name || ' ' || q.last_name) AS name,
            coalesce(q.email, '') AS email, coalesce(q.phone, '') AS phone
          FROM person p JOIN subscriber q ON q.id = p.id
          WHERE :reason IN (p.email_eligibility, p.sms_eligibility)
          ORDER BY q.id LIMIT :limit
          """;

  /**
   * Somebody who is left out.
   *
   * @param name first and last, or ""
   * @param email or "", likewise phone
   */
  public record Person(long id, String name, String email, String phone) {}

  /**
   * @param reason one of {@link #REASONS}
   * @param after an id; only people after it
   * @param limit how many at most
   */
  record Search(String reason, long after, int limit) {}

  static LeftOut find(
      Handle handle, Sheet sheet, SendOptions order, PriorAlerts past, Search search) {
    List<Person> people = new ArrayList<>();
    long began = System.nanoTime();
    long after = search.after();
    while (people.size() < search.limit() && System.nanoTime() - began < MOST_NANOS) {
      Optional<Long> end = chunkEnd(handle, after);
      if (end.isEmpty()) {
        break;
      }
      int room = search.limit() - people.size();
      List<Person> found =
          AudienceQuery.bind(
                  handle.createQuery(FOUND),
                  order,
                  sheet,
                  past,
                  DataVersions.NONE,
                  new IdRange(after, end.get()))
              .bind("reason", search.reason())
              .bind("limit", room)
              .map(ConstructorMapper.of(Person.class))
              .list();
      people.addAll(found);
      after = found.size() == room ? found.get(room - 1).id() : end.get();
    }
    return new LeftOut(
        people,
        chunkEnd(handle, after).isPresent() ? OptionalLong.of(after) : OptionalLong.empty());
  }

  private static Optional<Long> chunkEnd(Handle handle, long after) {
    return handle
        .createQuery(CHUNK_END)
        .bind("after", after)
        .bind("chunk", CHUNK)
        .mapTo(Long.class)
        .findOne();
  }
}
