package org.tocsin.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.AddressKeys;

/** A small installation: a roster and map of 2017, and files to import. */
final class People {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2017-03-14T15:00:00Z"), ZoneOffset.UTC);

  final Jdbi jdbi;
  final Path folder;
  final Subscribers subscribers;

  People(Jdbi jdbi, Path folder) {
    this.jdbi = jdbi;
    this.folder = folder;
    this.subscribers = new Subscribers(jdbi, CLOCK, AddressKeys.of(jdbi));
  }

  /** Nobody and nothing in the database yet. */
  static People none(Jdbi jdbi, Path folder) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "TRUNCATE subscriber, suppression, consent_event, roster, district_map, zip_zone"
                    + " CASCADE"));
    return new People(jdbi, folder);
  }

  /** Syracuse in one district, Rome in two, a ZIP across a state line, and their time zones. */
  People withDistricts() {
    new Rosters(jdbi, CLOCK).add(LocalDate.parse("2017-03-14"), "test", List.of());
    addMap(
        Map.of(
            "13202", List.of(District.of("NY-24")),
            "13440", List.of(District.of("NY-22"), District.of("NY-21")),
            "42223", List.of(District.of("TN-7"), District.of("KY-1"))));
    jdbi.useHandle(
        handle -> handle.execute("INSERT INTO zip_zone VALUES ('13202', 'America/New_York')"));
    return this;
  }

  void addMap(Map<String, List<District>> map) {
    new Districts(jdbi, CLOCK).add(115, "test", map);
  }

  Subscribers.Imported importRows(String... lines) {
    return importBytes((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Subscribers.Imported importBytes(byte[] csv) {
    try {
      Path file = Files.write(folder.resolve("people.csv"), csv);
      return subscribers.importFile(file, rows -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Subscriber find(String address) {
    return subscribers.find(address).orElseThrow();
  }

  void suppress(Channel channel, String address) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO suppression VALUES (?, ?, 'stop', now())",
                channel.code(),
                AddressKeys.of(jdbi).of(channel, address)));
  }

  /** Consent events as "sms given by import, meeting at 2017-02-01 12:00:00". */
  List<String> consentEvents() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT channel || ' ' || change || ' by ' || way || ', ' || source || ' at '
                           || (at AT TIME ZONE 'UTC')
                    FROM consent_event ORDER BY id\
                    """)
                .mapTo(String.class)
                .list());
  }

  String export() {
    StringBuilder csv = new StringBuilder();
    subscribers.export(csv);
    return csv.toString();
  }
}
