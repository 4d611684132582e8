package org.tocsin.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that mean something as the whole message: those that Twilio acts on (K01), those that the
 * FCC lists (K10) and their like in other languages (K12).
 */
final class Keywords {
  private static final Pattern ASKED = Pattern.compile("[?？][^\\p{L}\\p{N}?？]*$");

  private final Set<String> stop;
  private final Set<String> start;
  private final Set<String> help;
  private final Set<String> yes;

  /** What may stand around a keyword. */
  private final Pattern polite;

  Keywords(List<Phrasebook> books) {
    stop = said(books, "STOP");
    start = said(books, "START");
    help = said(books, "HELP");
    yes = said(books, "YES");
    polite =
        Pattern.compile(
            books.stream()
                .map(book -> book.wordsOf("POLITE"))
                .collect(Collectors.joining("|", "(?<![^ ])(?:", ")")));
  }

  private static Set<String> said(List<Phrasebook> books, String meaning) {
    return books.stream()
        .flatMap(book -> book.keywords(meaning).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param own as it was written
   * @param whole its plain words, each with a space after it
   */
  Optional<ReplyClassification> read(String own, String whole) {
    String said = whole.strip();
    String bare = polite.matcher(whole).replaceAll("").strip();
    if (stop.contains(said) || isCalledOff(bare)) {
      return Optional.of(
          ASKED.matcher(own.strip()).find()
              ? new ReplyClassification(ReplyIntent.UNSURE, "asks about stopping: " + said)
              : new ReplyClassification(ReplyIntent.STOP, "says " + said));
    }
    if (start.contains(said) || start.contains(bare) || yes.contains(said)) {
      return Optional.of(new ReplyClassification(ReplyIntent.START, "says " + said));
    }
    return help.contains(said) || help.contains(bare)
        ? Optional.of(new ReplyClassification(ReplyIntent.HELP, "says " + said))
        : Optional.empty();
  }

  /** Nothing but keywords, and a stop among them wins (K14). */
  private boolean isCalledOff(String bare) {
    List<String> words = List.of(bare.split(" "));
    return words.stream().anyMatch(stop::contains)
        && words.stream().allMatch(w -> stop.contains(w) || start.contains(w) || help.contains(w));
  }

  boolean isYes(String whole) {
    return yes.contains(whole.strip());
  }
}
