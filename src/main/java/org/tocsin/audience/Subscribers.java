package org.tocsin.audience;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Problem;
import org.tocsin.consent.AddressKeys;

/** The people of this installation. */
public final class Subscribers {
  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;
  private final Destinations destinations;

  /** Texts go to the United States and their territories. */
  public Subscribers(Jdbi jdbi, Clock clock, AddressKeys keys) {
    this(jdbi, clock, keys, Destinations.unitedStates());
  }

  /**
   * @param destinations where texts may go; imports warn of numbers elsewhere
   */
  public Subscribers(Jdbi jdbi, Clock clock, AddressKeys keys, Destinations destinations) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
    this.destinations = destinations;
  }

  /**
   * What an import brought.
   *
   * @param rows all rows of the file
   * @param added people who are new; updated, unchanged: people who were known
   * @param skipped rows that were left out, each with an error among the problems
   * @param optOuts addresses that are suppressed from now on since the file says so
   * @param reach of the people that the rows are about
   * @param problems the first thousand
   * @param problemCount all of them
   * @param remarks all of them by their causes
   */
  public record Imported(
      long rows,
      long added,
      long updated,
      long unchanged,
      long skipped,
      long optOuts,
      Reach reach,
      List<Problem> problems,
      long problemCount,
      List<Remark> remarks) {
    /** Whether no row could be used. */
    public boolean isUseless() {
      return rows == skipped;
    }
  }

  /**
   * How people can be reached.
   *
   * @param email who can be written to: they agreed and have not opted out
   * @param text numbers that can be written to likewise
   * @param zipUnknown people without a ZIP, or with one that lies in no district that is known
   */
  public record Reach(long email, long text, long zipUnknown) {}

  /**
   * Merges a CSV file into the subscribers and assigns them, in one transaction.
   *
   * @param rowsSoFar is given now and then how many rows have been read
   */
  public Imported importFile(Path csv, LongConsumer rowsSoFar) {
    return imports().run(csv, rowsSoFar);
  }

  /**
   * What {@link #importFile} would bring; changes nothing. Whoever writes about the same people
   * meanwhile waits.
   */
  public Imported tryFile(Path csv, LongConsumer rowsSoFar) {
    return imports().tryOut(csv, FileReading.BY_NAMES, rowsSoFar);
  }

  /**
   * Adds or changes one person, as a row of a file does.
   *
   * @param said by the names of an import's columns
   * @param file what messages call it
   * @throws org.tocsin.BadInput where something in it cannot be read; nothing has changed then
   */
  public Imported take(Map<String, String> said, String file) {
    return imports().one(new OnePerson(said, file, destinations, clock.instant()));
  }

  SubscriberImport imports() {
    return new SubscriberImport(jdbi, clock, keys, destinations);
  }

  /** Writes everyone as CSV, row by row; importing it again changes nothing. */
  public void export(Appendable csv) {
    new SubscriberExport(jdbi).run(csv);
  }

  /** The same of these people only. */
  public void export(List<Long> people, Appendable csv) {
    new SubscriberExport(jdbi).run(people, csv);
  }

  /** By email address or number in any writing; of several who share a number the oldest. */
  public Optional<Subscriber> find(String emailOrPhone) {
    String address =
        Emails.normal(emailOrPhone).or(() -> Phones.e164(emailOrPhone)).orElse(emailOrPhone);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM subscriber WHERE email = :address OR phone = :address
                    ORDER BY id LIMIT 1\
                    """)
                .bind("address", address)
                .map((r, c) -> Subscriber.of(r))
                .findOne());
  }

  /**
   * Where a chunk of people ends, in the order of their ids.
   *
   * @param after the last of the chunk before
   * @param size how many at most
   * @return the last of the chunk; empty where nobody comes after
   */
  public static Optional<Long> endOfChunk(Handle handle, long after, int size) {
    return handle
        .createQuery(
            """
            SELECT max(id) FROM (
              SELECT id FROM subscriber WHERE id > :after ORDER BY id LIMIT :size) AS chunk
            """)
        .bind("after", after)
        .bind("size", size)
        .mapTo(Long.class)
        .findOne();
  }

  /** By id; empty where they have been erased. */
  public Optional<Subscriber> get(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM subscriber WHERE id = :id")
        .bind("id", id)
        .map((r, c) -> Subscriber.of(r))
        .findOne();
  }

  /** The same, kept from changing otherwise until the caller's transaction ends. */
  public Optional<Subscriber> hold(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM subscriber WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .map((r, c) -> Subscriber.of(r))
        .findOne();
  }

  /**
   * Notes in which language someone wants to be written to, within a transaction of the caller's.
   */
  public void speak(Handle handle, long id, String language) {
    handle
        .createUpdate("UPDATE subscriber SET language = :language WHERE id = :id")
        .bind("language", language)
        .bind("id", id)
        .execute();
  }

  /**
   * Notes that someone has agreed to emails, within a transaction of the caller's. Source and time
   * are one pair for both channels; where they tell of an agreement to texts, they go on doing so.
   */
  public void agreeToEmail(Handle handle, long id, String source) {
    handle
        .createUpdate(
            """
            UPDATE subscriber
            SET email_consent = true, email_said_at = :now,
                consent_source = CASE WHEN sms_consent THEN consent_source ELSE :source END,
                consent_at = CASE WHEN sms_consent THEN consent_at ELSE :now END
            WHERE id = :id
            """)
        .bind("source", source)
        .bind("now", clock.instant())
        .bind("id", id)
        .execute();
  }

  /** Whoever has been on the list longest. */
  public Optional<Subscriber> first() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM subscriber ORDER BY id LIMIT 1")
                .map((r, c) -> Subscriber.of(r))
                .findOne());
  }

  /** Without counting all of them. */
  public boolean isMoreThan(int people) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM subscriber OFFSET :people)")
                .bind("people", people)
                .mapTo(Boolean.class)
                .one());
  }

  public long count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM subscriber").mapTo(Long.class).one());
  }

  /** How many people read each language; those who named none are left out. */
  public Map<String, Long> languages() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT language, count(*) AS people FROM subscriber WHERE language <> ''"
                        + " GROUP BY language ORDER BY language")
                .map((r, c) -> Map.entry(r.getString("language"), r.getLong("people")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
