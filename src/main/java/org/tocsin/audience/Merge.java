package org.tocsin.audience;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.consent.ArrivingConsent;

/**
 * Merges incoming rows, a part of a file, into the subscribers, by sets, in one transaction.
 * Suppression is never touched (P4).
 */
final class Merge {
  static final String ROWS =
      "(line, claimed_id, email, email_key, empties_email, phone, phone_key,"
          + " empties_phone, first_name, last_name, language, street, city, state, zip,"
          + " email_consent, sms_consent, consent_source, consent_at, tags,"
          + " email_out, email_out_at, sms_out, sms_out_at)";

  private final Handle handle;
  private final Instant now;

  Merge(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  static final String TYPES =
      """
      (line int, claimed_id bigint, email text, email_key uuid,
       empties_email boolean NOT NULL DEFAULT false, phone text, phone_key uuid,
       empties_phone boolean NOT NULL DEFAULT false, first_name text, last_name text,
       language text, street text, city text, state text, zip text, email_consent boolean,
       sms_consent boolean, consent_source text, consent_at timestamptz, tags text,
       email_out text, email_out_at timestamptz, sms_out text, sms_out_at timestamptz)
      """;

  /** Makes the table that the rows go into; NULL says nothing, '' empties what is known. */
  void begin() {
    // Sorting many rows within the usual 4 MB spills to disk again and again.
    handle.execute("SET LOCAL work_mem = '64MB'");
    handle.execute("CREATE TEMP TABLE incoming " + TYPES + " ON COMMIT DROP");
    handle.execute(
        """
        ALTER TABLE incoming ADD subscriber_id bigint,
          ADD is_new boolean NOT NULL DEFAULT false
        """);
  }

  /** The same with a part of what is {@link Staged}. */
  void begin(Staged.Part part) {
    begin();
    handle.execute(
        "INSERT INTO incoming <rows> SELECT <columns> FROM staged WHERE line > ? AND line <= ?"
            .replace("<rows>", ROWS)
            .replace("<columns>", ROWS.substring(1, ROWS.length() - 1)),
        part.after(),
        part.lastLine());
  }

  /** Puts together what is now known of each person that a recognised row is about. */
  void settle() {
    AreaCodes.lay(handle, NUMBERS);
    handle.execute("CREATE TEMP TABLE settled ON COMMIT DROP AS " + Assigned.inForce(settled()));
    handle.execute("UPDATE settled SET email_said_at = ? WHERE email_said_at = 'infinity'", now);
    handle.execute("UPDATE settled SET sms_said_at = ? WHERE sms_said_at = 'infinity'", now);
    handle.execute("ANALYZE settled");
  }

  private static String settled() {
    return SETTLED
        .replace("<heard email>", heard(Channel.EMAIL))
        .replace("<heard sms>", heard(Channel.SMS))
        .replace("<known>", KNOWN);
  }

  private static final String NUMBERS =
      """
      SELECT phone FROM incoming UNION ALL
      SELECT s.phone FROM subscriber s JOIN incoming i ON i.subscriber_id = s.id
      """;

  /**
   * The last word of the file field by field; of consent the latest by its own date, a no before a
   * yes. A yes without a date is older than all, a no without one is of today. Consent to texts
   * counts where it was said of the number that the person has in the end.
   */
  private static final String LAST_WORDS =
      """
      SELECT subscriber_id, is_new, bool_or(empties_email) AS empties_email,
             bool_or(empties_phone) AS empties_phone, <email>, <email_key>, <phone>, <phone_key>, <first_name>,
             <last_name>, <language>, <street>, <city>, <state>, <zip>, <tags>,
             said(email_consent, email_consent, true) AS email_consent,
             said(consent_source, email_consent, true) AS email_source,
             said(<at>, email_consent, true) AS email_said_at,
             said(sms_consent, sms_consent, is_last_phone) AS sms_consent,
             said(consent_source, sms_consent, is_last_phone) AS sms_source,
             said(<at>, sms_consent, is_last_phone) AS sms_said_at
      FROM (SELECT *, phone IS NULL OR phone = first_value(phone) OVER (
                        PARTITION BY subscriber_id ORDER BY phone IS NULL, line DESC)
                      AS is_last_phone
            FROM incoming) spoken
      GROUP BY subscriber_id, is_new
      """
          .replaceAll(
              "said\\((\\w+|<at>), (\\w+), (\\w+)\\)",
              "(array_agg($1 ORDER BY <at of $2> DESC, $2, line DESC)"
                  + " FILTER (WHERE $2 IS NOT NULL AND $3))[1]")
          .replaceAll(
              "array_agg\\(<at> ORDER BY <at of (\\w+)>",
              "array_agg(<at of $1> ORDER BY <at of $1>")
          .replaceAll(
              "<at of (\\w+)>",
              "coalesce(consent_at, CASE WHEN $1 THEN '-infinity' ELSE 'infinity'"
                  + " END::timestamptz)")
          .replaceAll(
              "<(\\w+)>",
              "(array_agg($1 ORDER BY line DESC) FILTER (WHERE $1 IS NOT NULL))[1] AS $1");

  /**
   * The last word, else what was known before. Consent belongs to a number: a new number does not
   * inherit it. Who has moved to another ZIP no longer has the district of the old address.
   */
  private static final String SETTLED =
      """
      SELECT id, is_new, email, email_key, phone, phone_key, first_name, last_name, language,
             street, city, state, zip, tags, had_email_consent, had_sms_consent,
             email_consent AND email IS NOT NULL AS email_consent,
             sms_consent AND phone IS NOT NULL AS sms_consent,
             email_said_at, sms_said_at, email_source, sms_source,
             email_is_older OR sms_is_older AS is_older,
             CASE WHEN says_email THEN coalesce(email_source, old_source)
                  WHEN says_sms THEN coalesce(sms_source, old_source)
                  ELSE old_source END AS consent_source,
             CASE WHEN says_email AND isfinite(email_said_at) THEN email_said_at
                  WHEN says_sms AND isfinite(sms_said_at) THEN sms_said_at
                  ELSE old_at END AS consent_at
      FROM (SELECT *,
                   email_wins AND (email_consent OR NOT sms_consent) AS says_email,
                   sms_wins AND (sms_consent OR NOT email_consent) AS says_sms
            FROM (SELECT *, <heard email>, <heard sms> FROM (<known>) known) heard) weighed
      """;

  private static final String KNOWN =
      """
      SELECT i.subscriber_id AS id, i.is_new,
             CASE WHEN i.email IS NULL AND NOT i.empties_email THEN s.email ELSE i.email END
               AS email,
             CASE WHEN i.email IS NULL AND NOT i.empties_email THEN s.email_key ELSE i.email_key
             END AS email_key,
             CASE WHEN i.phone IS NULL AND NOT i.empties_phone THEN s.phone ELSE i.phone END
               AS phone,
             CASE WHEN i.phone IS NULL AND NOT i.empties_phone THEN s.phone_key ELSE i.phone_key
             END AS phone_key,
             coalesce(i.first_name, s.first_name, '') AS first_name,
             coalesce(i.last_name, s.last_name, '') AS last_name,
             coalesce(i.language, s.language, '') AS language,
             coalesce(i.street, s.street, '') AS street,
             coalesce(i.city, s.city, '') AS city,
             coalesce(i.state, s.state, '') AS state,
             coalesce(i.zip, s.zip, '') AS zip,
             CASE WHEN i.tags IS NULL THEN coalesce(s.tags, '{}') WHEN i.tags IN ('', '<none>') THEN '{}'
                  ELSE string_to_array(i.tags, ';') END AS tags,
             coalesce(s.consent_source, '') AS old_source, s.consent_at AS old_at,
             i.email_source, i.sms_source,
             i.email_consent AS file_email, i.email_said_at AS file_email_at,
             coalesce(s.email_consent AND s.email = coalesce(i.email, s.email), false)
               AS had_email_consent,
             CASE WHEN s.email = coalesce(i.email, s.email) THEN s.email_said_at END
               AS old_email_at,
             i.sms_consent AS file_sms, i.sms_said_at AS file_sms_at,
             coalesce(s.sms_consent AND s.phone = coalesce(i.phone, s.phone), false)
               AS had_sms_consent,
             CASE WHEN s.phone = coalesce(i.phone, s.phone) THEN s.sms_said_at END AS old_sms_at
      FROM (<last words>) i
      LEFT JOIN subscriber s ON s.id = i.subscriber_id
      """
          .replace("<last words>", LAST_WORDS)
          .replace("<none>", Tags.NONE);

  /** Whether the file's word on a channel is later than what is known, and what holds then. */
  private static String heard(Channel channel) {
    return """
    <wins> AS <c>_wins,
    CASE WHEN <wins> THEN file_<c> ELSE had_<c>_consent END AS <c>_consent,
    CASE WHEN <wins> AND isfinite(file_<c>_at) THEN file_<c>_at
         WHEN <wins> AND NOT file_<c> AND had_<c>_consent THEN 'infinity'
         ELSE old_<c>_at END AS <c>_said_at,
    coalesce(file_<c> AND NOT <wins> AND NOT had_<c>_consent, false) AS <c>_is_older
    """
        .replace("<wins>", WINS)
        .replace("<c>", channel.code());
  }

  private static final String WINS =
      """
      coalesce(old_<c>_at IS NULL AND file_<c> IS NOT NULL
               OR file_<c>_at > old_<c>_at OR NOT file_<c> AND file_<c>_at = old_<c>_at, false)\
      """;

  /** Warns of consent that is older than a no, or says no date at all. */
  void tellOlder(FoundProblems problems) {
    handle
        .createQuery(
            """
            SELECT max(i.line) FROM settled n JOIN incoming i ON i.subscriber_id = n.id
            WHERE n.is_older AND (i.email_consent OR i.sms_consent)
            GROUP BY n.id ORDER BY 1 LIMIT 1000
            """)
        .mapTo(Integer.class)
        .forEach(
            line ->
                problems.warn(
                    line,
                    "consent_at",
                    "Its yes is older than the no that is known, or has no date; the no holds."));
  }

  void add() {
    handle.execute(
        """
        INSERT INTO subscriber (id, email, email_key, phone, phone_key, first_name, last_name,
          language, street, city, state, zip, email_consent, sms_consent, consent_source,
          consent_at, email_said_at, sms_said_at, tags, assignment, districts, shares, zones,
          created_at)
        OVERRIDING SYSTEM VALUE
        SELECT id, email, email_key, phone, phone_key, first_name, last_name, language, street,
               city, state, zip, email_consent, sms_consent, consent_source, consent_at,
               email_said_at, sms_said_at, tags, assignment, districts, shares, zones, ?
        FROM settled WHERE is_new ORDER BY id
        """,
        now);
  }

  /** Notes of each person whether they are new and whether something of them changed. */
  void update() {
    handle.execute(
        """
        WITH changed AS (
        UPDATE subscriber s
        SET email = n.email, email_key = n.email_key, phone = n.phone, phone_key = n.phone_key,
            first_name = n.first_name, last_name = n.last_name, language = n.language,
            street = n.street, city = n.city, state = n.state, zip = n.zip,
            email_consent = n.email_consent, sms_consent = n.sms_consent,
            consent_source = n.consent_source, consent_at = n.consent_at,
            email_said_at = n.email_said_at, sms_said_at = n.sms_said_at, tags = n.tags, assignment = n.assignment, districts = n.districts, shares = n.shares,
            zones = n.zones
        FROM settled n
        WHERE n.id = s.id AND NOT n.is_new
          AND (s.email, s.phone, s.first_name, s.last_name, s.language, s.street, s.city, s.state,
               s.zip, s.email_consent, s.sms_consent, s.consent_source, s.consent_at,
               s.email_said_at, s.sms_said_at, s.tags, s.assignment, s.districts, s.shares, s.zones)
              IS DISTINCT FROM
              (n.email, n.phone, n.first_name, n.last_name, n.language, n.street, n.city, n.state,
               n.zip, n.email_consent, n.sms_consent, n.consent_source, n.consent_at,
               n.email_said_at, n.sms_said_at, n.tags, n.assignment, n.districts, n.shares, n.zones)
        RETURNING s.id)
        INSERT INTO touched (id, is_new, is_changed)
        SELECT n.id, n.is_new, c.id IS NOT NULL FROM settled n LEFT JOIN changed c ON c.id = n.id
        ON CONFLICT (id) DO UPDATE SET is_changed = touched.is_changed OR excluded.is_changed
        """);
  }

  /** Records consent that was newly given or that the file withdraws. */
  void recordConsent() {
    handle.execute(
        """
        CREATE TEMP TABLE consent_change ON COMMIT DROP AS
        SELECT c.at, c.channel, c.address_key,
               CASE WHEN c.has THEN 'given' ELSE 'withdrawn' END AS change,
               coalesce(c.source, '') AS source, n.id AS subscriber_id
        FROM settled n
        CROSS JOIN LATERAL (VALUES
          (<email>, n.email_key, n.email_consent, n.had_email_consent,
           n.email_said_at, n.email_source),
          (<sms>, n.phone_key, n.sms_consent, n.had_sms_consent,
           n.sms_said_at, n.sms_source)
        ) AS c (channel, address_key, has, had, at, source)
        WHERE c.has <> c.had AND c.address_key IS NOT NULL
        """);
    ArrivingConsent.changes(handle, now);
  }

  /** Keeps for the parts that come where a person stood. */
  void place() {
    handle.execute("INSERT INTO placed SELECT line, subscriber_id FROM incoming");
  }
}
