package org.tocsin.alert;

import org.jdbi.v3.core.statement.SqlStatement;
import org.tocsin.Channel;
import org.tocsin.message.RenderingKey;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/**
 * The people of an audience and what becomes of each on each channel, as the head of a query. Its
 * relation {@code person} has a row for each subscriber in (:after, :lastId]; {@code
 * email_eligibility} and {@code sms_eligibility} are 'go', null where the channel means nothing for
 * them, or the reason why they are left out. {@code has_stop_notice} says whether a recent text
 * said how to stop, {@code corrects} whether they had an older revision in other words. {@code
 * rendering_key} is {@link RenderingKey#KEY}, and {@code place} names all that the hours for texts
 * depend on.
 */
final class AudienceQuery {
  /**
   * Whether a delivery d came to its person, may have come, or will. A text in doubt was looked up
   * before it waited again; an email was not.
   */
  static final String HAS =
      """
      (d.state IN ('leased', 'accepted', 'delivered', 'in_doubt')
       OR d.state = 'queued' AND d.alert_id = ANY(:going)
       OR d.state IN ('queued', 'cancelled') AND d.channel = <email> AND d.in_doubt_at IS NOT NULL)\
      """;

  static final String WITH =
      """
      WITH person AS MATERIALIZED (
        SELECT p.*, <key> AS rendering_key FROM (
        SELECT s.id, s.email, s.email_key, s.phone, s.phone_key, s.first_name,
          s.assignment, s.districts, s.shares, CASE s.assignment WHEN 'STATE' THEN s.state ELSE '' END AS state,
          l.lang, s.first_name <> '' AS named,
          CASE WHEN :bySms AND s.sms_consent THEN <place> END AS place,
          (o.by_email OR o.by_sms) AND NOT o.same_words AS corrects,
          coalesce(n.near, '') AS near,
          cardinality(:stopNotices) > 0 AND :bySms AND s.sms_consent AND EXISTS (
            SELECT FROM delivery d JOIN rendering r ON r.id = d.rendering_id
            WHERE d.alert_id = ANY(:stopNotices) AND d.address_key = s.phone_key AND d.channel = <sms>
              AND d.state IN ('accepted', 'delivered') AND d.attempted_at > :noticeSince
              AND r.tells_stop) AS has_stop_notice,
          CASE WHEN NOT :byEmail OR s.email IS NULL THEN NULL
               WHEN NOT s.email_consent THEN 'no_email_consent'
               WHEN EXISTS (SELECT FROM suppression x
                            WHERE x.channel = <email> AND x.address_key = s.email_key)
                 THEN 'email_suppressed'
               WHEN EXISTS (SELECT FROM delivery d
                            WHERE d.alert_id = ANY(:earlier) AND d.subscriber_id = s.id
                              AND d.channel = <email> AND d.state NOT IN ('expired', 'cancelled'))
                 THEN 'had_it_by_email'
               WHEN o.newer THEN 'had_newer_by_email'
               WHEN o.by_email AND o.same_words THEN 'had_it_by_email'
               WHEN o.by_email AND NOT :correction THEN 'had_older_by_email'
               ELSE 'go' END AS email_eligibility,
          CASE WHEN NOT :bySms OR s.phone IS NULL THEN NULL
               WHEN NOT s.sms_consent THEN 'no_sms_consent'
               WHEN EXISTS (SELECT FROM suppression x
                            WHERE x.channel = <sms> AND x.address_key = s.phone_key)
                 THEN 'sms_suppressed'
               WHEN EXISTS (SELECT FROM delivery d
                            WHERE d.alert_id = ANY(:earlier) AND d.subscriber_id = s.id
                              AND d.channel = <sms> AND d.state NOT IN ('expired', 'cancelled'))
                 THEN 'had_it_by_sms'
               WHEN o.newer THEN 'had_newer_by_sms'
               WHEN o.by_sms AND o.same_words THEN 'had_it_by_sms'
               WHEN o.by_sms AND NOT :correction THEN 'had_older_by_sms'
               ELSE 'go' END AS sms_eligibility
        FROM subscriber s
        CROSS JOIN LATERAL (
          SELECT CASE WHEN s.language = ANY(:langs) THEN s.language ELSE :firstLang END AS lang) l
        CROSS JOIN LATERAL (
          SELECT
            cardinality(:older) > 0 AND EXISTS (
              SELECT FROM delivery d
              WHERE d.alert_id = ANY(:older) AND d.subscriber_id = s.id AND d.channel = <email> AND <has>) AS by_email,
            cardinality(:older) > 0 AND (EXISTS (
              SELECT FROM delivery d
              WHERE d.alert_id = ANY(:older) AND d.subscriber_id = s.id AND d.channel = <sms> AND <has>)
            OR EXISTS (
              SELECT FROM delivery d
              WHERE d.alert_id = ANY(:older) AND d.address_key = s.phone_key AND d.channel = <sms> AND <has>)) AS by_sms,
            cardinality(:sameWords) > 0 AND EXISTS (
              SELECT FROM delivery d
              WHERE d.alert_id = ANY(:older) AND d.subscriber_id = s.id AND <has>
                AND d.alert_id || ':' || l.lang = ANY(:sameWords)) AS same_words,
            cardinality(:newer) > 0 AND EXISTS (
              SELECT FROM delivery d
              WHERE d.alert_id = ANY(:newer) AND d.subscriber_id = s.id AND <has>) AS newer
          OFFSET 0) o
        LEFT JOIN zip_near n ON n.roster_id = :roster AND n.map_id = :map AND n.zip = s.zip
        WHERE s.id > :after AND s.id <= :lastId
          AND <areas>) p)
      """
          .replace("<key>", RenderingKey.KEY)
          .replace("<areas>", Areas.HOLDS)
          .replace("<place>", Place.KEY)
          .replace("<has>", AudienceQuery.HAS);

  private AudienceQuery() {}

  /**
   * The same over people as an alert's own lines place them.
   *
   * @param people see {@link DistrictSource}
   */
  static String with(String people) {
    return WITH.replace("FROM subscriber s", "FROM " + people + " s");
  }

  static <S extends SqlStatement<S>> S bind(
      S statement,
      SendOptions order,
      Sheet sheet,
      PriorAlerts past,
      DataVersions basis,
      IdRange ids) {
    return new Areas(order.areas())
        .bind(statement)
        .bind("byEmail", order.channels().contains(Channel.EMAIL))
        .bind("bySms", order.channels().contains(Channel.SMS))
        .bindArray("langs", String.class, sheet.editions().stream().map(Edition::lang).toArray())
        .bind("firstLang", sheet.editions().get(0).lang())
        .bindArray("earlier", Long.class, past.same().toArray())
        .bindArray("older", Long.class, past.older().toArray())
        .bindArray("sameWords", String.class, past.sameWords().toArray())
        .bindArray("newer", Long.class, past.newer().toArray())
        .bindArray("going", Long.class, past.going().toArray())
        .bind("correction", past.correction())
        .bindArray("stopNotices", Long.class, past.stopNotices().toArray())
        .bind("noticeSince", past.noticeSince())
        .bind("roster", basis.rosterId())
        .bind("map", basis.mapId())
        .bind("after", ids.after())
        .bind("lastId", ids.lastId());
  }
}
