package org.tocsin.civic;

import java.util.List;
import java.util.Optional;
import org.tocsin.civic.Official.Chamber;

/**
 * An official as a text names one.
 *
 * @param start where it begins in the text, the title included
 * @param words as written, "Sen. Al Franken"
 * @param chamber that the title tells
 * @param may those it may mean; none where nobody known is called that
 */
public record Mention(
    int start, int end, String words, Optional<Chamber> chamber, List<Known> may) {
  /**
   * Someone in a roster.
   *
   * @param roster the newest one that lists this person
   * @param current whether that is the roster in force
   */
  public record Known(Official official, Roster roster, boolean current) {
    /** "Rep. John Katko (NY-24) in the roster of 2017-03-01". */
    public String spoken() {
      return official.titled() + " in the roster of " + roster.asOf();
    }
  }

  public Mention {
    may = List.copyOf(may);
  }

  /** The one it means, where that is one person who holds a seat now. */
  public Optional<Official> official() {
    return may.size() == 1 && may.get(0).current()
        ? Optional.of(may.get(0).official())
        : Optional.empty();
  }

  /** The last word of the name, "Franken". */
  public String lastWord() {
    String name = may.isEmpty() ? words : may.get(0).official().lastName();
    String plain = name.replaceAll(",? (?:Jr|Sr|II|III|IV)\\.?$", "");
    return plain.substring(plain.lastIndexOf(' ') + 1).replaceAll("['’]s?$", "");
  }
}
