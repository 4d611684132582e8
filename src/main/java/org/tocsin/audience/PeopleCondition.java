package org.tocsin.audience;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.civic.Cells;
import org.tocsin.civic.District;
import org.tocsin.civic.States;
import org.tocsin.civic.Zips;

/**
 * What an organizer types to find people, as a condition on the table of subscribers.
 *
 * @param sql with the names of values
 */
record PeopleCondition(String sql, Map<String, Object> values) {
  private static final int LONGEST = 254;
  private static final Pattern DISTRICT =
      Pattern.compile("(?i)([a-z]{2})(?:[- ]{0,2}([0-9]{1,2})|[- ]{1,2}at[- ]large)");

  static PeopleCondition of(String asked) {
    String plain = Cells.plain(asked.substring(0, Math.min(LONGEST, asked.length())));
    if (plain.isEmpty()) {
      return new PeopleCondition("true", Map.of());
    }
    return Emails.normal(plain)
        .map(email -> where("email = :email", "email", email))
        .or(() -> Phones.e164(plain).map(phone -> where("phone = :phone", "phone", phone)))
        .or(() -> Zips.five(plain).map(zip -> where("zip = :zip", "zip", zip)))
        .or(() -> district(plain))
        .orElseGet(() -> names(plain));
  }

  private static PeopleCondition where(String sql, String name, String value) {
    return new PeopleCondition(sql, Map.of(name, value));
  }

  private static Optional<PeopleCondition> district(String plain) {
    Matcher matcher = DISTRICT.matcher(plain);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return States.code(matcher.group(1))
        .filter(state -> number <= District.LARGEST)
        .map(state -> new District(state, number).code())
        .map(code -> where("districts @> ARRAY[:district]::text[]", "district", code));
  }

  /** Given and last name in either order, each by its beginning. */
  private static PeopleCondition names(String plain) {
    String words = plain.replace(',', ' ').strip().replaceAll(" +", " ");
    int first = words.indexOf(' ');
    int last = words.lastIndexOf(' ');
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("all", beginning(words));
    String whole =
        "lower(last_name) LIKE lower(:all) OR lower(first_name) LIKE lower(:all)"
            + " OR email LIKE lower(:all)";
    if (first < 0) {
      return new PeopleCondition(whole, values);
    }
    values.put("first", beginning(words.substring(0, first)));
    values.put("rest", beginning(words.substring(first + 1)));
    values.put("most", beginning(words.substring(0, last)));
    values.put("last", beginning(words.substring(last + 1)));
    return new PeopleCondition(
        String.join(
            " OR ",
            whole,
            bothNames("first", "rest"),
            bothNames("rest", "first"),
            bothNames("most", "last"),
            bothNames("last", "most")),
        values);
  }

  private static String bothNames(String given, String family) {
    return "lower(first_name) LIKE lower(:"
        + given
        + ") AND lower(last_name) LIKE lower(:"
        + family
        + ")";
  }

  private static String beginning(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }
}
