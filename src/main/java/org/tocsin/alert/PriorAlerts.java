package org.tocsin.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.MemberList;
import org.tocsin.sheet.Sheet;

/**
 * What other alerts have to do with one.
 *
 * @param same alerts whose receivers have had this revision already
 * @param older alerts of other revisions of the sheet, published before it
 * @param sameWords of those, alert and language ("7:es") where the reader had the very same words
 * @param newer the same, published after it
 * @param going those of them of which what waits will go
 * @param correction whether those who had an older revision get this one too, marked
 * @param stopNotices alerts whose texts may have said lately who sends and how to stop
 * @param noticeSince a text before this time was not lately
 */
record PriorAlerts(
    List<Long> same,
    List<Long> older,
    List<String> sameWords,
    List<Long> newer,
    List<Long> going,
    boolean correction,
    List<Long> stopNotices,
    Instant noticeSince) {

  /**
   * The alert that it is about.
   *
   * @param revisionId of the sheet, 0 where it is not kept yet
   * @param id of the alert, 0 where there is none yet
   */
  record Of(Sheet sheet, long revisionId, long id, SendOptions order) {
    private boolean isNew() {
      return id == 0;
    }
  }

  private record Sibling(long id, boolean isLive, List<String> sameLangs) {
    Stream<String> sameWords() {
      return sameLangs.stream().map(lang -> id + ":" + lang);
    }
  }

  /**
   * @param interval for how long a text need not tell again (L12)
   */
  static PriorAlerts of(Handle handle, Of alert, Instant now, Duration interval) {
    Instant since = now.minus(interval);
    SendOptions order = alert.order();
    List<Sibling> siblings = siblings(handle, alert);
    boolean asIfNew = order.again() && !order.correction();
    return new PriorAlerts(
        order.again() ? List.of() : same(handle, alert),
        asIfNew ? List.of() : ids(siblings, s -> alert.isNew() || s.id() < alert.id()),
        order.again() ? List.of() : siblings.stream().flatMap(Sibling::sameWords).toList(),
        ids(siblings, s -> !alert.isNew() && s.id() > alert.id()),
        ids(siblings, s -> s.isLive() && (!alert.isNew() || order.leftover() == Leftover.KEEP)),
        order.correction(),
        interval.isZero() ? List.of() : stopNotices(handle, alert.id(), since),
        since);
  }

  /** Alerts of the same sheet, of whatever revision, published after one. */
  static List<Long> newer(Handle handle, long alertId) {
    return handle
        .createQuery(
            """
            SELECT n.id FROM alert a JOIN revision r ON r.id = a.revision_id
            JOIN revision s ON s.slug = r.slug
            JOIN alert n ON n.revision_id = s.id AND n.id > a.id
            WHERE a.id = :alert
            """)
        .bind("alert", alertId)
        .mapTo(Long.class)
        .list();
  }

  // All editions share the head of the first and the lists beside it, so nobody has the same words
  // where one of those differs.
  private static List<Sibling> siblings(Handle handle, Of alert) {
    List<Edition> editions = alert.sheet().editions();
    Collection<MemberList> lists = alert.sheet().positions().lists().values();
    return handle
        .createQuery(
            """
            SELECT a.id, a.state <> 'cancelled' AS live,
              ARRAY(SELECT e.lang FROM edition e
                    JOIN unnest(:langs, :sources) AS n (lang, source) USING (lang, source)
                    WHERE e.revision_id = r.id
                      AND EXISTS (SELECT FROM edition f WHERE f.revision_id = r.id AND f.position = 0
                                    AND f.source = :first)
                      AND ARRAY(SELECT file || source FROM member_list WHERE revision_id = r.id ORDER BY 1)
                        = ARRAY(SELECT unnest(:lists) ORDER BY 1)) AS same_langs
            FROM alert a JOIN revision r ON r.id = a.revision_id
            WHERE r.slug = :slug AND r.id <> :revision AND a.released_at IS NOT NULL
            """)
        .bind("slug", alert.sheet().slug())
        .bind("revision", alert.revisionId())
        .bindArray("langs", String.class, editions.stream().map(Edition::lang).toArray())
        .bindArray("sources", String.class, editions.stream().map(Edition::source).toArray())
        .bind("first", editions.get(0).source())
        .bindArray(
            "lists",
            String.class,
            lists.stream().map(list -> list.file() + list.source()).toArray())
        .map(
            (row, c) ->
                new Sibling(
                    row.getLong("id"),
                    row.getBoolean("live"),
                    List.of((String[]) row.getArray("same_langs").getArray())))
        .list();
  }

  private static List<Long> ids(List<Sibling> siblings, Predicate<Sibling> which) {
    return siblings.stream().filter(which).map(Sibling::id).toList();
  }

  private static List<Long> same(Handle handle, Of alert) {
    return handle
        .createQuery(
            """
            SELECT id FROM alert
            WHERE revision_id = :revision AND id <> :alert AND released_at IS NOT NULL
            """)
        .bind("revision", alert.revisionId())
        .bind("alert", alert.id())
        .mapTo(Long.class)
        .list();
  }

  private static List<Long> stopNotices(Handle handle, long alertId, Instant since) {
    return handle
        .createQuery(
            """
            SELECT id FROM alert
            WHERE <sms> = ANY(channels) AND id <> :alert AND released_at IS NOT NULL
              AND coalesce(finished_at, :since) >= :since
            """)
        .bind("alert", alertId)
        .bind("since", since)
        .mapTo(Long.class)
        .list();
  }
}
