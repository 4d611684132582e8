package org.tocsin.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tocsin.Channel;

/**
 * A delivery that this process has claimed and may attempt.
 *
 * @param address where it goes: a lower-case email address or an E.164 number
 * @param addressKey under which it would be suppressed
 * @param attempt the number of the attempt that comes next, from 1
 * @param again whether an earlier attempt may have arrived (it was in doubt)
 * @param closesAt when the hours for it or the alert's deadline end
 * @param segments what it costs to send, in SMS segments; 0 for an email
 */
public record ClaimedDelivery(
    long id,
    long alertId,
    long subscriberId,
    long renderingId,
    Channel channel,
    String address,
    UUID addressKey,
    String firstName,
    int attempt,
    boolean again,
    Optional<Instant> closesAt,
    int segments) {
  /**
   * From a row with these columns; {@code attempt} and {@code again} are worked out by the query.
   */
  public static ClaimedDelivery of(ResultSet row) throws SQLException {
    return new ClaimedDelivery(
        row.getLong("id"),
        row.getLong("alert_id"),
        row.getLong("subscriber_id"),
        row.getLong("rendering_id"),
        Channel.of(row.getString("channel")),
        row.getString("address"),
        row.getObject("address_key", UUID.class),
        row.getString("first_name"),
        row.getInt("attempt"),
        row.getBoolean("again"),
        Optional.ofNullable(row.getTimestamp("closes_at")).map(Timestamp::toInstant),
        row.getInt("segments"));
  }
}
