package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.consent.Tokens;
import org.tocsin.message.Placeholders;

/**
 * A delivery word for word as it was sent, when, how often tried, under which id, and from which
 * data (P8). An email's Message-ID follows from its delivery.
 */
public final class DeliveryRecord {
  private final Jdbi jdbi;
  private final Tokens tokens;
  private final String mailDomain;
  private final boolean isSecret;

  /**
   * @param mailDomain right side of the Message-IDs, the domain of {@code tocsin.email.from}
   */
  public DeliveryRecord(Jdbi jdbi, Tokens tokens, String mailDomain) {
    this(jdbi, tokens, mailDomain, false);
  }

  private DeliveryRecord(Jdbi jdbi, Tokens tokens, String mailDomain, boolean isSecret) {
    this.jdbi = jdbi;
    this.tokens = tokens;
    this.mailDomain = mailDomain;
    this.isSecret = isSecret;
  }

  /** The same, with TOKEN in place of what lets whoever has the links act for the person. */
  public DeliveryRecord withoutTokens() {
    return new DeliveryRecord(jdbi, tokens, mailDomain, true);
  }

  /**
   * What a subscriber got or is to get by an alert, one map a channel, in the order of a reader's
   * interest.
   */
  public List<Map<String, Object>> of(Alerts.Summary alert, long subscriberId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT d.*, d.attempted_at::text AS attempted, d.settled_at::text AS settled,
                      d.in_doubt_at::text AS doubted, d.due_at::text AS due,
                      r.subject, r.body, r.html, r.lang, o.id AS roster_id, o.as_of::text AS as_of
                    FROM delivery d JOIN rendering r ON r.id = d.rendering_id
                    JOIN alert a ON a.id = d.alert_id LEFT JOIN roster o ON o.id = a.roster_id
                    WHERE d.alert_id = :alert AND d.subscriber_id = :subscriber ORDER BY d.channel
                    """)
                .bind("alert", alert.id())
                .bind("subscriber", subscriberId)
                .map((row, c) -> delivery(handle, row))
                .list());
  }

  private Map<String, Object> delivery(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    boolean email = row.getString("channel").equals(Channel.EMAIL.code());
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("delivery", id);
    map.put("channel", row.getString("channel"));
    map.put("state", row.getString("state"));
    map.put("attempts", row.getInt("attempts"));
    map.put("attempted_at", row.getString("attempted"));
    map.put("settled_at", row.getString("settled"));
    map.put("in_doubt_at", row.getString("doubted"));
    map.put("due_at", row.getString("due"));
    map.put(
        "provider_id",
        email
            ? "<" + tokens.marks().mark(id) + "@" + mailDomain + ">"
            : row.getString("provider_id"));
    map.put("code", row.getString("code"));
    map.put("reason", row.getString("reason"));
    map.put("roster", row.getLong("roster_id"));
    map.put("roster_as_of", row.getString("as_of"));
    map.put("lang", row.getString("lang"));
    map.put("address", row.getString("address"));
    map.put("segments", row.getInt("segments"));
    map.put("subject", filled(row, "subject"));
    map.put("text", filled(row, "body"));
    map.put(
        "html",
        Placeholders.fillHtml(row.getString("html"), row.getString("first_name"), token(row)));
    map.put("events", events(handle, id));
    return map;
  }

  private String filled(ResultSet row, String column) throws SQLException {
    return Placeholders.fill(row.getString(column), row.getString("first_name"), token(row));
  }

  private String token(ResultSet row) throws SQLException {
    return isSecret ? "TOKEN" : tokens.issue(row.getLong("subscriber_id"), row.getLong("id"));
  }

  private static List<Map<String, Object>> events(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT at::text, attempt, what, detail FROM delivery_event
            WHERE delivery_id = :id ORDER BY id
            """)
        .bind("id", id)
        .mapToMap()
        .list();
  }
}
