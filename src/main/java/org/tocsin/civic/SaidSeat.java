package org.tocsin.civic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.Expressions;

/**
 * What stands behind a name of where someone sits: "(D-WV)", "(NY-24)", ", R-Texas,", "of Utah".
 *
 * @param party its first letter, or "" where none is said
 * @param state its code, or "" where none is said
 * @param district its number, or -1 where none is said; 0 is at large
 * @param end where it ends in the text
 */
record SaidSeat(String party, String state, int district, int end) {
  private static final Pattern BRACKETS =
      Pattern.compile("[ \\u00A0]{0,2}[(\\[]([^()\\[\\]\\n]{1,40})[)\\]]");
  private static final Pattern COMMAS =
      Pattern.compile(
          ",[ \\u00A0]([DRI] ?[-–] ?\\p{Lu}[\\p{L}.]{1,14}(?:"
              + " \\p{Lu}\\p{L}{2,9})?(?:-?\\d{1,2})?),?(?![\\p{L}\\d-])");
  private static final Pattern OF =
      Pattern.compile(
          "[ \\u00A0\\n](?:"
              + String.join("|", Expressions.of("names").words("OFSTATE"))
              + ")[ \\u00A0\\n]("
              + States.codes().stream()
                  .flatMap(code -> States.name(code).stream())
                  .sorted(java.util.Comparator.comparing(String::length).reversed())
                  .map(Pattern::quote)
                  .collect(Collectors.joining("|"))
              + ")\\b");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?:(Democrat|Republican|Independent|[DRI])\\.?)?[\\s,–-]*+"
              + "(\\p{Lu}[\\p{L}. ]*?)?\\.?[\\s-]*(\\d{1,2}|AL|at large)?");

  /** What stands right behind a place of a text; empty where it tells nothing of a seat. */
  static Optional<SaidSeat> after(String text, int place) {
    return found(BRACKETS, text, place)
        .or(() -> found(COMMAS, text, place))
        .or(() -> found(OF, text, place));
  }

  private static Optional<SaidSeat> found(Pattern pattern, String text, int place) {
    Matcher found = pattern.matcher(text).region(place, Math.min(text.length(), place + 60));
    found.useTransparentBounds(true);
    return found.lookingAt() ? of(found.group(1).strip(), found.end()) : Optional.empty();
  }

  private static Optional<SaidSeat> of(String said, int end) {
    Matcher words = WORDS.matcher(said);
    if (!words.matches()) {
      return Optional.empty();
    }
    String party = words.group(1) == null ? "" : words.group(1).substring(0, 1);
    String place = words.group(2) == null ? "" : words.group(2).strip();
    Optional<String> state = state(place);
    boolean unclear = !place.isEmpty() && state.isEmpty();
    if (unclear && party.isEmpty() || party.isEmpty() && state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new SaidSeat(party, state.orElse(""), district(words.group(3)), end));
  }

  private static int district(String said) {
    if (said == null) {
      return -1;
    }
    return Character.isDigit(said.charAt(0)) ? Integer.parseInt(said) : 0;
  }

  private static Optional<String> state(String said) {
    String letters = said.replaceAll("[. ]", "");
    return letters.length() == 2
            && States.name(letters.toUpperCase(java.util.Locale.ROOT)).isPresent()
        ? Optional.of(letters.toUpperCase(java.util.Locale.ROOT))
        : States.code(said);
  }

  /** Whether it can only be said of a member of Congress: a party and a state. */
  boolean isOfCongress() {
    return !party.isEmpty() && !state.isEmpty();
  }

  boolean fits(Official official) {
    return (state.isEmpty() || state.equals(official.state()))
        && (party.isEmpty() || official.party().isEmpty() || official.party().startsWith(party))
        && (district < 0
            || official.district() != null && official.district().number() == district);
  }
}
