package org.tocsin.message;

import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.TocsinException;

/** Finished texts, kept word for word for as long as their deliveries are. */
public final class Renderings {
  private final Jdbi jdbi;

  public Renderings(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Keeps a rendering; what another process has already kept for the same people stays.
   *
   * @param fits names the people whom it fits, unique within alert and channel
   * @param segments of a text whose slots are filled with a token and no name; 0 for an email
   */
  public static void keep(
      Handle h, long alertId, Channel channel, String fits, Rendering rendering, int segments) {
    h.createUpdate(
            """
            INSERT INTO rendering (alert_id, channel, fits, lang, subject, body, html, segments)
            VALUES (:alert, :channel, :fits, :lang, :subject, :body, :html, :segments)
            ON CONFLICT (alert_id, channel, fits) DO NOTHING
            """)
        .bindMap(
            Map.of(
                "alert", alertId,
                "channel", channel.code(),
                "fits", fits,
                "lang", rendering.lang(),
                "subject", rendering.subject(),
                "body", rendering.body(),
                "html", rendering.html(),
                "segments", segments))
        .execute();
  }

  public Rendering get(long id) {
    return find(id).orElseThrow(() -> new TocsinException("There is no rendering " + id + "."));
  }

  private Optional<Rendering> find(long id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT lang, subject, body, html FROM rendering WHERE id = :id")
                .bind("id", id)
                .map(
                    (row, c) ->
                        new Rendering(
                            row.getString("lang"),
                            row.getString("subject"),
                            row.getString("body"),
                            row.getString("html")))
                .findOne());
  }
}
