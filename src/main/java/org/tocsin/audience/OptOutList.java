package org.tocsin.audience;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
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
  private static final List<String> ADDRESSES =
      List.of(
          "email",
          "email_address",
          "e-mail",
          "e-mail_address",
          "e-mail_1_-_value",
          "contactemail",
          "address",
          "contact",
          "phone",
          "phone_number",
          "phone_1_-_value",
          "mobile",
          "mobile_number",
          "mobile_phone",
          "cell",
          "cell_phone",
          "number");
  private static final List<String> TIMES =
      List.of("opt_out_at", "opted_out_at", "unsubscribed_at", "unsub_time", "date", "time");

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
   * @param problems the first thousand
   */
  public record Entered(long rows, long optedOut, long skipped, List<Problem> problems) {}

  /**
   * Enters all of a file, in one transaction.
   *
   * @param source where the list comes from, for the record of consent
   * @throws org.tocsin.BadInput where no column holds addresses; nothing has changed then
   */
  public Entered enter(Path file, String source) {
    FoundProblems problems = new FoundProblems(file.toString());
    try (CsvFile csv = CsvFile.open(file)) {
      List<String> columns = addresses(csv);
      return jdbi.inTransaction(
          h -> {
            new Merge(h, clock.instant()).begin();
            Copied copied = copy(h, csv, columns, problems);
            long optedOut = new ArrivingOptOuts(h, clock.instant()).enter(source);
            return new Entered(copied.rows, optedOut, copied.skipped, problems.kept());
          });
    }
  }

  private List<String> addresses(CsvFile csv) {
    List<String> columns =
        csv.columns().stream()
            .filter(c -> ADDRESSES.contains(c) || contact(c.replace('_', ' ')).isPresent())
            .toList();
    if (columns.isEmpty()) {
      throw csv.missing("email or phone");
    }
    return columns;
  }

  private Optional<Contact> contact(String cell) {
    return Contact.read(cell, keys);
  }

  private record Copied(long rows, long skipped) {}

  private Copied copy(Handle h, CsvFile csv, List<String> columns, FoundProblems problems) {
    long rows = 0;
    long skipped = 0;
    try (CopyRows copy = CopyRows.into(h.getConnection(), INTO)) {
      boolean isHeaderless = columns.stream().noneMatch(ADDRESSES::contains);
      if (isHeaderless) {
        rows++;
        columns.forEach(c -> contact(c.replace('_', ' ')).ifPresent(it -> add(copy, 1, it, null)));
      }
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        rows++;
        skipped += read(row.get(), columns, copy, problems) ? 0 : 1;
      }
      copy.finish();
    }
    return new Copied(rows, skipped);
  }

  private static final String INTO =
      "incoming (line, email_key, phone_key, email_out, email_out_at, sms_out, sms_out_at)";

  private boolean read(CsvRow row, List<String> columns, CopyRows copy, FoundProblems problems) {
    boolean found = false;
    for (String column : columns) {
      String cell = row.get(column);
      Optional<Contact> contact = contact(cell);
      contact.ifPresent(it -> add(copy, row.line(), it, at(row)));
      found |= contact.isPresent();
      if (contact.isEmpty() && !cell.isEmpty()) {
        problems.error(row.line(), "", "It is neither an email address nor a US phone number.");
      }
    }
    return found;
  }

  private Instant at(CsvRow row) {
    return TIMES.stream()
        .flatMap(column -> Dates.read(row.get(column)).stream())
        .filter(time -> !time.isAfter(clock.instant()))
        .findFirst()
        .orElse(null);
  }

  private static void add(CopyRows copy, int line, Contact contact, Instant at) {
    UUID key = contact.key();
    String reason = Consent.Reason.BY_HAND.code();
    if (contact.channel() == Channel.EMAIL) {
      copy.add(line, key, null, reason, at, null, null);
    } else {
      copy.add(line, null, key, null, null, reason, at);
    }
  }
}
