package org.tocsin.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;

/** Channels on which everything waits, in all processes, until someone resumes them. */
public final class Pauses {
  /**
   * @param reason the provider's code and words, or who paused it
   */
  public record Pause(Channel channel, Instant since, String reason) {}

  private final Jdbi jdbi;
  private final Clock clock;

  public Pauses(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public List<Pause> list() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT channel, since, reason FROM channel_pause ORDER BY channel")
                .map(
                    (row, c) ->
                        new Pause(
                            Channel.of(row.getString("channel")),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            row.getString("reason")))
                .list());
  }

  /**
   * @return false when it was paused already; the first reason stays
   */
  public boolean pause(Channel channel, String reason) {
    return jdbi.withHandle(
            h ->
                h.createUpdate(
                        """
                        INSERT INTO channel_pause (channel, since, reason)
                        VALUES (:channel, :now, :reason) ON CONFLICT DO NOTHING
                        """)
                    .bind("channel", channel.code())
                    .bind("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                    .bind("reason", reason)
                    .execute())
        > 0;
  }

  /**
   * @return false when it was not paused
   */
  public boolean resume(Channel channel) {
    return jdbi.withHandle(
            h ->
                h.createUpdate("DELETE FROM channel_pause WHERE channel = :channel")
                    .bind("channel", channel.code())
                    .execute())
        > 0;
  }
}
