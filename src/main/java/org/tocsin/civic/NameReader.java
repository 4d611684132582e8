package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.civic.KnownNames.Name;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Words.Word;

/**
 * Finds officials in running text: by title and name, by their full name alone, and by a name with
 * party and state behind it.
 */
final class NameReader {
  private final Words words;
  private final KnownNames known;
  private final UnknownNames unknown;
  private final TitledNames titled;
  private final List<Mention> mentions = new ArrayList<>();
  private int done;

  NameReader(Directory directory, String text) {
    this.words = new Words(text);
    this.known = new KnownNames(directory, words);
    this.unknown = new UnknownNames(words);
    this.titled = new TitledNames(words, known, unknown);
  }

  List<Mention> mentions() {
    while (done < words.size()) {
      int at = done;
      int end = Titles.chamber(words.get(at)).map(chamber -> titled(at, chamber)).orElse(at);
      done = end > at ? end : Math.max(untitled(at), at + 1);
    }
    return mentions;
  }

  private int titled(int title, Chamber chamber) {
    List<Name> names = titled.after(title);
    if (names.isEmpty()) {
      return title;
    }
    int end = names.get(names.size() - 1).to();
    if (!isOther(title) && !isCalledAfter(end)) {
      Name first = names.get(0);
      add(title, first.to(), Optional.of(chamber), first.may());
      names.stream().skip(1).forEach(n -> add(n.from(), n.to(), Optional.of(chamber), n.may()));
    }
    return end;
  }

  private int untitled(int at) {
    List<Name> names = known.reversed(at).map(List::of).orElseGet(() -> known.at(at, false));
    if (names.isEmpty()) {
      names = seated(at);
    }
    if (names.isEmpty()) {
      return at;
    }
    int end = names.get(names.size() - 1).to();
    if (!isOther(at) && !isCalledAfter(end)) {
      names.forEach(name -> add(name.from(), name.to(), Optional.empty(), name.may()));
    }
    return end;
  }

  /** "Murray (D-WA)": one that nothing but the seat behind the name tells to be an official. */
  private List<Name> seated(int at) {
    int last = known.end(at);
    int end = last > at ? last : unknown.endOfNames(at);
    boolean seat =
        end > at
            && SaidSeat.after(words.text(), words.get(end - 1).end())
                .filter(SaidSeat::isOfCongress)
                .isPresent();
    List<Known> may = last > at ? known.meant(at, last) : List.of();
    return seat ? List.of(new Name(at, end, may)) : List.of();
  }

  private void add(int from, int to, Optional<Chamber> chamber, List<Known> all) {
    int start = words.get(from).start();
    int end = words.get(to - 1).end();
    List<Known> may = KnownNames.narrowed(all, chamber);
    may = KnownNames.narrowed(may, Known::current);
    Optional<SaidSeat> seat = SaidSeat.after(words.text(), end);
    if (may.size() > 1 && seat.isPresent()) {
      may = KnownNames.narrowed(may, one -> seat.get().fits(one.official()));
    }
    mentions.add(new Mention(start, end, words.text().substring(start, end), chamber, may));
  }

  private boolean isOther(int at) {
    for (int i = Math.max(0, at - 2); i < at; i++) {
      boolean other =
          Titles.isOther(words.get(i)) || i == at - 1 && Titles.isOtherBefore(words.get(i));
      if (other && !isNamed(i) && isSameSentence(i, at)) {
        return true;
      }
    }
    return at + 1 < words.size() && words.get(at + 1).folded().equals("elect");
  }

  /** Justice is an office and the name of an official. */
  private boolean isNamed(int i) {
    return !mentions.isEmpty() && mentions.get(mentions.size() - 1).end() >= words.get(i).end();
  }

  private boolean isSameSentence(int from, int to) {
    for (int i = from + 1; i <= to; i++) {
      if (words.gap(i).matches("(?s).*[.;:!?,\\n].*")) {
        return false;
      }
    }
    return true;
  }

  private boolean isCalledAfter(int end) {
    for (int i = end; i < Math.min(end + 2, words.size()); i++) {
      Word word = words.get(i);
      if (!word.isName() || !words.isNext(i)) {
        return false;
      }
      if (Titles.isCalledAfter(word)) {
        return true;
      }
    }
    return false;
  }
}
