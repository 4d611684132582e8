package org.tocsin.audience;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Holds;

/** What people wrote that may be an opt-out, for an organizer to decide. */
public final class Inbox {
  private final Jdbi jdbi;
  private final Consent consent;

  public Inbox(Jdbi jdbi, Consent consent) {
    this.jdbi = jdbi;
    this.consent = consent;
  }

  /**
   * @param from who it may be: name and address, several where they share it; empty where nobody on
   *     the list has it
   * @param words all that they wrote since it is held, a line each
   * @param why it is unclear
   */
  public record Item(
      long id, Channel channel, Instant since, List<String> from, String words, String why) {}

  /** How much waits for a decision. */
  public int size() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM hold WHERE decided_at IS NULL")
                .mapTo(Integer.class)
                .one());
  }

  /** What waits for a decision, the oldest first. */
  public List<Item> list() {
    return list(Integer.MAX_VALUE);
  }

  /** The oldest of them. */
  public List<Item> list(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT h.*, array(
                        SELECT concat_ws(' ', nullif(concat_ws(' ', nullif(first_name, ''),
                            nullif(last_name, '')), ''),
                          CASE h.channel WHEN <email> THEN email ELSE phone END)
                        FROM subscriber
                        WHERE h.channel = <email> AND email_key = h.address_key
                          OR h.channel = <sms> AND phone_key = h.address_key
                        ORDER BY id) AS "from"
                    FROM hold h WHERE decided_at IS NULL ORDER BY id LIMIT :limit
                    """)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Item.class))
                .list());
  }

  /**
   * A text that came in.
   *
   * @param reading how it was read: "stop", "other"
   */
  public record Heard(Instant at, List<String> from, String reading, String words) {}

  /** What people texted, whatever it was, the newest first. */
  public List<Heard> heard(int limit) {
    return texts("FROM inbound_text i", "i.at", "i.reading", "i.body", limit);
  }

  /** Whose numbers are somebody else's, by their own words, until another number is entered. */
  public List<Heard> wrongNumbers(int limit) {
    return texts(
        """
        FROM suppression i JOIN LATERAL (
          SELECT words FROM consent_event e WHERE e.channel = <sms> AND e.address_key = i.address_key
            AND e.change = 'withdrawn' ORDER BY id DESC LIMIT 1) AS said ON true
        WHERE i.channel = <sms> AND i.reason = 'wrong_number'
          AND EXISTS (SELECT FROM subscriber s WHERE s.phone_key = i.address_key)
        """,
        "i.since",
        "i.reason",
        "said.words",
        limit);
  }

  private List<Heard> texts(String from, String at, String reading, String words, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + (at + " AS at, " + reading + " AS reading, " + words + " AS words")
                        + ", array(SELECT concat_ws(' ', nullif(s.first_name, ''),"
                        + " nullif(s.last_name, ''), s.phone) FROM subscriber s"
                        + " WHERE s.phone_key = i.address_key ORDER BY s.id) AS \"from\" "
                        + from
                        + " ORDER BY 1 DESC LIMIT :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Heard.class))
                .list());
  }

  /**
   * Ends a hold.
   *
   * @throws TocsinException where there is none by that number, or it was decided already
   */
  public void decide(long id, Holds.Decision decision) {
    record Open(Channel channel, UUID key, String words) {}
    jdbi.useTransaction(
        handle -> {
          Open open =
              handle
                  .createQuery(
                      """
                      SELECT channel, address_key, words FROM hold
                      WHERE id = :id AND decided_at IS NULL FOR UPDATE
                      """)
                  .bind("id", id)
                  .map(
                      (row, c) ->
                          new Open(
                              Channel.of(row.getString(1)),
                              row.getObject(2, UUID.class),
                              row.getString(3)))
                  .findOne()
                  .orElseThrow(() -> none(handle, id));
          if (decision == Holds.Decision.STOP) {
            consent.withdraw(
                handle,
                open.channel,
                open.key,
                Consent.Reason.STOP,
                new Evidence("inbox", "hold " + id, open.words));
          } else {
            consent.keep(handle, open.channel, open.key);
          }
        });
  }

  private static TocsinException none(Handle handle, long id) {
    return handle
        .createQuery("SELECT decision FROM hold WHERE id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .map(was -> new TocsinException("Number " + id + " was decided already: " + was + "."))
        .orElseGet(
            () ->
                new TocsinException(
                    "There is no number "
                        + id
                        + " in the inbox. See them with: tocsin inbox list"));
  }
}
