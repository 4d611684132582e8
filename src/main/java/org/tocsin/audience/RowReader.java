package org.tocsin.audience;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Channel;
import org.tocsin.civic.Cells;
import org.tocsin.civic.CsvRow;
import org.tocsin.civic.States;
import org.tocsin.civic.Zips;

/**
 * Reads the rows of a subscribers file. A row with no address that can be trusted is an error and
 * left out; any other cell that cannot be read costs the cell, with a warning. Messages never
 * repeat a cell: it may be a person's, also when it stands in the wrong column.
 */
final class RowReader {
  private static final Pattern LINE_OR_CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  /** "123 Main St, Syracuse, NY 13202 US" */
  private static final Pattern WHOLE_ADDRESS =
      Pattern.compile(
          "(?s)(.*?)(?<![\\s,])[\\s,]++([A-Z]{2})[\\s,]++([0-9]{5})(?:-[0-9]{4})?"
              + "(?:[\\s,]++(?:US|USA|United States)(?: of America)?)?\\s*+");

  private static final int LONGEST_TEXT = 500;

  private final FoundProblems problems;
  private final Destinations destinations;
  private final Instant now;
  private final Headings headings;
  private final Agreement agreement;
  private IncomingCells cells;
  private boolean isGood;
  private int unfounded;
  private int firstUnfounded;

  /**
   * @param destinations where texts may go
   * @param now after which nothing can have been said
   * @param agreement counts on channels of which no column says who agreed
   */
  RowReader(
      FoundProblems problems,
      Destinations destinations,
      Instant now,
      Headings headings,
      Agreement agreement) {
    this.now = now;
    this.problems = problems;
    this.destinations = destinations;
    this.headings = headings;
    this.agreement = agreement;
  }

  /** Empty where the row is left out, and why is among the problems. */
  Optional<IncomingRow> read(CsvRow row) {
    return read(IncomingCells.of(row, headings));
  }

  /** The same of cells of any origin. */
  Optional<IncomingRow> read(IncomingCells next) {
    cells = next;
    isGood = true;
    if (cells.isShifted()) {
      error("", "The row has more cells than the header. Put quotes around a cell with a comma.");
      return Optional.empty();
    }
    IncomingRow incoming = incoming();
    if (isGood && incoming.email() == null && incoming.phone() == null) {
      error("", "The row has neither email nor phone.");
    }
    if (isGood && isUnfounded(incoming) && unfounded++ == 0) {
      firstUnfounded = cells.line();
    }
    return isGood ? Optional.of(incoming) : Optional.empty();
  }

  private static boolean isUnfounded(IncomingRow incoming) {
    return (incoming.consentSource() == null || incoming.consentSource().isEmpty())
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
    IncomingAddresses addresses = new IncomingAddresses(problems, cells, destinations);
    if (!addresses.areGood()) {
      isGood = false;
    }
    ConsentCells email = new ConsentCells(problems, cells, Channel.EMAIL, now);
    ConsentCells sms = new ConsentCells(problems, cells, Channel.SMS, now);
    String[] name = name();
    OptOut emailOut = cells.get("email").isEmpty() ? null : email.optOut();
    OptOut smsOut = cells.numbers().isEmpty() ? null : sms.optOut();
    Boolean emails = email.consent();
    Boolean texts = sms.consent();
    boolean agreedToEmails = hasAgreed(Channel.EMAIL, emails, emailOut);
    boolean agreedToTexts = hasAgreed(Channel.SMS, texts, smsOut);
    boolean isAgreed = agreedToEmails || agreedToTexts;
    String source = clean("consent_source");
    Instant at = consentAt();
    String language =
        known("language", Languages::tag, "It names no language. Write it as es or Spanish.");
    String[] place = place();
    return new IncomingRow(
        cells.line(),
        cells.id().orElse(null),
        addresses.email(),
        isEmptied("email"),
        addresses.phone(),
        isEmptied("phone") && cells.numbers().isEmpty(),
        name[0],
        name[1],
        language,
        place[0],
        place[1],
        place[2],
        place[3],
        agreedToEmails ? Boolean.TRUE : emails,
        addresses.textsOnly(agreedToTexts ? Boolean.TRUE : texts),
        isAgreed && source == null ? agreement.source() : source,
        isAgreed && at == null ? agreement.at() : at,
        tags(),
        emailOut,
        smsOut);
  }

  /** Where no column can say who agreed, the organizer may; never of somebody who has left. */
  private boolean hasAgreed(Channel channel, Boolean said, OptOut out) {
    return said == null
        && out == null
        && agreement.covers(channel)
        && !headings.saysWhoAgreed(channel);
  }

  /** First and last name. */
  private String[] name() {
    String first = named("first_name");
    String last = named("last_name");
    String whole = named("name");
    boolean isWhole = first == null && last == null && whole != null && !whole.isEmpty();
    return isWhole ? split(whole) : new String[] {first, last};
  }

  private String named(String field) {
    String name = clean(field);
    if (name == null || name.isEmpty() || !Oddities.isNoName(name)) {
      return name;
    }
    problems.warn(cells.line(), cells.column(field), "It is no name. It is left out.");
    return null;
  }

  /** "Pat Doe" and "Doe, Pat". */
  private static String[] split(String name) {
    String[] behind = name.split("\\s*,\\s*", 2);
    if (behind.length == 2) {
      return new String[] {behind[1], behind[0]};
    }
    String[] words = name.split("\\s+", 2);
    return new String[] {words[0], words.length == 2 ? words[1] : null};
  }

  /** Street, city, state and ZIP, each by itself or all in one cell. */
  private String[] place() {
    String street = clean("street");
    String state = known("state", States::code, "It is no state. Write its code, as NY.");
    String zip = zip();
    String city = clean("city");
    String whole = cells.get("whole_address") + "\n" + cells.get("street");
    Matcher matcher = WHOLE_ADDRESS.matcher(whole.strip());
    boolean isOther =
        cells.hasColumn("zip")
            && (zip == null || !matcher.matches() || !matcher.group(3).equals(zip));
    if (isOther || !matcher.matches()) {
      return new String[] {street, city, state, zip};
    }
    String[] lines = matcher.group(1).strip().split("\\s*(?:,|\\n|\\s{2,})\\s*", 2);
    return new String[] {
      lines.length == 2 ? lines[0].strip() : null,
      city == null && lines.length == 2 ? lines[1].strip() : city,
      States.code(matcher.group(2)).orElse(state),
      matcher.group(3)
    };
  }

  /**
   * Text without what could end a header line (H05) or turn the reading direction; null where there
   * is none, "" where a row of our own export empties it.
   */
  private String clean(String field) {
    String cell = cells.get(field);
    if (cell.length() > LONGEST_TEXT) {
      warn(field, "It is longer than " + LONGEST_TEXT + " characters; left out.");
      return null;
    }
    String oneLine = LINE_OR_CONTROL.matcher(cell).replaceAll(" ");
    String text = INVISIBLE.matcher(oneLine).replaceAll("").strip();
    return text.isEmpty() ? emptied(field) : text;
  }

  private String emptied(String field) {
    return isEmptied(field) ? "" : null;
  }

  private boolean isEmptied(String field) {
    return cells.id().isPresent() && cells.isEmptied(field);
  }

  private String known(String field, Function<String, Optional<String>> reading, String wrong) {
    String cell = cells.get(field);
    if (cell.isEmpty()) {
      return emptied(field);
    }
    Optional<String> value = reading.apply(Cells.plain(cell));
    if (value.isEmpty()) {
      warn(field, wrong + " It is left out.");
    }
    return value.orElse(null);
  }

  private String zip() {
    String cell = cells.get("zip");
    if (cell.isEmpty()) {
      return emptied("zip");
    }
    Optional<Zips.Zip> zip = Zips.read(cell);
    if (zip.isEmpty()) {
      warn("zip", "It is no ZIP. Write five digits, as 13202. It is left out.");
    } else if (zip.get().isFilled()) {
      warn("zip", "It is too short; the zeros that spreadsheets drop were put back.");
    }
    return zip.map(Zips.Zip::five).orElse(null);
  }

  private Instant consentAt() {
    String field = cells.get("consent_at").isEmpty() ? "agreed_at" : "consent_at";
    String cell = cells.get(field);
    if (cell.isEmpty()) {
      return Dates.past(cells.get("email_consent"), now).orElse(null);
    }
    Optional<Instant> at = Dates.read(cell);
    if (at.isEmpty()) {
      warn(field, "It is no time. Write 2017-02-01 or 2/1/2017 12:00 PM. It is left out.");
    } else if (at.get().isAfter(now)) {
      error(field, "It is in the future. Write when they agreed, or leave it empty.");
    }
    return at.orElse(null);
  }

  private String tags() {
    String cell = cells.get("tags");
    Optional<String> tags = Tags.cell(cell);
    if (tags.isPresent()) {
      return tags.get().isEmpty() ? emptied("tags") : tags.get();
    }
    if (!Tags.areAllReadable(cell)) {
      warn(
          "tags",
          "A tag has letters, digits, spaces and -_. in it, at most 40. Put a semicolon between"
              + " tags. What is none is left out.");
    }
    return Tags.readable(cell).orElse(null);
  }

  private void warn(String field, String message) {
    problems.warn(cells.line(), cells.column(field), message);
  }

  private void error(String field, String message) {
    isGood = false;
    problems.error(cells.line(), field.isEmpty() ? "" : cells.column(field), message);
  }
}
