package org.tocsin.app.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.consent.AddressKeys;

/** The demo's people in a real database as a finished alert would leave it, row by row. */
final class SeededWorld {
  final Jdbi jdbi;
  private final AddressKeys keys;

  SeededWorld(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.keys = AddressKeys.of(jdbi);
  }

  SeededWorld withPeople(Path folder) throws IOException {
    DemoFacts facts = new DemoFacts();
    Map<String, List<District>> districts = facts.districts();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(facts.copy("subscribers.csv", folder))) {
      jdbi.useHandle(handle -> rows.forEach(row -> insert(handle, row, districts)));
    }
    return this;
  }

  private void insert(Handle handle, NamedCsvRecord row, Map<String, List<District>> districts) {
    List<District> here = districts.getOrDefault(row.getField("zip"), List.of());
    String email = row.getField("email").isEmpty() ? null : row.getField("email");
    String phone = row.getField("phone").isEmpty() ? null : row.getField("phone");
    handle
        .createUpdate(
            """
            INSERT INTO subscriber (email, email_key, phone, phone_key, first_name, last_name,
              language, zip, email_consent, sms_consent, assignment, districts)
            VALUES (:email, :emailKey, :phone, :phoneKey, :first, :last,
              :language, :zip, :emailConsent, :smsConsent, :assignment, :districts)
            """)
        .bind("email", email)
        .bind("emailKey", email == null ? null : keys.of(Channel.EMAIL, email))
        .bind("phone", phone)
        .bind("phoneKey", phone == null ? null : keys.of(Channel.SMS, phone))
        .bind("first", row.getField("first_name"))
        .bind("last", row.getField("last_name"))
        .bind("language", row.getField("language"))
        .bind("zip", row.getField("zip"))
        .bind("emailConsent", row.getField("email_consent").equals("yes"))
        .bind("smsConsent", row.getField("sms_consent").equals("yes"))
        .bind("assignment", here.isEmpty() ? "UNKNOWN" : here.size() == 1 ? "ZIP" : "ZIP_SPLIT")
        .bind("districts", here.stream().map(District::code).toArray(String[]::new))
        .execute();
  }

  SeededWorld withAlert() {
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "INSERT INTO roster (as_of, congress, source, imported_at) VALUES (?, 115, '',"
                  + " now())",
              DemoFacts.AS_OF);
          new DemoFacts().officials().forEach(official -> insert(handle, official));
          handle.execute(
              """
              INSERT INTO revision (slug, number, fingerprint, created_at)
              VALUES ('sheet', 1, 'f', now())
              """);
          handle.execute(
              """
              INSERT INTO alert (revision_id, state, channels, release_at, created_at, gathered_at,
                roster_id)
              VALUES (1, 'sending', '{email,sms}', now(), now(), now(), 1)
              """);
          handle.execute(
              """
              INSERT INTO rendering (alert_id, key, channel, lang, body)
              SELECT 1, gen_random_uuid(), channel, 'en', 'Call.' FROM unnest('{email,sms}'::text[]) channel
              """);
        });
    return this;
  }

  private static void insert(Handle handle, Official official) {
    handle.execute(
        """
        INSERT INTO official (roster_id, bioguide, first_name, last_name, full_name, chamber, state,
          district, term_start, term_end)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        official.bioguide(),
        official.firstName(),
        official.lastName(),
        official.fullName(),
        official.district() == null ? "senate" : "house",
        official.state(),
        official.district() == null ? null : official.district().number(),
        official.termStart(),
        official.termEnd());
    for (int i = 0; i < official.offices().size(); i++) {
      handle.execute(
          "INSERT INTO office (roster_id, bioguide, position, label, phone) VALUES (1, ?, ?, ?, ?)",
          official.bioguide(),
          i,
          official.offices().get(i).label(),
          official.offices().get(i).phone());
    }
  }

  /** A delivery of the alert, as an attempt left it. */
  void deliver(String address, String state, String code, String reason) {
    Channel channel = address.startsWith("+") ? Channel.SMS : Channel.EMAIL;
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key, due_at,
                  channel, state, address, attempts, code, reason)
                SELECT 1, id, CASE ? WHEN 'email' THEN 1 ELSE 2 END, ?, now(), ?, ?, ?, 1, ?, ?
                FROM subscriber WHERE email = ? OR phone = ? ORDER BY id LIMIT 1
                """,
                channel.code(),
                key(address),
                channel.code(),
                state,
                address,
                code,
                reason,
                address,
                address));
  }

  void suppress(String address, String reason) {
    Channel channel = address.startsWith("+") ? Channel.SMS : Channel.EMAIL;
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO suppression VALUES (?, ?, ?, now())",
                channel.code(),
                key(address),
                reason));
  }

  /** Something unclear was heard from there, and no organizer has decided. */
  void hold(String address, String why) {
    Channel channel = address.startsWith("+") ? Channel.SMS : Channel.EMAIL;
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO hold (channel, address_key, since, source, words, why)"
                    + " VALUES (?, ?, now(), 'reply', '', ?)",
                channel.code(),
                key(address),
                why));
  }

  private UUID key(String address) {
    return keys.of(address.startsWith("+") ? Channel.SMS : Channel.EMAIL, address);
  }

  Person person(String name) {
    return new DemoPeople(jdbi)
        .all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
