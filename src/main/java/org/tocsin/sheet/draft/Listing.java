package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.sheet.PhoneNumber;

/** Tells lines that hold only officials, places and numbers, as a list of them does. */
final class Listing {
  /**
   * A line as far as officials go.
   *
   * @param named the officials that it names
   * @param reached whose numbers it has, as far as they are somebody's now
   * @param bare whether it holds names, places and numbers of those, and no word besides
   */
  record Line(Set<Official> named, Set<Official> reached, boolean bare) {
    boolean lists() {
      return bare && !reached.isEmpty();
    }
  }

  /**
   * @param start where in the text
   * @param words by which the official is named
   */
  record Named(Official official, int start, String words) {
    int end() {
      return start + words.length();
    }
  }

  private static final Expressions WORDS = Expressions.of("sheets");

  /** What stands between names, places and numbers in a list of them. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?iu)\\b("
              + WORDS.any("BETWEEN")
              + "|[dri]-[a-z]{2}(-\\d+)?|[a-z]{2}-\\d+|[dri])\\b|[^\\p{L}\\p{N}]");

  /** Words that ask for something or say where someone stands. */
  private static final Pattern SAYS = Pattern.compile("(?iu)" + WORDS.any("SAYS") + ".*");

  private static final Pattern FAX = Pattern.compile("(?iu)\\bfax\\b[\\s:.]*$");
  private static final Pattern ORDER = Pattern.compile("(?iu)" + WORDS.any("ORDER"));

  private static final int MOST_LABELS = 3;

  private final Directory known;
  private final Set<Official> all = new LinkedHashSet<>();

  /**
   * @param known by which names and numbers are recognised
   * @param text the whole of it: who is named in full somewhere is known by the last name
   */
  Listing(Directory known, List<Block> text) {
    this.known = known;
    for (Block block : text) {
      String plain = block.plain();
      known.in(plain).forEach(mention -> mention.official().ifPresent(all::add));
      PhoneNumber.in(plain).forEach(number -> holder(number).ifPresent(all::add));
    }
  }

  Optional<Official> holder(PhoneNumber number) {
    return known.at(number.number()).stream()
        .filter(Known::current)
        .map(Known::official)
        .findFirst();
  }

  Line line(String plain) {
    List<PhoneNumber> numbers = PhoneNumber.in(plain);
    List<Mention> mentions = known.in(plain);
    StringBuilder rest = new StringBuilder(plain);
    Set<Official> reached = new LinkedHashSet<>();
    boolean strange = mentions.stream().anyMatch(m -> m.official().isEmpty());
    for (PhoneNumber number : numbers) {
      Optional<Official> holder = holder(number);
      holder.ifPresent(reached::add);
      strange |= holder.isEmpty() && !FAX.matcher(plain.substring(0, number.start())).find();
      blank(rest, number.start(), number.end());
    }
    Set<Official> named = named(rest, mentions);
    strange |= !named.isEmpty() && !named.containsAll(reached);
    strange |= !named.isEmpty() && ORDER.matcher(plain).matches();
    String left = withoutPlaces(rest.toString(), named, reached);
    return new Line(named, reached, !strange && isBare(left, numbers.size()));
  }

  /**
   * Where officials are named, in the order of the text: as anyone names them, and by the last name
   * alone, as someone is that the text names in full elsewhere; not where two of them share it.
   */
  List<Named> names(String plain) {
    StringBuilder rest = new StringBuilder(plain);
    List<Named> names = new ArrayList<>();
    for (Mention mention : known.in(plain)) {
      mention.official().ifPresent(o -> names.add(new Named(o, mention.start(), mention.words())));
      blank(rest, mention.start(), mention.end());
    }
    names.addAll(lastNames(rest, all.stream().filter(this::hasNameAlone).toList()));
    names.sort(Comparator.comparingInt(Named::start));
    return names;
  }

  private boolean hasNameAlone(Official official) {
    return all.stream().noneMatch(o -> o != official && o.lastName().equals(official.lastName()));
  }

  /** Takes the names out on its way. */
  private Set<Official> named(StringBuilder rest, List<Mention> mentions) {
    Set<Official> named = new LinkedHashSet<>();
    for (Mention mention : mentions) {
      mention.official().ifPresent(named::add);
      blank(rest, mention.start(), mention.end());
    }
    lastNames(rest, all).forEach(name -> named.add(name.official()));
    return named;
  }

  /** Takes them out on its way. */
  private static List<Named> lastNames(StringBuilder rest, Collection<Official> officials) {
    List<Named> found = new ArrayList<>();
    for (Official official : officials) {
      int at = lastName(rest, official);
      while (at >= 0) {
        Named name = new Named(official, at, official.lastName());
        found.add(name);
        blank(rest, name.start(), name.end());
        at = lastName(rest, official);
      }
    }
    return found;
  }

  private static int lastName(CharSequence text, Official official) {
    String line = text.toString();
    String name = official.lastName();
    for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean starts = at == 0 || !Character.isLetter(line.charAt(at - 1));
      if (starts && (end == line.length() || !Character.isLetter(line.charAt(end)))) {
        return at;
      }
    }
    return -1;
  }

  private static void blank(StringBuilder text, int from, int to) {
    text.replace(from, to, " ".repeat(to - from));
  }

  private static String withoutPlaces(String text, Set<Official> named, Set<Official> reached) {
    Set<Official> both = new LinkedHashSet<>(named);
    both.addAll(reached);
    String left = text;
    for (Official official : both) {
      for (Office office : official.offices()) {
        left = left.replace(office.town(), " ");
      }
    }
    return BETWEEN.matcher(left).replaceAll(" ").strip();
  }

  /** Beside a number may stand what its place is called: "LA", "Long Island". */
  private static boolean isBare(String left, int numbers) {
    if (left.isEmpty()) {
      return true;
    }
    List<String> words = List.of(left.split("\\s+"));
    return words.size() <= MOST_LABELS * numbers
        && words.stream()
            .allMatch(w -> Character.isUpperCase(w.codePointAt(0)) && !SAYS.matcher(w).matches());
  }
}
