package org.tocsin.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;

/**
 * The last text of an alert that went to a number: what somebody who texts back answers.
 *
 * @param slug of the alert's sheet
 * @param assignment of the subscriber, as it is by now
 * @param choices the districts that it numbered, in that order; none where it asked for none
 */
record LastText(
    long subscriberId,
    String language,
    long alertId,
    String slug,
    Assignment assignment,
    List<District> choices) {

  /**
   * Within a transaction of the caller's.
   *
   * @param number as AddressKeys has it
   */
  static Optional<LastText> to(Handle handle, UUID number) {
    return handle
        .createQuery(
            """
            SELECT s.id, s.language, s.assignment, s.state, s.districts, s.shares,
              d.alert_id, r.slug, t.choices
            FROM subscriber s
            JOIN delivery d ON d.subscriber_id = s.id AND d.channel = <sms>
            JOIN rendering t ON t.id = d.rendering_id
            JOIN alert a ON a.id = d.alert_id
            JOIN revision r ON r.id = a.revision_id
            WHERE s.phone_key = :number AND d.address_key = :number AND d.attempted_at IS NOT NULL
            ORDER BY d.attempted_at DESC LIMIT 1
            """)
        .bind("number", number)
        .map(LastText::of)
        .findOne();
  }

  private static LastText of(ResultSet row, Object context) throws SQLException {
    String[] choices = (String[]) row.getArray("choices").getArray();
    return new LastText(
        row.getLong("id"),
        row.getString("language"),
        row.getLong("alert_id"),
        row.getString("slug"),
        Assignment.of(row),
        Stream.of(choices).map(District::of).toList());
  }
}
