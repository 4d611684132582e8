package org.tocsin.civic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.civic.Official.Chamber;

/**
 * Finds who holds a seat by name, as people write names: with or without title, given name and
 * accents, "Chuck" for Charles, and with the seat in parentheses behind it where that is known.
 */
public final class NameSearch {
  private static final Pattern SEAT = Pattern.compile("\\(([^()]*)\\)");
  private static final int LONGEST = 100;

  private final Roster roster;

  public NameSearch(Roster roster) {
    this.roster = roster;
  }

  /** What someone wrote: the words of a name, and what a title and a seat beside it tell. */
  private record Asked(List<String> words, Optional<Chamber> chamber, String seat) {
    static Asked of(String written) {
      String cut = written.substring(0, Math.min(LONGEST, written.length()));
      Matcher seat = SEAT.matcher(cut);
      String within = seat.find() ? seat.group(1).strip() : "";
      List<String> words = new ArrayList<>(NameSearch.words(seat.replaceAll(" ")));
      Optional<Chamber> chamber = words.isEmpty() ? Optional.empty() : Titles.chamber(words.get(0));
      chamber.ifPresent(title -> words.remove(0));
      return new Asked(words, chamber, within);
    }

    boolean mayBe(Official official) {
      return chamber.map(official.chamber()::equals).orElse(true)
          && (seat.isEmpty()
              || seat.equalsIgnoreCase(official.state())
              || seat.equalsIgnoreCase(official.seat()));
    }
  }

  private static List<String> words(String name) {
    return Stream.of(name.split("[\\s,\\u00A0\\u2010-\\u2012-]+"))
        .map(word -> GivenNames.fold(word).replaceAll("['’]", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Who is called exactly that: the whole last name, and nothing that is not theirs. */
  public List<Official> named(String written) {
    return all(written, NameSearch::isNameOf);
  }

  /** The same, or whoever has names that begin with each of the words. */
  public List<Official> like(String written) {
    List<Official> named = named(written);
    return named.isEmpty() ? all(written, NameSearch::beginsNamesOf) : named;
  }

  private List<Official> all(String written, BiPredicate<List<String>, Official> fits) {
    Asked asked = Asked.of(written);
    if (asked.words().isEmpty()) {
      return List.of();
    }
    return roster.officials().stream()
        .filter(asked::mayBe)
        .filter(official -> fits.test(asked.words(), official))
        .toList();
  }

  private static boolean isNameOf(List<String> words, Official official) {
    List<String> last = words(official.lastName());
    for (int at = 0; at + last.size() <= words.size(); at++) {
      if (words.subList(at, at + last.size()).equals(last)) {
        List<String> rest = new ArrayList<>(words.subList(0, at));
        rest.addAll(words.subList(at + last.size(), words.size()));
        return rest.stream().allMatch(word -> GivenNames.fit(word, official));
      }
    }
    return false;
  }

  private static boolean beginsNamesOf(List<String> words, Official official) {
    List<String> names =
        Stream.of(official.firstName(), official.lastName(), official.fullName())
            .flatMap(name -> words(name).stream())
            .toList();
    return words.stream()
        .allMatch(
            word ->
                names.stream().anyMatch(name -> name.startsWith(word))
                    || GivenNames.fit(word, official));
  }

  /**
   * The names to hold a misspelt one against: last names, and given and last names, without case
   * and accents, each with one who bears it.
   */
  public Map<String, Official> plainNames() {
    Map<String, Official> names = new LinkedHashMap<>();
    for (Official official : roster.officials()) {
      String last = plain(official.lastName());
      names.putIfAbsent(last, official);
      names.putIfAbsent(plain(official.firstName() + " " + official.lastName()), official);
      names.putIfAbsent(plain(official.fullName()), official);
    }
    return names;
  }

  /** A name without title, case, accents and what stands in parentheses. */
  public static String plain(String name) {
    return String.join(" ", Asked.of(name).words());
  }

  /** Whether a text is an id of the Biographical Directory of Congress, "K000386". */
  public static boolean isBioguide(String text) {
    return text.matches("[A-Z]\\d{6}");
  }
}
