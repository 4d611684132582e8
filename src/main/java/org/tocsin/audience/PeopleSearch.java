package org.tocsin.audience;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Finds people for an organizer, the newest first. */
public final class PeopleSearch {
  private final Jdbi jdbi;

  public PeopleSearch(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Somebody who was found.
   *
   * @param emails whether they can be written to by email: they agreed and have not opted out.
   *     Likewise texts
   */
  public record Found(Subscriber subscriber, boolean emails, boolean texts) {}

  /**
   * @param asked an email address or how it begins, a number, a ZIP, a district, how names begin;
   *     "" for everybody
   * @param before an id: only people with smaller ones
   * @param limit how many at most
   */
  public List<Found> find(String asked, long before, int limit) {
    return jdbi.inTransaction(handle -> find(handle, PeopleCondition.of(asked), before, limit));
  }

  private static List<Found> find(
      Handle handle, PeopleCondition condition, long before, int limit) {
    // A plan that fits every beginning fits none: the index is of use only where it is known.
    handle.execute("SET LOCAL plan_cache_mode = force_custom_plan");
    return handle
        .createQuery(
            """
            SELECT s.*, s.email_consent AND e.address_key IS NULL AS emails,
                   s.sms_consent AND p.address_key IS NULL AS texts
            FROM (SELECT * FROM subscriber WHERE id < :before AND (<condition>)
                  ORDER BY id DESC LIMIT :limit) s
            LEFT JOIN suppression e ON e.channel = <email> AND e.address_key = s.email_key
            LEFT JOIN suppression p ON p.channel = <sms> AND p.address_key = s.phone_key
            ORDER BY s.id DESC
            """
                .replace("<condition>", condition.sql()))
        .bind("before", before)
        .bind("limit", limit)
        .bindMap(condition.values())
        .map(
            (row, c) ->
                new Found(Subscriber.of(row), row.getBoolean("emails"), row.getBoolean("texts")))
        .list();
  }

  /**
   * The ids of those who are found, the newest first; see {@link #find(String, long, int)}.
   *
   * @param asked not ""
   */
  public List<Long> ids(String asked, long before, int limit) {
    PeopleCondition condition = PeopleCondition.of(asked);
    return jdbi.inTransaction(
        handle -> {
          handle.execute("SET LOCAL plan_cache_mode = force_custom_plan");
          return handle
              .createQuery(
                  """
                  SELECT id FROM subscriber WHERE id < :before AND (<condition>)
                  ORDER BY id DESC LIMIT :limit
                  """
                      .replace("<condition>", condition.sql()))
              .bind("before", before)
              .bind("limit", limit)
              .bindMap(condition.values())
              .mapTo(Long.class)
              .list();
        });
  }
}
