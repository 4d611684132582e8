package org.tocsin.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.OurLanguages;

/**
 * Reads what came back, by text or by email. First {@linkplain Keywords keywords}; then rules over
 * the words of each clause (K11), which stand in {@code replies/xx.txt} for each language; then
 * what is written in {@linkplain OtherTongues other languages}. Whoever clearly wants out is out;
 * what is unclear is for a person to decide; quoted text never counts.
 */
public final class ReplyReader {
  private static final int ENOUGH = 10_000;

  private static final Pattern BREAKS = Pattern.compile("[.!?;:\\n\\r,()…—|<>]+|\\s-+\\s");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");
  private static final List<Phrasebook> BOOKS =
      OurLanguages.having("/replies/%s.txt").stream().map(Phrasebook::read).toList();
  private static final List<Phrasebook.Rule> RULES =
      BOOKS.stream().flatMap(book -> book.rules().stream()).toList();
  private static final Keywords KEYWORDS = new Keywords(BOOKS);
  private static final Vocabulary VOCABULARY = new Vocabulary();
  private static final OtherTongues OTHERS = new OtherTongues(VOCABULARY);
  private static final Spelling SPELLING = new Spelling(BOOKS);

  private static final Pattern CONSEQUENCES =
      Pattern.compile(
          BOOKS.stream()
              .map(book -> book.consequence().pattern())
              .collect(Collectors.joining("|")));

  private final Supplier<Set<String>> lastNames;

  /**
   * @param lastNames of those who hold a seat, as single words in small letters from a to z; asked
   *     for each reply that is more than a keyword
   */
  public ReplyReader(Supplier<Set<String>> lastNames) {
    this.lastNames = lastNames;
  }

  /**
   * @param body what the person sent; at most its first {@value #ENOUGH} characters are read
   */
  public ReplyClassification read(String body) {
    String own = own(body);
    if (Machines.isTelephone(own)) {
      return new ReplyClassification(ReplyIntent.OTHER, "a telephone answers by itself");
    }
    if (Machines.mayAnswer(own)) {
      ReplyClassification rest = readOurs(Machines.rest(own));
      return rest.reply() == ReplyIntent.STOP
          ? rest
          : new ReplyClassification(ReplyIntent.OTHER, "a machine answers");
    }
    ReplyClassification reading = readOurs(own);
    return switch (reading.reply()) {
      case OTHER -> Strangers.read(own).or(() -> OTHERS.read(own)).orElse(reading);
      case STOP -> WhichChannel.of(own, reading);
      case UNSURE -> Strangers.read(own).orElse(reading);
      default -> reading;
    };
  }

  /** In the languages whose sentences are read. */
  private ReplyClassification readOurs(String own) {
    List<String> clauses = clausesOf(own);
    String whole = String.join("", clauses);
    if (whole.isEmpty()) {
      return new ReplyClassification(ReplyIntent.OTHER, "has no words of its own");
    }
    return KEYWORDS
        .read(own, whole)
        .orElseGet(() -> new Clauses(RULES, marked(clauses, own)).read());
  }

  private List<String> marked(List<String> clauses, String own) {
    return new NameMarker(lastNames.get(), SPELLING::isRight, VOCABULARY::knows).mark(clauses, own);
  }

  private static String own(String body) {
    return QuotedTextStripper.of(body.length() > ENOUGH ? body.substring(0, ENOUGH) : body);
  }

  /** YES starts again only for those who had stopped; from others it answers a question (K09). */
  public boolean isYes(String body) {
    return KEYWORDS.isYes(String.join("", clausesOf(own(body))));
  }

  /** Each with a space after every word. */
  private static List<String> clausesOf(String own) {
    List<String> clauses = new ArrayList<>();
    for (String clause : BREAKS.split(TextNormalizer.plain(own))) {
      String words = BETWEEN.matcher(clause).replaceAll(" ").strip();
      if (!words.isEmpty()) {
        clauses.addAll(List.of(CONSEQUENCES.split(SPELLING.mend(words) + " ")));
      }
    }
    return clauses;
  }
}
