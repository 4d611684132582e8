package org.tocsin.sms;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.consent.ReplyIntent;

/** The texts that have come, each once, with what was answered. */
public final class InboundTexts {
  private static final Duration HELPED = Duration.ofDays(1);

  private final Clock clock;

  InboundTexts(Clock clock) {
    this.clock = clock;
  }

  /** Notes a text; false where it has come before. */
  boolean isNew(Handle handle, InboundText text, UUID key, ReplyIntent reply) {
    return handle
            .createUpdate(
                """
                INSERT INTO inbound_text (provider_id, at, address_key, body, reading)
                VALUES (:sid, :now, :key, :body, :reading)
                ON CONFLICT DO NOTHING
                """)
            .bind("sid", text.sid())
            .bind("now", clock.instant())
            .bind("key", key)
            .bind("body", text.body())
            .bind("reading", reply.code())
            .execute()
        == 1;
  }

  /** Keeps what a text is answered, so that the same one again gets the same. */
  void answered(Handle handle, InboundText text, AutoReplyKind answer) {
    handle
        .createUpdate("UPDATE inbound_text SET answer = :answer WHERE provider_id = :sid")
        .bind("answer", answer.code())
        .bind("sid", text.sid())
        .execute();
  }

  /** What a text was answered that has come before. */
  AutoReplyKind earlier(Handle handle, InboundText text) {
    return handle
        .createQuery("SELECT answer FROM inbound_text WHERE provider_id = :sid")
        .bind("sid", text.sid())
        .map((row, c) -> AutoReplyKind.of(row.getString(1)))
        .one();
  }

  /** Whether a number had help within a day. */
  boolean wasHelped(Handle handle, UUID key) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM inbound_text
                           WHERE address_key = :key AND answer = 'help' AND at > :since)
            """)
        .bind("key", key)
        .bind("since", clock.instant().minus(HELPED))
        .mapTo(Boolean.class)
        .one();
  }

  /** Forgets what an address wrote. The ids of the texts stay: they tell a replay (I07). */
  public static void forget(Handle handle, UUID addressKey) {
    handle
        .createUpdate("UPDATE inbound_text SET body = '' WHERE address_key = :key")
        .bind("key", addressKey)
        .execute();
  }
}
