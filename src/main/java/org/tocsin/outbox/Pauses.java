package org.tocsin.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;

/** Channels on which everything waits, in all processes, until someone resumes them. */
public final class Pauses {
  /**
   * @param reason the provider's code and words, or who paused it
   */
  public record Pause(Channel channel, Instant since, String reason) {}

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private final Jdbi jdbi;
  private final Clock clock;

  public Pauses(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public List<Pause> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT channel, since, reason FROM channel_pause ORDER BY channel")
                .map(ConstructorMapper.of(Pause.class))
                .list());
  }

  /**
   * Pauses a channel and says so in the log.
   *
   * @param reason in words; kept without a full stop, since it stands in the middle of sentences
   * @return false when it was paused already; the first reason stays
   */
  public boolean pause(Channel channel, String reason) {
    return jdbi.withHandle(handle -> pause(handle, channel, reason));
  }

  /** The same in the caller's transaction. */
  public boolean pause(Handle handle, Channel channel, String reason) {
    String plain = plain(reason);
    boolean paused = insert(handle, channel, plain) > 0;
    if (paused) {
      LOG.error(
          "The {} channel is paused: {}. Everything waits. Mend it, then run: tocsin channel resume"
              + " {}",
          channel.code(),
          plain,
          channel.code());
    }
    return paused;
  }

  private static String plain(String reason) {
    String plain = reason.strip().replaceAll("[.:\\s]+$", "");
    return plain.isEmpty() ? "no reason was given" : plain;
  }

  private int insert(Handle handle, Channel channel, String reason) {
    return handle
        .createUpdate(
            """
            INSERT INTO channel_pause (channel, since, reason)
            VALUES (:channel, :now, :reason) ON CONFLICT DO NOTHING
            """)
        .bind("channel", channel)
        .bind("now", clock.instant())
        .bind("reason", reason)
        .execute();
  }

  /**
   * @return false when it was not paused
   */
  public boolean resume(Channel channel) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM channel_pause WHERE channel = :channel")
                    .bind("channel", channel)
                    .execute())
        > 0;
  }
}
