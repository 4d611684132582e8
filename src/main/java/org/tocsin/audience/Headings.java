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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.BadInput;
import org.tocsin.Channel;
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

  private static final Set<String> TELLS_WHO_LEFT =
      Set.of(
          "email_state",
          "status",
          "sms_state",
          "email_opt_out",
          "email_opt_out_at",
          "email_bounced",
          "email_bounced_at",
          "sms_opt_out",
          "sms_opt_out_at",
          "sms_bounced",
          "both_opt_out");

  private static final List<String> ADDRESSES = List.of("email", "mobile", "phone", "home_phone");

  /** No name of a column, but a ZIP, a year or a date. */
  private static final Pattern DATA = Pattern.compile("[0-9/.-]{4,}");

  private static final int SHOWN = 20;
  private static final int LONGEST = 40;

  private final Map<String, List<String>> columns = new HashMap<>();
  private final Set<String> all;

  /**
   * @param chosen the field of a column, "" for one to leave out, as somebody says who knows
   */
  private Headings(Collection<String> names, Map<String, String> chosen) {
    this.all =
        names.stream()
            .filter(column -> !"".equals(chosen.get(column)))
            .collect(Collectors.toUnmodifiableSet());
    Map<String, Integer> ranks = new HashMap<>();
    for (String column : names) {
      place(column, chosen)
          .ifPresent(
              place -> {
                ranks.put(column, place.rank());
                columns.computeIfAbsent(place.field(), f -> new ArrayList<>()).add(column);
              });
    }
    columns.values().forEach(list -> list.sort(Comparator.comparing(ranks::get)));
  }

  private static Optional<Columns.Place> place(String column, Map<String, String> chosen) {
    String field = chosen.get(column);
    if (field == null) {
      return Columns.place(column);
    }
    return Optional.of(field)
        .filter(Columns.fields()::contains)
        .map(
            known ->
                Columns.place(column)
                    .filter(place -> place.field().equals(known))
                    .orElse(new Columns.Place(known, 0)));
  }

  /**
   * Reads the header of a file of people, and warns of columns that mean nothing.
   *
   * @throws BadInput where it has neither addresses nor numbers, no header at all, or twice what is
   *     read. The message repeats nothing that could be a person's (P12).
   * @param chosen what somebody says that columns hold; nobody is warned of those
   */
  static Headings of(CsvFile csv, String file, Map<String, String> chosen, FoundProblems problems) {
    Headings headings = new Headings(csv.columns(), chosen);
    refuseData(csv, file);
    if (!headings.hasAnyAddresses()) {
      throw headings.withoutAddresses(csv, file);
    }
    Set<String> read = new HashSet<>();
    headings.columns.values().forEach(read::addAll);
    csv.refuseDoubled(read);
    headings.tellUnread(csv, read, chosen.keySet(), problems);
    tellLeftOut(csv, chosen, problems);
    return headings;
  }

  /** Of what a program says of one person, by our own names. */
  static Headings of(Set<String> fields) {
    return of(fields, Map.of());
  }

  /**
   * The same where somebody says what columns hold.
   *
   * @param chosen the field of a column, "" for one to leave out
   */
  static Headings of(Set<String> names, Map<String, String> chosen) {
    return new Headings(names, chosen);
  }

  static void refuseData(CsvFile csv, String file) {
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

  private void tellUnread(
      CsvFile csv, Set<String> read, Set<String> chosen, FoundProblems problems) {
    List<String> unread = new ArrayList<>();
    for (String column : csv.columns()) {
      if (chosen.contains(column)) {
        continue;
      }
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

  /** Where nobody reads who has left, nobody is taken off the list for it. */
  private static void tellLeftOut(CsvFile csv, Map<String, String> chosen, FoundProblems problems) {
    for (String column : csv.columns()) {
      boolean tellsWhoLeft =
          Columns.place(column).filter(place -> TELLS_WHO_LEFT.contains(place.field())).isPresent();
      if (tellsWhoLeft && "".equals(chosen.get(column))) {
        problems.warn(
            1,
            column.substring(0, Math.min(column.length(), LONGEST)),
            "It tells who has opted out, and is left out: nobody is opted out by it.");
      }
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

  /** Whether a column says of a channel who agreed; if none does, nobody has. */
  boolean saysWhoAgreed(Channel channel) {
    boolean isOfAll = channel == Channel.EMAIL || !has("email");
    return Stream.of("_consent", "_state").anyMatch(what -> has(channel.code() + what))
        || isOfAll
            && Stream.of("email_consent", "email_state", "status", "agreed_at").anyMatch(this::has);
  }

  boolean hasAnyAddresses() {
    return ADDRESSES.stream().anyMatch(this::has);
  }

  /** Whether the file has addresses of a channel. */
  boolean hasAddresses(Channel channel) {
    return switch (channel) {
      case EMAIL -> has("email");
      case SMS -> Stream.of("mobile", "phone", "home_phone").anyMatch(this::has);
    };
  }

  /** What a column is read as, or "". */
  String field(String column) {
    return columns.entrySet().stream()
        .filter(each -> each.getValue().contains(column))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
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
