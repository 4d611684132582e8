package org.tocsin.consent;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Expressions;

/**
 * Replies in languages that are not read sentence by sentence. A whole message that is one of their
 * plainest ways to stop is a stop; the rest is unclear, since what is not understood is not
 * harmless.
 */
final class OtherTongues {
  private static final int MOST_WORDS = 200;

  /** So many known words does a word outweigh that can only be another language's. */
  private static final int WEIGHT_OF_A_MARK = 5;

  /** Faces and shrugs are made of single letters from everywhere. */
  private static final int LEAST_LETTERS = 2;

  private static final Set<UnicodeScript> OURS =
      Set.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED);
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}'’]+");

  private final List<OtherTongue> tongues = OtherTongue.all();
  private final Vocabulary vocabulary;

  /** Letters that no language has whose sentences are read. */
  private final Set<Integer> strange;

  /**
   * @param vocabulary what is in none of them
   */
  OtherTongues(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    Set<Integer> letters = new HashSet<>();
    tongues.forEach(tongue -> letters.addAll(tongue.letters));
    letters.removeAll(pointsOf(String.join("", Expressions.of("replies").all("LETTERS"))));
    this.strange = Set.copyOf(letters);
  }

  private static Set<Integer> pointsOf(String letters) {
    return letters.codePoints().boxed().collect(Collectors.toSet());
  }

  /**
   * @param own what a person wrote themselves
   * @return empty where it is in a language that is read, or has no words
   */
  Optional<ReplyClassification> read(String own) {
    String joined = OtherTongue.joined(own);
    String bare = bare(joined);
    for (OtherTongue tongue : tongues) {
      if (tongue.stops.contains(joined) || tongue.stops.contains(bare)) {
        return Optional.of(
            new ReplyClassification(ReplyIntent.STOP, "asks to stop, in " + tongue.name)
                .in(tongue.how()));
      }
    }
    return isForeign(own, joined) ? Optional.of(unread(own, joined)) : Optional.empty();
  }

  private String bare(String said) {
    String bare = said;
    for (OtherTongue tongue : tongues) {
      for (String word : tongue.polite) {
        if (bare.length() > word.length()) {
          bare = bare.startsWith(word) ? bare.substring(word.length()) : bare;
        }
        if (bare.length() > word.length()) {
          bare = bare.endsWith(word) ? bare.substring(0, bare.length() - word.length()) : bare;
        }
      }
    }
    return bare;
  }

  private ReplyClassification unread(String own, String joined) {
    List<String> words = OtherTongue.words(own);
    return tongues.stream()
        .filter(tongue -> speaks(tongue, own, joined, words))
        .findFirst()
        .map(
            tongue ->
                new ReplyClassification(
                        ReplyIntent.UNSURE, "is in " + tongue.name + ", which is not read")
                    .in(tongue.how().isEmpty() ? anyOther().how() : tongue.how()))
        .orElse(
            new ReplyClassification(ReplyIntent.UNSURE, "is in a language that is not read")
                .in(anyOther().how()));
  }

  /** The last in the file. */
  private OtherTongue anyOther() {
    return tongues.get(tongues.size() - 1);
  }

  private static boolean speaks(OtherTongue tongue, String own, String joined, List<String> words) {
    return tongue.unclear.contains(joined)
        || own.codePoints().anyMatch(point -> tongue.scripts.contains(UnicodeScript.of(point)))
        || words.stream().anyMatch(tongue.marks::contains);
  }

  private boolean isForeign(String own, String joined) {
    String composed = Normalizer.normalize(own, Normalizer.Form.NFKC);
    List<String> words =
        Stream.of(BETWEEN.split(composed))
            .filter(word -> word.codePoints().anyMatch(Character::isLetter))
            .limit(MOST_WORDS)
            .toList();
    return words.stream().anyMatch(word -> isOfOtherScript(word))
        || tongues.stream().anyMatch(tongue -> tongue.unclear.contains(joined))
        || isForeign(words, composed.equals(composed.toUpperCase(Locale.ROOT)));
  }

  private static boolean isOfOtherScript(String word) {
    long others =
        word.codePoints()
            .filter(point -> Character.isLetter(point) && !OURS.contains(UnicodeScript.of(point)))
            .count();
    return others >= LEAST_LETTERS || word.codePoints().anyMatch(Character::isIdeographic);
  }

  /**
   * @param isLoud where it is in capitals, names cannot be known by theirs
   */
  private boolean isForeign(List<String> words, boolean isLoud) {
    int known = 0;
    int unknown = 0;
    int near = 0;
    boolean slips = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String plain = OtherTongue.joined(word);
      if (isName(word, i, isLoud)) {
        continue;
      }
      if (isMark(word, plain)) {
        unknown += WEIGHT_OF_A_MARK;
      } else if (plain.length() > 1 && vocabulary.knows(plain)) {
        known++;
      } else if (plain.length() > 1) {
        boolean isNear = vocabulary.isNear(plain);
        near += isNear ? 1 : 0;
        unknown += isNear ? 0 : 1;
        slips &= vocabulary.isSlip(plain);
      }
    }
    return unknown > known
        || unknown > 0 && unknown == known && !isCapital(words.get(0))
        || known == 0 && near > 0 && !slips;
  }

  private boolean isName(String word, int at, boolean isLoud) {
    String plain = OtherTongue.joined(word);
    return at > 0
        && !isLoud
        && isCapital(word)
        && !vocabulary.knows(plain)
        && tongues.stream().noneMatch(tongue -> tongue.marks.contains(plain));
  }

  private boolean isMark(String word, String plain) {
    return tongues.stream().anyMatch(tongue -> tongue.marks.contains(plain))
        || isStrange(word) && !vocabulary.knows(plain);
  }

  private boolean isStrange(String word) {
    return word.toLowerCase(Locale.ROOT).chars().anyMatch(strange::contains);
  }

  private static boolean isCapital(String word) {
    return Character.isUpperCase(word.codePointAt(0));
  }
}
