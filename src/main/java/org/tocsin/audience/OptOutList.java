package org.tocsin.audience;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.civic.CopyRows;
import org.tocsin.civic.CsvFile;
import org.tocsin.civic.CsvRow;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;

/**
 * A list of people who want nothing any more, from another program: an address a row, with or
 * without a line that names the columns. They need not be on the list of subscribers.
 */
public final class OptOutList {
  private static final List<String> ADDRESSES = List.of("email", "mobile", "phone", "home_phone");

  /** What stands in the column of such a list that is called so. */
  private static final Set<String> OF_A_LIST =
      Set.of(
          "address", "contact", "contactemail", "suppressedemail", "recipient", "number", "from");

  private static final List<String> TIMES =
      List.of("email_opt_out_at", "sms_opt_out_at", "email_bounced_at");

  private static final Set<String> TIMES_OF_A_LIST =
      Set.of("date", "time", "created", "createdat", "timestamp", "when", "addedat", "dateadded");

  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;

  public OptOutList(Jdbi jdbi, Clock clock, AddressKeys keys) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * What a list brought.
   *
   * @param rows all rows
   * @param optedOut addresses that are suppressed from now on, or for a stronger reason
   * @param skipped rows without an address that can be read, each with a problem
   * @param remarks the problems by their causes
   */
  public record Entered(long rows, long optedOut, long skipped, List<Remark> remarks) {}

  /**
   * Enters all of a file, in one transaction.
   *
   * @param source where the list comes from, for the record of consent
   * @throws org.tocsin.BadInput where no column holds addresses; nothing has changed then
   */
  public Entered enter(Path file, String source) {
    FoundProblems problems = new FoundProblems(file.toString());
    try (CsvFile csv = CsvFile.openOfAnyProgram(file)) {
      List<String> columns = addresses(csv, file);
      csv.refuseDoubled(columns);
      SubscriberImport.tellEncoding(csv, problems);
      return jdbi.inTransaction(
          handle -> {
            new Merge(handle, clock.instant()).begin();
            Copied copied = copy(handle, csv, columns, problems);
            long optedOut = new ArrivingOptOuts(handle, clock.instant()).enter(source);
            return new Entered(copied.rows, optedOut, copied.skipped, problems.remarks());
          });
    }
  }

  private List<String> addresses(CsvFile csv, Path file) {
    List<String> columns =
        csv.columns().stream().filter(c -> isOfAddresses(c) || heading(c).isPresent()).toList();
    if (columns.isEmpty()) {
      throw new BadInput(
          Problem.error(
              file.toString(),
              1,
              "email or phone",
              "There is no such column. Name the one with the addresses email or phone."));
    }
    return columns;
  }

  private static boolean isOfAddresses(String column) {
    return OF_A_LIST.contains(Columns.folded(column))
        || Columns.place(column).filter(place -> ADDRESSES.contains(place.field())).isPresent();
  }

  private static boolean isOfTimes(String column) {
    return TIMES_OF_A_LIST.contains(Columns.folded(column))
        || Columns.place(column).filter(place -> TIMES.contains(place.field())).isPresent();
  }

  private Optional<Contact> contact(String cell) {
    return Contact.read(cell, keys);
  }

  /** The first line is read as names of columns, in which underscores stand for spaces. */
  private Optional<Contact> heading(String column) {
    return contact(column).or(() -> contact(column.replace('_', ' ')));
  }

  private record Copied(long rows, long skipped) {}

  private Copied copy(Handle handle, CsvFile csv, List<String> columns, FoundProblems problems) {
    long rows = 0;
    long skipped = 0;
    List<String> times = csv.columns().stream().filter(OptOutList::isOfTimes).toList();
    try (CopyRows copy = CopyRows.into(handle.getConnection(), INTO)) {
      boolean isHeaderless = columns.stream().noneMatch(OptOutList::isOfAddresses);
      if (isHeaderless) {
        rows++;
        columns.forEach(c -> heading(c).ifPresent(it -> add(copy, 1, it, null)));
      }
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        rows++;
        skipped += read(row.get(), columns, times, copy, problems) ? 0 : 1;
      }
      copy.finish();
    }
    return new Copied(rows, skipped);
  }

  private static final String INTO =
      "incoming (line, email_key, phone_key, email_out, email_out_at, sms_out, sms_out_at)";

  private boolean read(
      CsvRow row, List<String> columns, List<String> times, CopyRows copy, FoundProblems problems) {
    boolean found = false;
    for (String column : columns) {
      String cell = row.get(column);
      Optional<Contact> contact = contact(cell);
      contact.ifPresent(it -> add(copy, row.line(), it, at(row, times)));
      found |= contact.isPresent();
      if (contact.isEmpty() && !cell.isEmpty()) {
        problems.error(row.line(), "", Contact.whyNot(cell));
      }
    }
    return found;
  }

  private Instant at(CsvRow row, List<String> times) {
    return times.stream()
        .flatMap(column -> Dates.read(row.get(column)).stream())
        .filter(time -> !time.isAfter(clock.instant()))
        .findFirst()
        .orElse(null);
  }

  private static void add(CopyRows copy, int line, Contact contact, Instant at) {
    UUID key = contact.key();
    String reason = Consent.Reason.BY_HAND.code();
    switch (contact.channel()) {
      case EMAIL -> copy.add(line, key, null, reason, at, null, null);
      case SMS -> copy.add(line, null, key, null, null, reason, at);
    }
  }
}
