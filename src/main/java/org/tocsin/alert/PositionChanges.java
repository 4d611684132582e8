package org.tocsin.alert;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.civic.Official;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.Position;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Sheets;

/**
 * What is learnt of officials after an alert was published. It holds for whatever of the alert is
 * not yet rendered, and is recorded with who said so and when.
 */
public final class PositionChanges {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Sheets sheets;
  private final Rosters rosters;

  public PositionChanges(Jdbi jdbi, Clock clock, Sheets sheets, Rosters rosters) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sheets = sheets;
    this.rosters = rosters;
  }

  /**
   * @param at as text, with its zone
   */
  public record Change(String bioguide, Position was, Position position, String at, String who) {}

  /**
   * Notes where an official stands now.
   *
   * @param nameOrId as people name the official, or the bioguide id
   * @param who says so, or ""
   * @return the official's name
   * @throws TocsinException where the alert is gathered or has ended, or it is not sure who is
   *     meant
   */
  public String note(long alertId, String nameOrId, Position position, String who) {
    Official official = PositionNames.official(nameOrId, rosters.orRefused());
    jdbi.useTransaction(handle -> note(handle, alertId, official, position, who));
    return official.fullName();
  }

  private void note(Handle handle, long alertId, Official official, Position position, String who) {
    long revision =
        handle
            .createQuery(
                """
                SELECT revision_id FROM alert
                WHERE id = :id AND gathered_at IS NULL
                  AND state IN ('scheduled', 'gathering', 'paused')
                FOR NO KEY UPDATE
                """)
            .bind("id", alertId)
            .mapTo(Long.class)
            .findOne()
            .orElseThrow(
                () ->
                    new TocsinException(
                        "Alert "
                            + alertId
                            + " is not waiting: all its messages are made, or there is no such"
                            + " alert. See: tocsin alert list"));
    Position was = sheets.get(revision).sheet().with(learnt(handle, alertId)).positionOf(official);
    handle
        .createUpdate(
            """
            INSERT INTO position_change (alert_id, bioguide, was, position, at, who)
            VALUES (:alert, :bioguide, :was, :position, :at, :who)
            """)
        .bind("alert", alertId)
        .bind("bioguide", official.bioguide())
        .bind("was", was.code())
        .bind("position", position.code())
        .bind("at", clock.instant())
        .bind("who", who)
        .execute();
  }

  /** What holds by now, by bioguide id. */
  static Map<String, Position> learnt(Handle handle, long alertId) {
    Map<String, Position> learnt = new LinkedHashMap<>();
    changes(handle, alertId).forEach(change -> learnt.put(change.bioguide(), change.position()));
    return learnt;
  }

  /** All changes, the oldest first. */
  public List<Change> of(long alertId) {
    return jdbi.withHandle(handle -> changes(handle, alertId));
  }

  private static List<Change> changes(Handle handle, long alertId) {
    return handle
        .createQuery(
            """
            SELECT bioguide, was, position, at::text AS at, who FROM position_change
            WHERE alert_id = :alert ORDER BY id
            """)
        .bind("alert", alertId)
        .map(
            (row, c) ->
                new Change(
                    row.getString("bioguide"),
                    Position.of(row.getString("was")).orElseThrow(),
                    Position.of(row.getString("position")).orElseThrow(),
                    row.getString("at"),
                    row.getString("who")))
        .list();
  }
}
