package org.tocsin.audience;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.civic.CopyRows;
import org.tocsin.civic.CsvFile;
import org.tocsin.civic.CsvRow;
import org.tocsin.civic.FileEncoding;
import org.tocsin.consent.AddressKeys;

/** One import of a subscribers file: rows stream into the database, which merges them by parts. */
final class SubscriberImport {
  private static final int TELL_EVERY = 1_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;
  private final Destinations destinations;

  SubscriberImport(Jdbi jdbi, Clock clock, AddressKeys keys, Destinations destinations) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
    this.destinations = destinations;
  }

  record Read(long rows, long skipped) {}

  Subscribers.Imported run(Path file, LongConsumer rowsSoFar) {
    return jdbi.withHandle(
        handle -> run(handle, file, FileReading.BY_NAMES, rowsSoFar, ImportJournal.NONE));
  }

  /**
   * Gives each row that is left out to the caller; looks at the file alone and changes nothing.
   *
   * @throws org.tocsin.BadInput where the file cannot be read
   */
  void leftOut(Path file, FileReading reading, Consumer<Problem> each) {
    FoundProblems problems =
        new FoundProblems(
            file.toString(),
            problem -> {
              if (problem.isError()) {
                each.accept(problem);
              }
            });
    try (CsvFile csv = CsvFile.openOfAnyProgram(file)) {
      RowReader reader = reader(csv, file, reading, problems);
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        reader.read(row.get());
      }
    }
  }

  /** The same in one transaction that is taken back. */
  Subscribers.Imported tryOut(Path file, FileReading reading, LongConsumer rowsSoFar) {
    return jdbi.withHandle(
        handle -> {
          handle.begin();
          try {
            return run(handle, file, reading, rowsSoFar, ImportJournal.NONE);
          } finally {
            handle.rollback();
          }
        });
  }

  Subscribers.Imported run(
      Handle handle,
      Path file,
      FileReading reading,
      LongConsumer rowsSoFar,
      ImportJournal journal) {
    FoundProblems problems = new FoundProblems(file.toString());
    try (CsvFile csv = CsvFile.openOfAnyProgram(file)) {
      RowReader reader = reader(csv, file, reading, problems);
      tellEncoding(csv, problems);
      return through(handle, problems, journal, () -> stream(handle, csv, reader, rowsSoFar));
    }
  }

  private RowReader reader(CsvFile csv, Path file, FileReading reading, FoundProblems problems) {
    Headings headings = Headings.of(csv, file.toString(), reading.columns(), problems);
    return new RowReader(problems, destinations, clock.instant(), headings, reading.agreement());
  }

  /** The same of one person. */
  Subscribers.Imported one(OnePerson person) {
    return jdbi.withHandle(
        handle ->
            through(handle, person.problems(), ImportJournal.NONE, () -> add(handle, person)));
  }

  private Read add(Handle handle, OnePerson person) {
    try (CopyRows copy = CopyRows.into(handle.getConnection(), Staged.INTO)) {
      add(copy, person.row());
      copy.finish();
      return new Read(1, 0);
    }
  }

  /**
   * Reads all before anything is merged. What only this connection sees is dropped at the end, or
   * else when the next one begins.
   */
  private Subscribers.Imported through(
      Handle handle, FoundProblems problems, ImportJournal journal, Supplier<Read> reading) {
    Staged staged = new Staged(handle);
    Read read =
        handle.inTransaction(
            x -> {
              staged.begin();
              Read all = reading.get();
              staged.end();
              return all;
            });
    Subscribers.Imported imported = new Merging(handle, clock, staged, problems, journal).run(read);
    staged.drop();
    return imported;
  }

  /** What is neither UTF-8 nor UTF-16 can be known by nobody for sure. */
  static void tellEncoding(CsvFile csv, FoundProblems problems) {
    if (csv.encoding() == FileEncoding.WINDOWS_1252) {
      problems.warn(
          0,
          "",
          "It is not UTF-8 and was read as Windows-1252, as Excel saves it. Look at a name with an"
              + " accent.");
    }
  }

  private Read stream(Handle handle, CsvFile csv, RowReader reader, LongConsumer rowsSoFar) {
    long rows = 0;
    try (CopyRows copy = CopyRows.into(handle.getConnection(), Staged.INTO)) {
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        reader.read(row.get()).ifPresent(r -> add(copy, r));
        if (++rows % TELL_EVERY == 0) {
          rowsSoFar.accept(rows);
        }
      }
      rowsSoFar.accept(rows);
      reader.tellUnfounded();
      return new Read(rows, rows - copy.finish());
    }
  }

  private void add(CopyRows copy, IncomingRow row) {
    copy.add(
        row.line(),
        row.claimedId(),
        row.email(),
        key(Channel.EMAIL, row.email()),
        row.emptiesEmail(),
        row.phone(),
        key(Channel.SMS, row.phone()),
        row.emptiesPhone(),
        row.firstName(),
        row.lastName(),
        row.language(),
        row.street(),
        row.city(),
        row.state(),
        row.zip(),
        row.emailConsent(),
        row.smsConsent(),
        row.consentSource(),
        row.consentAt(),
        row.tags(),
        OptOut.code(row.emailOut()),
        OptOut.at(row.emailOut()),
        OptOut.code(row.smsOut()),
        OptOut.at(row.smsOut()));
  }

  private UUID key(Channel channel, String address) {
    return address == null ? null : keys.of(channel, address);
  }
}
