package org.tocsin.bench;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;

/**
 * A database as it is after a few years: people, alerts and what became of each of their messages,
 * made by statements of their own, which take minutes where the program would take an hour.
 */
final class Filled {
  /** As many numbers as are kept for fiction, so some people share one. */
  private static final int PHONES = 30_000;

  private final Server server;
  private final Jdbi jdbi;
  private final int people;
  private final int alerts;

  /**
   * @param alerts to everybody
   */
  Filled(Server server, int people, int alerts) {
    this.server = server;
    this.jdbi = server.jdbi();
    this.people = people;
    this.alerts = alerts;
  }

  /**
   * One who lives in each ZIP is there already, and officials and districts are.
   *
   * @param sheet that the alerts were made of
   */
  void fill(Path sheet) {
    server.run(
        "publish",
        "" + sheet,
        "--channels",
        "email",
        "--at",
        "2199-01-01T00:00Z",
        "--stale-roster",
        "--yes");
    Setup.say("Filling in " + people + " people …");
    multiply();
    Setup.say("Filling in " + alerts + " alerts to all of them …");
    for (int n = 1; n <= alerts; n++) {
      alert(n == alerts);
    }
    others();
    jdbi.useHandle(handle -> handle.execute("VACUUM ANALYZE"));
  }

  private void multiply() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                WITH pattern AS MATERIALIZED (
                  SELECT *, row_number() OVER (ORDER BY id) - 1 AS n FROM subscriber)
                INSERT INTO subscriber (email, email_key, phone, phone_key, first_name, last_name,
                  language, city, state, zip, email_consent, sms_consent, consent_source, consent_at,
                  assignment, districts, shares, zones)
                SELECT 'member' || i || '@example.org', md5('e' || i)::uuid,
                  CASE WHEN i <= ? THEN '+1' || 201 + i / 100 || '55501' || lpad('' || i % 100, 2, '0') END,
                  CASE WHEN i <= ? THEN md5('p' || i)::uuid END,
                  p.first_name, p.last_name, CASE WHEN i % 12 = 0 THEN 'es' ELSE 'en' END,
                  p.city, p.state, p.zip, i % 50 <> 0, i <= ?, 'bench', now(),
                  p.assignment, p.districts, p.shares, p.zones
                FROM generate_series(1, ?) i JOIN pattern p ON p.n = i % (SELECT count(*) FROM pattern)
                """,
                PHONES, PHONES, PHONES, people));
  }

  /**
   * @param goes whether a tenth of it still waits
   */
  private void alert(boolean goes) {
    jdbi.useTransaction(
        handle -> {
          long id =
              handle
                  .createQuery(
                      """
                      INSERT INTO alert (revision_id, channels, state, release_at, created_at,
                        released_at, gathered_at, finished_at, roster_id, map_id)
                      SELECT revision_id, channels, CASE WHEN :goes THEN 'sending' ELSE 'done' END,
                        now() - interval '1 day', now(), now() - interval '1 day', now(),
                        CASE WHEN :goes THEN NULL ELSE now() END,
                        (SELECT max(id) FROM roster), (SELECT max(id) FROM district_map)
                      FROM alert ORDER BY id LIMIT 1
                      RETURNING id
                      """)
                  .bind("goes", goes)
                  .mapTo(Long.class)
                  .one();
          handle.execute("SET LOCAL synchronous_commit = off");
          handle.execute(
              """
              INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key, due_at,
                attempted_at, settled_at, attempts, channel, state, address, first_name, code, reason)
              SELECT ?, s.id, 1, s.email_key, now(), now(), now(), 1, 'email',
                CASE WHEN ? AND s.id % 10 = 0 THEN 'queued' WHEN s.id % 40 = 1 THEN 'undelivered'
                     WHEN s.id % 90 = 2 THEN 'refused' ELSE 'accepted' END,
                s.email, s.first_name, CASE WHEN s.id % 40 = 1 THEN '5.1.1' WHEN s.id % 90 = 2 THEN '5.7.1' END,
                CASE WHEN s.id % 40 = 1 THEN 'no such user' WHEN s.id % 90 = 2 THEN 'not wanted' END
              FROM subscriber s WHERE s.email IS NOT NULL
              """,
              id, goes);
        });
  }

  /** Opt-outs, replies, what organizers did, and drafts. */
  private void others() {
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              """
              INSERT INTO suppression (channel, address_key, reason, since)
              SELECT 'email', email_key, 'unsubscribe', now() FROM subscriber WHERE id % 33 = 0
              """);
          handle.execute(
              """
              INSERT INTO consent_event (at, channel, address_key, change, way, source, words)
              SELECT now(), 'email', email_key, 'given', 'import', 'bench', 'yes' FROM subscriber
              WHERE email_key IS NOT NULL
              """);
          handle.execute(
              """
              INSERT INTO hold (channel, address_key, since, source, words, why)
              SELECT 'sms', phone_key, now(), 'bench', 'Perhaps not ' || id, 'may mean stop'
              FROM subscriber WHERE phone_key IS NOT NULL ORDER BY id LIMIT 200
              """);
          handle.execute(
              """
              INSERT INTO audit_entry (at, who, action, detail)
              SELECT now(), 'bench@example.org', 'sheet saved', 'sheet bench-' || i
              FROM generate_series(1, 20000) i
              """);
          handle.execute(
              """
              INSERT INTO sheet_draft (slug, lang, version, source, saved_at, saved_by)
              SELECT 'draft-' || i, '', 1, e.source, now() - i * interval '1 hour', 'bench@example.org'
              FROM generate_series(1, 200) i, (SELECT source FROM edition LIMIT 1) e
              """);
        });
  }
}
