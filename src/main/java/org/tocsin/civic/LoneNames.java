package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Words.Word;

/**
 * Last names that stand alone in running text, as in "Katko: 315-…": those of people in a roster,
 * and of those that nobody knows but the text names.
 */
final class LoneNames {
  private final Words words;
  private final KnownNames known;

  LoneNames(Directory directory, String text) {
    this.words = new Words(text);
    this.known = new KnownNames(directory, words);
  }

  /**
   * @param taken what is a mention already
   */
  List<Mention> outside(List<Mention> taken) {
    Set<String> strangers =
        taken.stream()
            .filter(m -> m.may().isEmpty())
            .map(m -> GivenNames.fold(m.lastWord()))
            .collect(Collectors.toSet());
    NavigableMap<Integer, Mention> byStart = new TreeMap<>();
    taken.forEach(mention -> byStart.put(mention.start(), mention));
    List<Mention> alone = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      int last = known.lastAlone(i);
      int end = last == i && strangers.contains(word.folded()) ? i + 1 : last;
      if (end > i && isAlone(i, end) && !isIn(byStart, word)) {
        alone.add(mention(i, end));
      }
    }
    return alone;
  }

  private Mention mention(int from, int to) {
    int start = words.get(from).start();
    int end = words.get(to - 1).end();
    List<Known> may = known.meant(from, to);
    Optional<SaidSeat> seat = SaidSeat.after(words.text(), end);
    List<Known> right =
        seat.map(s -> KnownNames.narrowed(may, k -> s.fits(k.official()))).orElse(may);
    return new Mention(start, end, words.text().substring(start, end), Optional.empty(), right);
  }

  private static boolean isIn(NavigableMap<Integer, Mention> taken, Word word) {
    Map.Entry<Integer, Mention> before = taken.floorEntry(word.start());
    return before != null && word.end() <= before.getValue().end();
  }

  /** No part of another name: "Green Bay", "Fort Scott". */
  private boolean isAlone(int from, int end) {
    boolean before = from > 0 && words.isNext(from) && isNameLike(words.get(from - 1));
    boolean after = end < words.size() && words.isNext(end) && isNameLike(words.get(end));
    return !before && !after;
  }

  private static boolean isNameLike(Word word) {
    return word.isName() && !Titles.isNoName(word) && Titles.chamber(word).isEmpty();
  }
}
