package org.tocsin.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.TakenDown;

/**
 * A new alert on its way into the database, in place of older ones of its sheet.
 *
 * @param deadline after which nothing of it goes
 * @param newest the id of the newest alert of the sheet as far as is known to whoever sends, 0 for
 *     none; empty where it does not matter what somebody else sends at the same time
 */
record Placing(
    Revision revision,
    SendOptions order,
    Optional<Instant> deadline,
    Instant now,
    OptionalLong newest) {
  /** In one transaction: either it is there and they are replaced, or nothing has changed. */
  Published place(Handle handle, PublishPreview preview) {
    OlderAlerts older = OlderAlerts.locked(handle, revision.sheet(), revision.id(), order);
    newest.ifPresent(known -> refuseSecond(handle, known));
    // More may have been published since it was looked at.
    PriorAlerts.Of alert = new PriorAlerts.Of(revision.sheet(), revision.id(), 0, order);
    PriorAlerts past = PriorAlerts.of(handle, alert, now, Duration.ZERO);
    older.refuseLosses(handle, revision.sheet(), order, past);
    long id = insert(handle);
    TakenDown.restore(handle, revision.sheet().slug());
    boolean keeps = order.leftover() == Leftover.KEEP;
    return new Published(
        id,
        preview.warnings(),
        keeps ? List.of() : older.ids(),
        keeps ? Map.of() : older.replace(handle, id, now),
        preview.had(),
        preview.corrections());
  }

  /**
   * Publishers of a sheet come one after the other here, so of two at once the second learns it.
   */
  private void refuseSecond(Handle handle, long known) {
    long is = Alerts.newest(handle, revision.sheet().slug());
    if (is > known) {
      throw new SentMeanwhile(is);
    }
  }

  private long insert(Handle handle) {
    return handle
        .createQuery(
            """
            INSERT INTO alert (revision_id, channels, audience, again, correction, listed,
                               stale_roster, release_at, deadline, created_at)
            VALUES (:revision, :channels, :audience, :again, :correction, :listed,
                    :staleRoster, :release, :deadline, :now)
            RETURNING id
            """)
        .bind("revision", revision.id())
        .bindArray("channels", String.class, order.channelCodes().toArray())
        .bindArray("audience", String.class, order.areas().toArray())
        .bind("again", order.again())
        .bind("correction", order.correction())
        .bind("listed", order.isListed())
        .bind("staleRoster", order.staleRoster())
        .bind("release", order.releaseAt().orElse(now))
        .bind("deadline", deadline.orElse(null))
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }
}
