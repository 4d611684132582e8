package org.tocsin.audience;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Problem;
import org.tocsin.consent.AddressKeys;

/** The people of this installation. */
public final class Subscribers {
  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;

  public Subscribers(Jdbi jdbi, Clock clock, AddressKeys keys) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * What an import brought.
   *
   * @param rows all rows of the file
   * @param added people who are new; updated, unchanged: people who were known
   * @param skipped rows that were left out, each with an error among the problems
   * @param problems the first thousand
   * @param problemCount all of them
   */
  public record Imported(
      long rows,
      long added,
      long updated,
      long unchanged,
      long skipped,
      List<Problem> problems,
      long problemCount) {}

  /**
   * Merges a CSV file into the subscribers and assigns them, in one transaction.
   *
   * @param rowsSoFar told now and then how many rows have been read
   */
  public Imported importFile(Path csv, LongConsumer rowsSoFar) {
    return new SubscriberImport(jdbi, clock, keys).run(csv, rowsSoFar);
  }

  /** Writes everyone as CSV, row by row; importing it again changes nothing. */
  public void export(Appendable csv) {
    new SubscriberExport(jdbi).run(csv);
  }

  /** By email address or number in any writing; of several who share a number the oldest. */
  public Optional<Subscriber> find(String emailOrPhone) {
    String address =
        Emails.normal(emailOrPhone).or(() -> Phones.e164(emailOrPhone)).orElse(emailOrPhone);
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    SELECT * FROM subscriber WHERE email = :address OR phone = :address
                    ORDER BY id LIMIT 1\
                    """)
                .bind("address", address)
                .map((r, c) -> Subscriber.of(r))
                .findOne());
  }

  /** Whoever has been on the list longest. */
  public Optional<Subscriber> first() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM subscriber ORDER BY id LIMIT 1")
                .map((r, c) -> Subscriber.of(r))
                .findOne());
  }

  public long count() {
    return jdbi.withHandle(
        h -> h.createQuery("SELECT count(*) FROM subscriber").mapTo(Long.class).one());
  }
}
