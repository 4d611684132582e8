package org.tocsin.civic;

import org.tocsin.civic.Words.Word;

/**
 * Where a title, or a party and a state behind it, speaks of a person that nobody knows. Most words
 * with a capital beside a title are no names: "Call your Representative TODAY".
 */
final class UnknownNames {
  private static final int LONGEST = 3;

  private final Words words;

  UnknownNames(Words words) {
    this.words = words;
  }

  /**
   * The word after the name that follows a title, else the name's own place.
   *
   * @param inList whether others are named with it, so that a last name alone will do
   */
  int end(int title, int at, boolean inList) {
    if (at >= words.size() || !words.followsTitle(at) || isAnyone(title) || isChamberName(title)) {
      return at;
    }
    boolean shouted = words.get(title).isCapitals() && GivenNames.isOne(words.get(at).folded());
    int end = endOfNames(at, shouted);
    boolean ownsNobody = isBefore(title, true) && !isGivenName(at, end);
    boolean tooShort = end == at + 1 && Titles.isPlural(words.get(title)) && !inList;
    return ownsNobody || tooShort ? at : end;
  }

  /** The word after the words that may be a name, else the same place. */
  int endOfNames(int at) {
    return endOfNames(at, false);
  }

  /**
   * @param shouted whether all of it is in capitals, "SENATOR AL FRANKEN"
   */
  private int endOfNames(int at, boolean shouted) {
    int end = at;
    while (end < words.size() && end < at + LONGEST && isPart(at, end, shouted)) {
      boolean possessive = words.get(end).isPossessive();
      end++;
      if (possessive) {
        break;
      }
    }
    boolean onlyInitials = end > at && words.get(end - 1).folded().length() == 1;
    return onlyInitials ? at : end;
  }

  private boolean isPart(int first, int i, boolean shouted) {
    Word word = words.get(i);
    return word.isName()
        && (shouted || !isShouted(i))
        && !Titles.isNoName(word)
        && !Titles.isOther(word)
        && Titles.chamber(word).isEmpty()
        && !isState(i)
        && (i == first || words.isNext(i));
  }

  private boolean isShouted(int i) {
    boolean isBefore = i + 1 < words.size() && words.isNext(i + 1) && isLongCapitals(i + 1);
    return isLongCapitals(i) || words.get(i).isCapitals() && isBefore;
  }

  private boolean isLongCapitals(int i) {
    return words.get(i).isCapitals() && words.get(i).folded().length() > 2;
  }

  private boolean isState(int i) {
    String word = words.get(i).text();
    boolean two =
        i + 1 < words.size() && States.code(word + " " + words.get(i + 1).text()).isPresent();
    return two || word.length() > 2 && States.code(word).isPresent();
  }

  /** "your Representative John Smith", not "your Representative Medicaid Matters". */
  private boolean isGivenName(int at, int end) {
    return end > at + 1 && GivenNames.isOne(words.get(at).folded());
  }

  private boolean isAnyone(int title) {
    return isBefore(title, false);
  }

  private boolean isBefore(int title, boolean own) {
    if (title == 0 || !words.isSpaced(title)) {
      return false;
    }
    Word before = words.get(title - 1);
    return own ? Titles.isOnesOwn(before) : Titles.isAnyone(before);
  }

  /** "House of Representatives" */
  private boolean isChamberName(int title) {
    return title >= 2 && Titles.isChamber(words.get(title - 2));
  }
}
