package org.tocsin.audience;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Merges incoming rows into the subscribers, by sets, in one transaction. Suppression is never
 * touched (P4).
 */
final class Merge {
  static final String INCOMING =
      "incoming (line, email, email_key, phone, phone_key, first_name, last_name, language, street,"
          + " city, state, zip, email_consent, sms_consent, consent_source, consent_at, tags,"
          + " email_out, email_out_at, sms_out, sms_out_at)";

  private final Handle h;
  private final Instant now;

  Merge(Handle h, Instant now) {
    this.h = h;
    this.now = now;
  }

  /** Makes the table that the rows go into; NULL says nothing. */
  void begin() {
    // Sorting a million rows within the usual 4 MB spills to disk again and again.
    h.execute("SET LOCAL work_mem = '64MB'");
    h.execute(
        """
        CREATE TEMP TABLE incoming (
          line int, email text, email_key uuid, phone text, phone_key uuid, first_name text,
          last_name text, language text, street text, city text, state text, zip text,
          email_consent boolean, sms_consent boolean, consent_source text, consent_at timestamptz,
          tags text, email_out text, email_out_at timestamptz, sms_out text,
          sms_out_at timestamptz, subscriber_id bigint, is_new boolean NOT NULL DEFAULT false
        ) ON COMMIT DROP\
        """);
  }

  /** Puts together what is now known of each person of whom a recognised row tells. */
  void settle() {
    AreaCodes.lay(h, NUMBERS);
    h.execute("CREATE TEMP TABLE settled ON COMMIT DROP AS " + Assigned.inForce(SETTLED));
    h.execute("ANALYZE settled");
  }

  private static final String NUMBERS =
      """
      SELECT phone FROM incoming UNION ALL
      SELECT s.phone FROM subscriber s JOIN incoming i ON i.subscriber_id = s.id
      """;

  /**
   * The last word of the file field by field. Consent to texts counts where it was said of the
   * number that the person has in the end.
   */
  private static final String LAST_WORDS =
      """
      SELECT subscriber_id, is_new, <email>, <email_key>, <phone>, <phone_key>, <first_name>,
             <last_name>, <language>, <street>, <city>, <state>, <zip>, <email_consent>,
             (array_agg(sms_consent ORDER BY line DESC)
                FILTER (WHERE sms_consent IS NOT NULL AND (phone IS NULL OR phone = last_phone))
             )[1] AS sms_consent,
             <consent_source>, <consent_at>, <tags>
      FROM (SELECT *, first_value(phone) OVER (PARTITION BY subscriber_id
                                               ORDER BY phone IS NULL, line DESC) AS last_phone
            FROM incoming) said
      GROUP BY subscriber_id, is_new
      """
          .replaceAll(
              "<(\\w+)>",
              "(array_agg($1 ORDER BY line DESC) FILTER (WHERE $1 IS NOT NULL))[1] AS $1");

  /**
   * The last word, else what was known before. Consent belongs to a number: a new number does not
   * inherit it. Who has moved to another ZIP no longer has the district of the old address.
   */
  private static final String SETTLED =
      """
      SELECT i.subscriber_id AS id, i.is_new,
             coalesce(i.email, s.email) AS email,
             coalesce(i.email_key, s.email_key) AS email_key,
             coalesce(i.phone, s.phone) AS phone,
             coalesce(i.phone_key, s.phone_key) AS phone_key,
             coalesce(i.first_name, s.first_name, '') AS first_name,
             coalesce(i.last_name, s.last_name, '') AS last_name,
             coalesce(i.language, s.language, '') AS language,
             coalesce(i.street, s.street, '') AS street,
             coalesce(i.city, s.city, '') AS city,
             coalesce(i.state, s.state, '') AS state,
             coalesce(i.zip, s.zip, '') AS zip,
             coalesce(i.email, s.email) IS NOT NULL
               AND coalesce(i.email_consent, s.email_consent, false) AS email_consent,
             coalesce(i.phone, s.phone) IS NOT NULL
               AND coalesce(i.sms_consent, s.sms_consent AND s.phone = coalesce(i.phone, s.phone),
                            false) AS sms_consent,
             coalesce(i.consent_source, s.consent_source, '') AS consent_source,
             coalesce(i.consent_at, s.consent_at) AS consent_at,
             CASE WHEN i.tags IS NULL THEN coalesce(s.tags, '{}') WHEN i.tags = '<none>' THEN '{}'
                  ELSE string_to_array(i.tags, ';') END AS tags,
             coalesce(s.email_consent, false) AS had_email_consent,
             coalesce(s.sms_consent AND s.phone = coalesce(i.phone, s.phone), false)
               AS had_sms_consent
      FROM (<last words>) i
      LEFT JOIN subscriber s ON s.id = i.subscriber_id
      """
          .replace("<last words>", LAST_WORDS)
          .replace("<none>", Tags.NONE);

  /** Returns how many people are new. */
  long add() {
    return h.execute(
        """
        INSERT INTO subscriber (id, email, email_key, phone, phone_key, first_name, last_name,
          language, street, city, state, zip, email_consent, sms_consent, consent_source,
          consent_at, tags, assignment, districts, shares, zones, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT id, email, email_key, phone, phone_key, first_name, last_name, language, street,
               city, state, zip, email_consent, sms_consent, consent_source, consent_at,
               tags, assignment, districts, shares, zones, ?
        FROM settled WHERE is_new ORDER BY id
        """,
        now);
  }

  /** Returns of how many known people something changed. */
  long update() {
    return h.execute(
        """
        UPDATE subscriber s
        SET email = n.email, email_key = n.email_key, phone = n.phone, phone_key = n.phone_key,
            first_name = n.first_name, last_name = n.last_name, language = n.language,
            street = n.street, city = n.city, state = n.state, zip = n.zip,
            email_consent = n.email_consent, sms_consent = n.sms_consent,
            consent_source = n.consent_source, consent_at = n.consent_at,
            tags = n.tags, assignment = n.assignment, districts = n.districts, shares = n.shares,
            zones = n.zones
        FROM settled n
        WHERE n.id = s.id AND NOT n.is_new
          AND (s.email, s.phone, s.first_name, s.last_name, s.language, s.street, s.city, s.state,
               s.zip, s.email_consent, s.sms_consent, s.consent_source, s.consent_at,
               s.tags, s.assignment, s.districts, s.shares, s.zones)
              IS DISTINCT FROM
              (n.email, n.phone, n.first_name, n.last_name, n.language, n.street, n.city, n.state,
               n.zip, n.email_consent, n.sms_consent, n.consent_source, n.consent_at,
               n.tags, n.assignment, n.districts, n.shares, n.zones)
        """);
  }

  /** Records consent that was newly given or that the file withdraws. */
  void recordConsent() {
    h.execute(
        """
        INSERT INTO consent_event (at, channel, address_key, change, way, source)
        SELECT CASE WHEN c.has THEN coalesce(n.consent_at, ?) ELSE ? END,
               c.channel, c.address_key, CASE WHEN c.has THEN 'given' ELSE 'withdrawn' END,
               'import', n.consent_source
        FROM settled n
        CROSS JOIN LATERAL (VALUES
          ('email', n.email_key, n.email_consent, n.had_email_consent),
          ('sms', n.phone_key, n.sms_consent, n.had_sms_consent)
        ) AS c (channel, address_key, has, had)
        WHERE c.has <> c.had
        ORDER BY n.id\
        """,
        now,
        now);
  }

  /** How many people the rows are about. */
  long people() {
    return h.createQuery("SELECT count(*) FROM settled").mapTo(Long.class).one();
  }
}
