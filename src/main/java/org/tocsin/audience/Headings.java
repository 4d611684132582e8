package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.civic.CsvFile;

/** Which columns of a file hold what, whatever program it comes from. */
final class Headings {
  /** What an export adds; but for the id an import knows better and passes over it. */
  private static final Set<String> DERIVED = Set.of("id", "district", "assignment", "candidates");

  private static final Set<String> EXPORTED =
      Set.of(
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
          "id",
          "district",
          "assignment",
          "candidates",
          "email_state",
          "email_opt_out",
          "email_opt_out_at",
          "sms_state",
          "sms_opt_out",
          "sms_opt_out_at");

  private static final List<String> ADDRESSES = List.of("email", "mobile", "phone", "home_phone");

  /** No name of a column, but a ZIP, a year or a date. */
  private static final Pattern DATA = Pattern.compile("[0-9/.-]{4,}");

  private static final int SHOWN = 20;
  private static final int LONGEST = 40;

  private final Map<String, List<String>> columns = new HashMap<>();
  private final Set<String> all;

  private Headings(Collection<String> names) {
    this.all = Set.copyOf(names);
    Map<String, Integer> ranks = new HashMap<>();
    for (String column : names) {
      Columns.place(column)
          .ifPresent(
              place -> {
                ranks.put(column, place.rank());
                columns.computeIfAbsent(place.field(), f -> new ArrayList<>()).add(column);
              });
    }
    columns.values().forEach(list -> list.sort(Comparator.comparing(ranks::get)));
  }

  /**
   * Reads the header of a file of people, and warns of columns that mean nothing.
   *
   * @throws BadInput where it has neither addresses nor numbers, no header at all, or twice what is
   *     read. The message repeats nothing that could be a person's (P12).
   */
  static Headings of(CsvFile csv, String file, FoundProblems problems) {
    Headings headings = new Headings(csv.columns());
    headings.refuseData(csv, file);
    if (ADDRESSES.stream().noneMatch(headings.columns::containsKey)) {
      throw headings.withoutAddresses(csv, file);
    }
    Set<String> read = new HashSet<>();
    headings.columns.values().forEach(read::addAll);
    csv.refuseDoubled(read);
    headings.tellUnread(csv, read, problems);
    return headings;
  }

  /** Of what a program says of one person, by our own names. */
  static Headings of(Set<String> fields) {
    return new Headings(fields);
  }

  private void refuseData(CsvFile csv, String file) {
    for (String column : csv.columns()) {
      String cell = column.replace('_', ' ');
      if (Emails.normal(column).isPresent()
          || Emails.normal(cell).isPresent()
          || Emails.isBeyondAscii(column)
          || Phones.e164(cell).isPresent()
          || DATA.matcher(cell).matches()) {
        throw new BadInput(
            Problem.error(
                file,
                1,
                "",
                "The first line holds somebody's data and not the names of the columns. Put a line"
                    + " above it that names them, such as email,phone,first_name,zip."));
      }
    }
  }

  private BadInput withoutAddresses(CsvFile csv, String file) {
    String meant =
        csv.columns().stream()
            .filter(column -> Columns.place(column).isEmpty())
            .flatMap(
                column ->
                    Columns.meant(column).filter(ADDRESSES::contains).stream()
                        .map(field -> " " + column + ": did you mean " + field + "?"))
            .findFirst()
            .orElse("");
    return new BadInput(
        Problem.error(
            file,
            1,
            "email or phone",
            "There is no such column. The first line must name the columns, with commas,"
                + " semicolons or tabs between, and one of them email or phone."
                + meant));
  }

  private void tellUnread(CsvFile csv, Set<String> read, FoundProblems problems) {
    List<String> unread = new ArrayList<>();
    for (String column : csv.columns()) {
      if (read.contains(column) || DERIVED.contains(column)) {
        tellGuessed(column, problems);
        continue;
      }
      Optional<String> meant = Columns.meant(column).filter(f -> !columns.containsKey(f));
      if (meant.isPresent()) {
        problems.warn(
            1, column, "It is not read: did you mean " + meant.get().replace("home_", "") + "?");
      } else {
        unread.add(column.substring(0, Math.min(column.length(), LONGEST)));
      }
    }
    if (!unread.isEmpty()) {
      String more = unread.size() > SHOWN ? " and " + (unread.size() - SHOWN) + " more" : "";
      problems.warn(
          1,
          "",
          "These columns are not read: "
              + String.join(", ", unread.subList(0, Math.min(SHOWN, unread.size())))
              + more
              + ".");
    }
  }

  /** What is read by the words of its name may be something else after all. */
  private void tellGuessed(String column, FoundProblems problems) {
    if (Columns.known(column).isEmpty()) {
      Columns.place(column)
          .ifPresent(
              place ->
                  problems.warn(
                      1,
                      column.substring(0, Math.min(column.length(), LONGEST)),
                      "By its name it is read as "
                          + place.field()
                          + ". If it is none, take the column out."));
    }
  }

  /** The columns that hold a field, the one to take first at the beginning. */
  List<String> of(String field) {
    return columns.getOrDefault(field, List.of());
  }

  boolean has(String field) {
    return columns.containsKey(field);
  }

  /** Whether it is an export of this program or a part of one, whose ids tell who is meant. */
  boolean areOurOwn() {
    return all.contains("id") && (all.containsAll(DERIVED) || EXPORTED.containsAll(all));
  }

  /** Whether the file has this very column. */
  boolean hasColumn(String column) {
    return all.contains(column);
  }
}
