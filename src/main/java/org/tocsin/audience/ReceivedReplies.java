package org.tocsin.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.Channel;

/** What people wrote to us, by text or by email, whatever it was. */
public final class ReceivedReplies {
  /** So many are looked through for a page, whether they fit or not. */
  private static final int LOOKED_THROUGH = 2_000;

  private final Jdbi jdbi;

  public ReceivedReplies(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Which replies are wanted.
   *
   * @param channel "" for all, else a channel's code
   * @param unanswered only those that neither the program nor an organizer has answered, and that
   *     are no opt-out, START or HELP
   * @param alert only of people who had got this alert on that channel before; 0 for all
   */
  public record Wanted(String channel, boolean unanswered, long alert) {}

  /**
   * @param number in the order in which they came
   * @param key of the address that it came from
   * @param reading how it was read: "stop", "other"
   * @param said what the program answered by itself, or ""
   * @param people on the list who have this address; from: their names and addresses
   * @param answers how often organizers answered
   */
  public record Reply(
      long number,
      Channel channel,
      Instant at,
      UUID key,
      String words,
      String reading,
      String said,
      List<Long> people,
      List<String> from,
      int answers) {}

  /**
   * @param next before which number a list goes on; empty at its end
   */
  public record Found(List<Reply> replies, Optional<Long> next) {}

  private static final String WITH_PEOPLE =
      """
      SELECT r.number, r.channel, r.at, r.address_key AS key, r.words, r.reading, r.said,
        array(SELECT s.id FROM subscriber s WHERE <same address> ORDER BY s.id LIMIT 10) AS people,
        array(SELECT concat_ws(' ', nullif(s.first_name, ''), nullif(s.last_name, ''),
                               CASE r.channel WHEN <email> THEN s.email ELSE s.phone END)
              FROM subscriber s WHERE <same address> ORDER BY s.id LIMIT 10) AS "from",
        (SELECT count(*) FROM reply_answer a WHERE a.number = r.number) AS answers
      """
          .replace(
              "<same address>",
              "(r.channel = <email> AND s.email_key = r.address_key"
                  + " OR r.channel = <sms> AND s.phone_key = r.address_key)");

  private static final String FITS =
      """
      (:channel = '' OR r.channel = :channel)
      AND (NOT :unanswered OR r.reading = 'other' AND r.said = ''
           AND NOT EXISTS (SELECT FROM reply_answer a WHERE a.number = r.number))
      AND (:alert = 0 OR EXISTS (
        SELECT FROM subscriber s JOIN delivery d
          ON d.subscriber_id = s.id AND d.alert_id = :alert AND d.channel = r.channel
        WHERE d.attempted_at <= r.at
          AND (s.email_key = r.address_key OR s.phone_key = r.address_key)))
      """;

  /**
   * The newest first. Where few fit, a page may hold fewer than asked for and still go on.
   *
   * @param before a number: only earlier ones
   */
  public Found find(Wanted wanted, long before, int limit) {
    return jdbi.withHandle(
        handle -> {
          List<Reply> fitting =
              handle
                  .createQuery(
                      WITH_PEOPLE
                          + "FROM (SELECT * FROM reply WHERE number < :before"
                          + " ORDER BY number DESC LIMIT :most) r WHERE "
                          + FITS
                          + " ORDER BY r.number DESC LIMIT :limit")
                  .bindMethods(wanted)
                  .bind("before", before)
                  .bind("most", LOOKED_THROUGH)
                  .bind("limit", limit + 1)
                  .map(ConstructorMapper.of(Reply.class))
                  .list();
          return fitting.size() > limit
              ? new Found(fitting.subList(0, limit), Optional.of(fitting.get(limit - 1).number()))
              : new Found(fitting, end(handle, before));
        });
  }

  /** Where those that were looked through end. */
  private static Optional<Long> end(Handle handle, long before) {
    return handle
        .createQuery(
            """
            SELECT number FROM reply WHERE number < :before
            ORDER BY number DESC OFFSET :most LIMIT 1
            """)
        .bind("before", before)
        .bind("most", LOOKED_THROUGH - 1)
        .mapTo(Long.class)
        .findOne();
  }

  public Optional<Reply> find(Handle handle, long number) {
    return handle
        .createQuery(WITH_PEOPLE + "FROM reply r WHERE r.number = :number")
        .bind("number", number)
        .map(ConstructorMapper.of(Reply.class))
        .findOne();
  }
}
