package org.tocsin.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.civic.District;

/** Finished texts, kept word for word for as long as their deliveries are. */
public final class Renderings {
  private final Jdbi jdbi;

  public Renderings(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What a group of people shares who need a rendering.
   *
   * @param key {@link RenderingKey#KEY}
   */
  public record Needed(UUID key, Channel channel, RenderingKey fit) {
    /** From a row with these columns; see {@link RenderingKey#of}. */
    public static Needed read(ResultSet row, Object context) throws SQLException {
      return new Needed(
          row.getObject("rendering_key", UUID.class),
          Channel.of(row.getString("channel")),
          RenderingKey.of(row));
    }
  }

  /**
   * Keeps a rendering; what another process has already kept for the same people stays.
   *
   * @param segments of a text whose slots are filled with a token and no name; 0 for an email
   */
  public static void keep(
      Handle handle, long alertId, Needed needed, Rendering rendering, int segments) {
    handle
        .createUpdate(
            """
            INSERT INTO rendering (alert_id, channel, key, tells_stop, choices, lang, subject, body, html,
              segments)
            VALUES (:alert, :channel, :key, :tellsStop, :choices, :lang, :subject, :body, :html, :segments)
            ON CONFLICT (alert_id, channel, key, tells_stop) DO NOTHING
            """)
        .bind("alert", alertId)
        .bind("channel", needed.channel().code())
        .bind("key", needed.key())
        .bind("tellsStop", !needed.fit().hasRecentStopNotice())
        .bindArray(
            "choices", String.class, needed.fit().choices().stream().map(District::code).toArray())
        .bindMethods(rendering)
        .bind("segments", segments)
        .execute();
  }

  public Rendering get(long id) {
    return find(id).orElseThrow(() -> new TocsinException("There is no rendering " + id + "."));
  }

  private Optional<Rendering> find(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT lang, subject, body, html FROM rendering WHERE id = :id")
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
