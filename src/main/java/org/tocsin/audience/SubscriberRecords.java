package org.tocsin.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.audience.SubscriberRecord.Address;
import org.tocsin.audience.SubscriberRecord.Call;
import org.tocsin.audience.SubscriberRecord.Change;
import org.tocsin.audience.SubscriberRecord.Message;
import org.tocsin.audience.SubscriberRecord.Person;
import org.tocsin.audience.SubscriberRecord.Received;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Holds;

/** Puts together what is known about a person, for them and for organizers. */
public final class SubscriberRecords {
  private final Jdbi jdbi;
  private final AddressKeys keys;

  public SubscriberRecords(Jdbi jdbi, AddressKeys keys) {
    this.jdbi = jdbi;
    this.keys = keys;
  }

  /** As things stand at one moment. */
  public SubscriberRecord of(Contact contact) {
    return jdbi.inTransaction(
        handle -> {
          List<Person> people = people(handle, contact.key());
          return new SubscriberRecord(
              contact,
              people,
              contacts(contact, people).values().stream()
                  .map(c -> address(handle, c, people))
                  .toList(),
              messages(handle, people, Long.MAX_VALUE, Integer.MAX_VALUE),
              calls(handle, people));
        });
  }

  /**
   * What is known of one person, whoever shares an address with them.
   *
   * @param before a delivery's id: only earlier messages
   * @param messages how many at most, the newest
   * @return empty where there is none by that id
   */
  public Optional<SubscriberRecord> of(long subscriberId, long before, int messages) {
    return jdbi.inTransaction(
        handle ->
            people(handle, "id = :id", "id", subscriberId).stream()
                .findFirst()
                .map(person -> record(handle, person, before, messages)));
  }

  private SubscriberRecord record(Handle handle, Person person, long before, int messages) {
    List<Person> one = List.of(person);
    List<Contact> contacts = person.subscriber().contacts(keys);
    return new SubscriberRecord(
        contacts.get(0),
        one,
        contacts.stream().map(contact -> address(handle, contact, one)).toList(),
        messages(handle, one, before, messages),
        calls(handle, one));
  }

  private static List<Person> people(Handle handle, UUID key) {
    return people(handle, "email_key = :key OR phone_key = :key", "key", key);
  }

  private static List<Person> people(Handle handle, String which, String name, Object value) {
    return handle
        .createQuery("SELECT * FROM subscriber WHERE " + which + " ORDER BY id")
        .bind(name, value)
        .map(
            (row, c) ->
                new Person(
                    Subscriber.of(row),
                    row.getString("consent_source"),
                    instant(row, "consent_at"),
                    instant(row, "created_at")))
        .list();
  }

  private Map<UUID, Contact> contacts(Contact asked, List<Person> people) {
    Map<UUID, Contact> contacts = new LinkedHashMap<>();
    contacts.put(asked.key(), asked);
    for (Person person : people) {
      Subscriber subscriber = person.subscriber();
      for (Contact contact : subscriber.contacts(keys)) {
        contacts.putIfAbsent(contact.key(), contact);
      }
    }
    return contacts;
  }

  private static Address address(Handle handle, Contact contact, List<Person> people) {
    record Out(String reason, Instant since) {}
    Optional<Out> out =
        handle
            .createQuery(
                """
                SELECT reason, since FROM suppression
                WHERE channel = :channel AND address_key = :key
                """)
            .bind("channel", contact.channel())
            .bind("key", contact.key())
            .map((row, c) -> new Out(row.getString("reason"), instant(row, "since")))
            .findOne();
    return new Address(
        contact.channel(),
        contact.address(),
        contact.key(),
        people.stream().anyMatch(person -> hasAgreed(person.subscriber(), contact)),
        Holds.isOpen(handle, contact.channel(), contact.key()),
        out.map(Out::reason),
        out.map(Out::since).orElse(null),
        changes(handle, contact.key()),
        received(handle, contact.key()));
  }

  private static boolean hasAgreed(Subscriber person, Contact contact) {
    return switch (contact.channel()) {
      case EMAIL -> person.emailConsent() && contact.address().equals(person.email());
      case SMS -> person.smsConsent() && contact.address().equals(person.phone());
    };
  }

  private static List<Change> changes(Handle handle, UUID key) {
    return handle
        .createQuery(
            """
            SELECT at, change, way, source, words, id FROM consent_event
            WHERE address_key = :key
            UNION ALL
            SELECT at, 'asked', 'sign-up', 'sign-up ' || id,
              CASE WHEN email_key = :key THEN email_words ELSE sms_words END, 0
            FROM sign_up
            WHERE email_key = :key AND email_confirmed_at IS NULL
               OR phone_key = :key AND sms_confirmed_at IS NULL
            ORDER BY at, id
            """)
        .bind("key", key)
        .map(ConstructorMapper.of(Change.class))
        .list();
  }

  private static List<Received> received(Handle handle, UUID key) {
    return handle
        .createQuery(
            "SELECT at, reading, words AS body FROM reply WHERE address_key = :key ORDER BY at")
        .bind("key", key)
        .map(ConstructorMapper.of(Received.class))
        .list();
  }

  private static List<Call> calls(Handle handle, List<Person> people) {
    return handle
        .createQuery(
            """
            SELECT at, slug AS sheet, official, result FROM reported_call
            WHERE subscriber_id = ANY(:people) ORDER BY at DESC, id DESC
            """)
        .bind("people", ids(people))
        .map(ConstructorMapper.of(Call.class))
        .list();
  }

  private static long[] ids(List<Person> people) {
    return people.stream().mapToLong(p -> p.subscriber().id()).toArray();
  }

  private static List<Message> messages(
      Handle handle, List<Person> people, long before, int limit) {
    return handle
        .createQuery(
            """
            SELECT d.id, d.alert_id AS alert, r.slug AS sheet, d.channel, d.address, d.state, d.attempted_at,
              d.settled_at, coalesce(d.code, '') AS code, coalesce(d.reason, '') AS reason
            FROM delivery d JOIN alert a ON a.id = d.alert_id JOIN revision r ON r.id = a.revision_id
            WHERE d.subscriber_id = ANY(:people) AND d.id < :before ORDER BY d.id DESC LIMIT :limit
            """)
        .bind("before", before)
        .bind("limit", limit)
        .bind("people", ids(people))
        .map(ConstructorMapper.of(Message.class))
        .list();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant).orElse(null);
  }
}
