package org.tocsin.alert;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.sheet.Sheet;

/**
 * How many people an alert would reach.
 *
 * @param people who would get it, by channel
 * @param left who would not, by reason
 * @param had who had an older revision of the sheet
 * @param corrections of {@code people}, those who get it marked as a correction
 */
record Audience(
    Map<Channel, Long> people, Map<String, Long> left, long had, Map<Channel, Long> corrections) {
  private record Eligibility(String channel, String name, boolean corrects, long people) {
    boolean goes() {
      return name.equals("go");
    }

    boolean had() {
      return name.equals("had");
    }
  }

  static Audience count(Handle handle, Sheet sheet, SendOptions order, PriorAlerts past) {
    String sql =
        AudienceQuery.WITH
            + """
            SELECT channel, eligibility, corrects, count(*) FROM (
              SELECT <email> AS channel, email_eligibility AS eligibility, corrects FROM person
              UNION ALL SELECT <sms>, sms_eligibility, corrects FROM person
              UNION ALL SELECT '', 'had', corrects FROM person WHERE corrects) AS counted
            WHERE eligibility IS NOT NULL GROUP BY channel, eligibility, corrects
            """;
    Audience audience =
        new Audience(new TreeMap<>(), new TreeMap<>(), 0, new EnumMap<>(Channel.class));
    return AudienceQuery.bind(
            handle.createQuery(sql), order, sheet, past, DataVersions.NONE, IdRange.ALL)
        .map(
            (row, c) ->
                new Eligibility(
                    row.getString(1), row.getString(2), row.getBoolean(3), row.getLong(4)))
        .list()
        .stream()
        .reduce(audience, Audience::with, (one, other) -> one);
  }

  private Audience with(Eligibility eligibility) {
    if (eligibility.had()) {
      return new Audience(people, left, eligibility.people(), corrections);
    }
    if (!eligibility.goes()) {
      left.merge(eligibility.name(), eligibility.people(), Long::sum);
      return this;
    }
    people.merge(Channel.of(eligibility.channel()), eligibility.people(), Long::sum);
    if (eligibility.corrects()) {
      corrections.merge(Channel.of(eligibility.channel()), eligibility.people(), Long::sum);
    }
    return this;
  }
}
