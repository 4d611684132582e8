package org.tocsin.support;

import org.jdbi.v3.core.Jdbi;

/** An alert whose text went to everybody. */
public final class TextedAlert {
  private TextedAlert() {}

  /**
   * @param choices the districts that the text numbers, or none
   * @return its id
   */
  public static long to(Jdbi jdbi, String... choices) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    WITH r AS (INSERT INTO revision (slug, number, fingerprint, created_at)
                               VALUES ('s', 1, 'f', now())
                               ON CONFLICT (slug, number) DO UPDATE SET slug = 's' RETURNING id),
                    a AS (INSERT INTO alert (revision_id, channels, release_at, created_at, again)
                          SELECT id, '{sms}', now(), now(), true FROM r RETURNING id),
                    t AS (INSERT INTO rendering (alert_id, key, choices, channel, lang, body)
                          SELECT id, gen_random_uuid(), :choices, 'sms', 'en', 'x' FROM a
                          RETURNING id, alert_id),
                    d AS (INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key,
                                  due_at, attempted_at, attempts, channel, state, address)
                          SELECT t.alert_id, s.id, t.id, s.phone_key, now(), clock_timestamp(), 1,
                            'sms', 'accepted', s.phone
                          FROM t, subscriber s RETURNING id)
                    SELECT id FROM a
                    """)
                .bindArray("choices", String.class, (Object[]) choices)
                .mapTo(Long.class)
                .one());
  }
}
