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
  private record Fate(String channel, String name, boolean corrects, long people) {
    boolean goes() {
      return name.equals("go");
    }

    boolean had() {
      return name.equals("had");
    }
  }

  static Audience count(Handle h, Sheet sheet, SendOptions order, PriorAlerts past) {
    String sql =
        AudienceQuery.WITH
            + """
            SELECT channel, fate, corrects, count(*) FROM (
              SELECT <email> AS channel, email_fate AS fate, corrects FROM person
              UNION ALL SELECT <sms>, sms_fate, corrects FROM person
              UNION ALL SELECT '', 'had', corrects FROM person WHERE corrects) AS fates
            WHERE fate IS NOT NULL GROUP BY channel, fate, corrects
            """;
    Audience audience =
        new Audience(new TreeMap<>(), new TreeMap<>(), 0, new EnumMap<>(Channel.class));
    return AudienceQuery.bind(
            h.createQuery(sql), order, sheet, past, DataVersions.NONE, 0, Long.MAX_VALUE)
        .map(
            (row, c) ->
                new Fate(row.getString(1), row.getString(2), row.getBoolean(3), row.getLong(4)))
        .list()
        .stream()
        .reduce(audience, Audience::with, (one, other) -> one);
  }

  private Audience with(Fate fate) {
    if (fate.had()) {
      return new Audience(people, left, fate.people(), corrections);
    }
    if (!fate.goes()) {
      left.merge(fate.name(), fate.people(), Long::sum);
      return this;
    }
    people.merge(Channel.of(fate.channel()), fate.people(), Long::sum);
    if (fate.corrects()) {
      corrections.merge(Channel.of(fate.channel()), fate.people(), Long::sum);
    }
    return this;
  }
}
