package org.tocsin.audience;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.consent.Consent;
import org.tocsin.ledger.Erase;
import org.tocsin.ledger.Suppress;

/**
 * Forgets a person. What stays is the keyed hash of each address, under which nobody is written to,
 * so that an old list does not bring them back (P4); and the ledger's count of what was sent,
 * without name, address or words. Addresses that others share stay with the others.
 */
public final class Erasure {
  private static final String AT_THE_SERVER = "command line";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final List<BiConsumer<Handle, UUID>> elsewhere;

  /**
   * @param elsewhere forgets the words under an address's key in the tables of others, within a
   *     transaction
   */
  public Erasure(
      Jdbi jdbi, Clock clock, Consent consent, List<BiConsumer<Handle, UUID>> elsewhere) {
    this.elsewhere = elsewhere;
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
  }

  /**
   * What was forgotten.
   *
   * @param shared whether an address of theirs is also somebody else's, and stayed
   */
  public record Erased(long people, long deliveries, boolean shared) {}

  /** An address of theirs, now or once. */
  private record Key(String channel, UUID key) {}

  /**
   * @throws TocsinException where several people share the address, since only one may be meant
   */
  public Erased erase(Contact contact) {
    return jdbi.inTransaction(handle -> erase(handle, contact));
  }

  /**
   * The same of one person, whoever shares an address with them; within a transaction of the
   * caller's.
   *
   * @param by the email of the account that does it
   */
  public Erased erase(Handle handle, long subscriberId, String by) {
    awaitGathering(handle);
    List<Long> people =
        handle
            .createQuery("SELECT id FROM subscriber WHERE id = :id FOR UPDATE")
            .bind("id", subscriberId)
            .mapTo(Long.class)
            .list();
    return erase(handle, people, Set.of(), by);
  }

  /** A chunk that is being gathered would enter someone that it still saw. */
  static void awaitGathering(Handle handle) {
    handle
        .createQuery("SELECT id FROM alert WHERE state = 'gathering' FOR SHARE")
        .mapTo(Long.class)
        .list();
  }

  private Erased erase(Handle handle, Contact contact) {
    awaitGathering(handle);
    List<Long> people = people(handle, contact);
    if (people.size() > 1) {
      throw new TocsinException(
          people.size()
              + " people share this number. Name the one to erase by their email address; see:"
              + " tocsin subscribers show");
    }
    return erase(
        handle, people, Set.of(new Key(contact.channel().code(), contact.key())), AT_THE_SERVER);
  }

  private Erased erase(Handle handle, List<Long> people, Set<Key> asked, String by) {
    long[] ids = people.stream().mapToLong(Long::longValue).toArray();
    Set<Key> keys = new LinkedHashSet<>(asked);
    keys.addAll(keys(handle, ids));
    List<Key> own = keys.stream().filter(key -> !isShared(handle, key, ids)).toList();
    Suppress.people(handle, ids, clock.instant());
    long deliveries = Erase.people(handle, ids);
    own.forEach(key -> forget(handle, key, by));
    handle.createUpdate("DELETE FROM subscriber WHERE id = ANY(:ids)").bind("ids", ids).execute();
    return new Erased(people.size(), deliveries, own.size() < keys.size());
  }

  private static List<Long> people(Handle handle, Contact contact) {
    return handle
        .createQuery(
            """
            SELECT id FROM subscriber WHERE email_key = :key OR phone_key = :key
            ORDER BY id FOR UPDATE
            """)
        .bind("key", contact.key())
        .mapTo(Long.class)
        .list();
  }

  /** Also addresses that they had when something was sent to them. */
  private static List<Key> keys(Handle handle, long[] ids) {
    return handle
        .createQuery(
            """
            SELECT <email> AS channel, email_key AS key FROM subscriber
              WHERE id = ANY(:ids) AND email_key IS NOT NULL
            UNION SELECT <sms>, phone_key FROM subscriber
              WHERE id = ANY(:ids) AND phone_key IS NOT NULL
            UNION SELECT channel, address_key FROM delivery WHERE subscriber_id = ANY(:ids)
            """)
        .bind("ids", ids)
        .map((row, c) -> new Key(row.getString("channel"), row.getObject("key", UUID.class)))
        .list();
  }

  private static boolean isShared(Handle handle, Key key, long[] ids) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM subscriber
                           WHERE (email_key = :key OR phone_key = :key) AND NOT id = ANY(:ids))
            """)
        .bind("key", key.key())
        .bind("ids", ids)
        .mapTo(Boolean.class)
        .one();
  }

  private void forget(Handle handle, Key key, String by) {
    handle
        .createUpdate("DELETE FROM sign_up WHERE email_key = :key OR phone_key = :key")
        .bind("key", key.key())
        .execute();
    elsewhere.forEach(each -> each.accept(handle, key.key()));
    consent.forget(handle, Channel.of(key.channel()), key.key(), by);
  }
}
