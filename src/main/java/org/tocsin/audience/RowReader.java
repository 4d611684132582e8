package org.tocsin.audience;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.civic.CsvFile;
import org.tocsin.civic.CsvRow;
import org.tocsin.civic.States;
import org.tocsin.consent.Consent;

/**
 * Reads the rows of a subscribers file. A row that cannot be trusted is an error and left out; a
 * state or language that nobody knows is a warning. Messages never repeat a cell: it may be a
 * person's, also when it stands in the wrong column.
 */
final class RowReader {
  /** What an import reads. */
  static final List<String> COLUMNS =
      List.of(
          "email",
          "phone",
          "first_name",
          "last_name",
          "language",
          "street",
          "city",
          "state",
          "zip",
          "email_consent",
          "sms_consent",
          "consent_source",
          "consent_at",
          "tags",
          "email_state",
          "email_opt_out",
          "email_opt_out_at",
          "sms_state",
          "sms_opt_out",
          "sms_opt_out_at");

  /** What an export adds; an import knows better and passes over it. */
  static final List<String> DERIVED = List.of("id", "district", "assignment", "candidates");

  private static final Set<String> YES =
      Set.of(
          "yes",
          "y",
          "true",
          "t",
          "1",
          "x",
          "si",
          "sí",
          "on",
          "opted in",
          "opted-in",
          "opt-in",
          "opt in",
          "subscribed",
          "agreed",
          "checked");
  private static final Set<String> NO =
      Set.of(
          "no",
          "n",
          "false",
          "f",
          "0",
          "off",
          "opted out",
          "opted-out",
          "opt-out",
          "opt out",
          "unsubscribed",
          "not subscribed",
          "declined",
          "unchecked");
  private static final Pattern LINE_OR_CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");
  private static final int LONGEST_TEXT = 500;

  private final FoundProblems problems;
  private final Destinations destinations;
  private final Instant now;
  private CsvRow row;
  private boolean isGood;
  private int unfounded;
  private int firstUnfounded;

  /**
   * @param destinations where texts may go
   * @param now after which nothing can have been said
   */
  RowReader(FoundProblems problems, Destinations destinations, Instant now) {
    this.now = now;
    this.problems = problems;
    this.destinations = destinations;
  }

  /** Refuses a file with neither addresses nor numbers, and warns of columns that mean nothing. */
  void readHeader(CsvFile csv) {
    if (!csv.has("email") && !csv.has("phone")) {
      throw csv.missing("email or phone");
    }
    csv.columns().stream()
        .filter(c -> !COLUMNS.contains(c) && !DERIVED.contains(c))
        .forEach(c -> problems.warn(1, c, "No such column is known; it is passed over."));
  }

  /** Empty where the row is left out, and why is among the problems. */
  Optional<IncomingRow> read(CsvRow next) {
    row = next;
    isGood = true;
    if (row.isShifted()) {
      error("", "The row has more cells than the header. Put quotes around a cell with a comma.");
      return Optional.empty();
    }
    IncomingRow incoming = incoming();
    if (isGood && incoming.email() == null && incoming.phone() == null) {
      error("", "The row has neither email nor phone.");
    }
    if (isGood && isUnfounded(incoming) && unfounded++ == 0) {
      firstUnfounded = row.line();
    }
    return isGood ? Optional.of(incoming) : Optional.empty();
  }

  private static boolean isUnfounded(IncomingRow incoming) {
    return incoming.consentSource().isEmpty()
        && incoming.consentAt() == null
        && (Boolean.TRUE.equals(incoming.emailConsent())
            || Boolean.TRUE.equals(incoming.smsConsent()));
  }

  /** At the end: how many rows say yes and neither where nor when. */
  void tellUnfounded() {
    if (unfounded > 0) {
      problems.warn(
          firstUnfounded,
          "consent_source",
          "From here, rows that say yes and neither where nor when it was given: "
              + unfounded
              + ". Fill in consent_source and consent_at, so that you can show it.");
    }
  }

  private IncomingRow incoming() {
    String email = Emails.normal(row.get("email")).orElse(null);
    String phone = phone();
    boolean isReachable = email != null || phone != null;
    tellUnread("email", email, isReachable, "It is no email address.");
    tellUnread("phone", phone, isReachable, "It is no US phone number. Write it as 315-555-0101.");
    return new IncomingRow(
        row.line(),
        email,
        phone,
        clean("first_name"),
        clean("last_name"),
        known("language", Languages::tag, "It names no language. Write it as es or Spanish."),
        clean("street"),
        clean("city"),
        known("state", States::code, "It is no state. Write its code, as NY."),
        zip(),
        consentUnlessUnclear("email"),
        consentUnlessUnclear("sms"),
        clean("consent_source"),
        consentAt(),
        tags(),
        optOut("email", "email"),
        optOut("sms", "phone"));
  }

  private interface Reading {
    Optional<String> of(String cell);
  }

  /** Costs the cell where the person can be reached otherwise, else the row. */
  private void tellUnread(String column, String read, boolean isReachable, String wrong) {
    if (read != null || row.get(column).isEmpty()) {
      return;
    }
    if (isReachable) {
      problems.warn(row.line(), column, wrong + " It is left out, the person is kept.");
    } else {
      error(column, wrong);
    }
  }

  private String phone() {
    String cell = row.get("phone");
    String phone = Phones.e164(cell).orElse(null);
    if (phone == null && !cell.isEmpty()) {
      phone = Phones.first(cell).orElse(null);
      if (phone != null) {
        problems.warn(
            row.line(), "phone", "There is more than one number in it; the first was kept.");
      }
    }
    if (phone != null && !destinations.include(phone)) {
      problems.warn(
          row.line(),
          "phone",
          "It lies outside of where texts go (tocsin.sms.destinations); it gets none.");
    }
    return phone;
  }

  /** Text without what could end a header line (H05) or turn the reading direction. */
  private String clean(String column) {
    String cell = row.get(column);
    if (cell.length() > LONGEST_TEXT) {
      problems.warn(
          row.line(), column, "It is longer than " + LONGEST_TEXT + " characters; left out.");
      return "";
    }
    String oneLine = LINE_OR_CONTROL.matcher(cell).replaceAll(" ");
    return INVISIBLE.matcher(oneLine).replaceAll("").strip();
  }

  private String known(String column, Reading reading, String wrong) {
    String cell = row.get(column);
    Optional<String> value = cell.isEmpty() ? Optional.of("") : reading.of(cell);
    if (value.isEmpty()) {
      problems.warn(row.line(), column, wrong + " It is left out.");
    }
    return value.orElse("");
  }

  private String zip() {
    String cell = row.get("zip");
    Optional<ZipCodes.Zip> zip = ZipCodes.read(cell);
    if (zip.isEmpty() && !cell.isEmpty()) {
      problems.warn(
          row.line(), "zip", "It is no ZIP. Write five digits, as 13202. It is left out.");
    } else if (zip.isPresent() && zip.get().isFilled()) {
      problems.warn(
          row.line(), "zip", "It is too short; the zeros that spreadsheets drop were put back.");
    }
    return zip.map(ZipCodes.Zip::five).orElse("");
  }

  /** A state that nobody knows may be an opt-out: nobody has agreed by such a row. */
  private Boolean consentUnlessUnclear(String channel) {
    Boolean consent = consent(channel + "_consent");
    String state = row.get(channel + "_state");
    if (OptOutWords.areHarmless(state) || OptOutWords.reason(state).isPresent()) {
      return consent;
    }
    problems.warn(
        row.line(),
        channel + "_state",
        "It is no state that is known, so the row gives no consent. Write subscribed or"
            + " suppressed.");
    return Boolean.FALSE.equals(consent) ? consent : null;
  }

  private Boolean consent(String column) {
    String cell = Cells.plain(row.get(column)).toLowerCase(Locale.ROOT);
    if (!cell.isEmpty() && !YES.contains(cell) && !NO.contains(cell)) {
      problems.warn(
          row.line(), column, "It is neither yes nor no, so the row gives no consent by it.");
      return null;
    }
    return cell.isEmpty() ? null : (Boolean) YES.contains(cell);
  }

  private Instant consentAt() {
    String cell = row.get("consent_at");
    if (cell.isEmpty()) {
      return null;
    }
    Optional<Instant> at = Dates.read(cell);
    if (at.isEmpty()) {
      problems.warn(
          row.line(),
          "consent_at",
          "It is no time. Write 2017-02-01 or 2/1/2017 12:00 PM. It is left out.");
    } else if (at.get().isAfter(now)) {
      error("consent_at", "It is in the future. Write when they agreed, or leave it empty.");
    }
    return at.orElse(null);
  }

  /** The way tells more than the state, which only says that there is one. */
  private OptOut optOut(String channel, String address) {
    String way = row.get(channel + "_opt_out");
    Optional<Consent.Reason> out =
        way.isEmpty()
            ? OptOutWords.reason(row.get(channel + "_state"))
            : OptOutWords.reason(way).or(() -> Optional.of(Consent.Reason.BY_HAND));
    if (out.isEmpty() || row.get(address).isEmpty()) {
      return null;
    }
    return new OptOut(out.get(), optOutAt(channel + "_opt_out_at"));
  }

  private Instant optOutAt(String column) {
    String cell = row.get(column);
    Optional<Instant> at = Dates.read(cell).filter(time -> !time.isAfter(now));
    if (!cell.isEmpty() && at.isEmpty()) {
      problems.warn(
          row.line(), column, "It is no time that is past. The opt-out counts from today.");
    }
    return at.orElse(null);
  }

  private String tags() {
    String cell = row.get("tags");
    Optional<String> tags = Tags.cell(cell);
    if (tags.isEmpty()) {
      problems.warn(
          row.line(),
          "tags",
          "A tag has letters, digits, spaces and -_. in it, at most 40. Put a semicolon between"
              + " tags. These are left out.");
    }
    return tags.orElse("");
  }

  private void error(String column, String message) {
    isGood = false;
    problems.error(row.line(), column, message);
  }
}
