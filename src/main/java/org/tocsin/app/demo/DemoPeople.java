package org.tocsin.app.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.app.demo.Person.Representative;
import org.tocsin.civic.District;

/** Reads out of the ledger what came of the latest alert for every subscriber. */
public final class DemoPeople {
  // A row for each person and channel, email first.
  private static final String QUERY =
      """
      WITH latest AS (SELECT * FROM alert ORDER BY id DESC LIMIT 1)
      SELECT s.id, trim(s.first_name || ' ' || s.last_name) AS name, s.zip, s.language, s.assignment,
             s.districts,
             seat.names, seat.last_names, seat.phones,
             latest.gathered_at IS NOT NULL AS gathered,
             way.channel = ANY (latest.channels) AS used,
             way.channel, way.address, way.consent, gone.reason AS gone, held.why AS held,
             d.state, d.code, d.reason, trim(other.first_name || ' ' || other.last_name) AS shared_with
      FROM subscriber s
      CROSS JOIN LATERAL (VALUES (<email>, s.email, s.email_key, s.email_consent),
                                 (<sms>, s.phone, s.phone_key, s.sms_consent))
                         AS way (channel, address, key, consent)
      LEFT JOIN latest ON true
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(o.full_name ORDER BY d.place), '{}') AS names,
               coalesce(array_agg(o.last_name ORDER BY d.place), '{}') AS last_names,
               coalesce(array_agg(coalesce(first.phone, '') ORDER BY d.place), '{}') AS phones
        FROM unnest(s.districts) WITH ORDINALITY AS d (code, place)
        JOIN official o ON o.roster_id = latest.roster_id AND o.chamber = 'house'
                       AND o.state || '-' || o.district = d.code
        LEFT JOIN LATERAL (SELECT phone FROM office
                           WHERE roster_id = o.roster_id AND bioguide = o.bioguide
                             AND phone IS NOT NULL
                           ORDER BY label <> 'DC', position LIMIT 1) first ON true) seat
      LEFT JOIN suppression gone ON gone.channel = way.channel AND gone.address_key = way.key
      LEFT JOIN hold held
             ON held.channel = way.channel AND held.address_key = way.key AND held.decided_at IS NULL
      LEFT JOIN delivery d
             ON d.alert_id = latest.id AND d.subscriber_id = s.id AND d.channel = way.channel
      LEFT JOIN delivery one
             ON one.alert_id = latest.id AND one.channel = <sms> AND way.channel = <sms>
            AND one.address_key = way.key AND one.subscriber_id <> s.id
      LEFT JOIN subscriber other ON other.id = one.subscriber_id
      ORDER BY s.id, way.channel
      """;

  private final Jdbi jdbi;

  public DemoPeople(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** In the order in which they were imported. */
  public List<Person> all() {
    List<Row> rows =
        jdbi.withHandle(handle -> handle.createQuery(QUERY).map((r, c) -> row(r)).list());
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      people.add(person(rows.get(i), rows.get(i + 1)));
    }
    return people;
  }

  private record Row(
      long id,
      String name,
      String zip,
      String language,
      List<String> districts,
      List<Representative> representatives,
      Person.Way way) {}

  private static Row row(ResultSet r) throws SQLException {
    Channel channel = Channel.of(r.getString("channel"));
    return new Row(
        r.getLong("id"),
        r.getString("name"),
        r.getString("zip"),
        r.getString("language"),
        strings(r, "districts"),
        representatives(r),
        Explained.way(channel, ledger(r)));
  }

  private static List<Representative> representatives(ResultSet r) throws SQLException {
    List<String> names = strings(r, "names");
    List<String> lastNames = strings(r, "last_names");
    List<String> phones = strings(r, "phones");
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Representative(names.get(i), lastNames.get(i), phones.get(i)))
        .toList();
  }

  private static Explained.Ledger ledger(ResultSet r) throws SQLException {
    return new Explained.Ledger(
        r.getString("address"),
        r.getBoolean("consent"),
        r.getString("gone"),
        r.getString("held"),
        r.getBoolean("gathered"),
        r.getBoolean("used"),
        r.getString("state"),
        r.getString("code"),
        r.getString("reason"),
        r.getString("shared_with"),
        !strings(r, "names").isEmpty(),
        r.getString("assignment"));
  }

  private static List<String> strings(ResultSet r, String column) throws SQLException {
    return List.of((String[]) r.getArray(column).getArray());
  }

  private static Person person(Row email, Row text) {
    return new Person(
        email.id,
        email.name,
        email.zip,
        email.districts.stream().map(DemoPeople::districtName).collect(Collectors.joining(" or ")),
        email.representatives,
        email.language,
        email.way,
        text.way);
  }

  private static String districtName(String code) {
    District district = District.of(code);
    return district.number() == 0 ? district.state() + " at large" : code;
  }
}
