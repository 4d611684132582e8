package org.tocsin.audience;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.civic.Cells;
import org.tocsin.consent.Consent.Reason;

/** What people and programs write of whether somebody may be written to. */
final class ConsentWords {
  /** What a cell says. */
  enum Said {
    YES,
    NO,
    /** They have opted out, or nothing may go there; see {@link #reason}. */
    OUT,
    /** Neither that somebody agreed nor that they do not want. */
    NOTHING,
    /** That nobody knows; so it cannot be a yes. */
    UNKNOWN
  }

  private static final Expressions WORDS = Expressions.of("columns");

  private static final Set<String> YES = WORDS.phrases("YES");

  /** These say it only where the column is about a subscription. */
  private static final Set<String> YES_OF_A_SUBSCRIPTION = WORDS.phrases("YESOFASUBSCRIPTION");

  private static final Set<String> NO = WORDS.phrases("NO");
  private static final Set<String> NOTHING = WORDS.phrases("NOTHING");

  private static final Set<String> DELIVERABLE = WORDS.phrases("DELIVERABLE");

  private static final Set<String> UNSUBSCRIBED = WORDS.phrases("UNSUBSCRIBED");
  private static final Set<String> STOPPED = WORDS.phrases("STOPPED");
  private static final Set<String> BY_HAND = WORDS.phrases("BYHAND");
  private static final Set<String> DEAD = WORDS.phrases("DEAD");
  private static final Set<String> REFUSED = WORDS.phrases("REFUSED");
  private static final Set<String> COMPLAINED = WORDS.phrases("COMPLAINED");

  private static final Pattern BETWEEN = Pattern.compile("[\\s_\"\\[\\]{}-]+");
  private static final Pattern JOINING = Pattern.compile(WORDS.any("JOINING"));

  private ConsentWords() {}

  /**
   * @param isOfSubscription whether the column tells of nothing but a subscription
   */
  static Said read(String cell, boolean isOfSubscription) {
    if (cell.isEmpty()) {
      return Said.NOTHING;
    }
    String words = folded(cell);
    if (reason(cell).isPresent()) {
      return Said.OUT;
    }
    if (YES.contains(words) || isOfSubscription && YES_OF_A_SUBSCRIPTION.contains(words)) {
      return Said.YES;
    }
    if (NO.contains(words)) {
      return Said.NO;
    }
    boolean isNothing =
        words.isEmpty()
            || NOTHING.contains(words)
            || DELIVERABLE.contains(words)
            || YES_OF_A_SUBSCRIPTION.contains(words);
    return isNothing ? Said.NOTHING : Said.UNKNOWN;
  }

  /** Whether it says of an address that mail arrives, and nothing of what its owner wants. */
  static boolean tellsOfDelivery(String cell) {
    return DELIVERABLE.contains(folded(cell));
  }

  /** Whether a yes is to being written to, and not to the name of its column. */
  static boolean tellsOfJoining(String cell) {
    return JOINING.matcher(folded(cell)).find();
  }

  /** Why nothing may go there; empty where the words say no such thing. */
  static Optional<Reason> reason(String cell) {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    String words = folded(cell);
    if (UNSUBSCRIBED.contains(words)) {
      return Optional.of(Reason.UNSUBSCRIBE);
    }
    if (STOPPED.contains(words)) {
      return Optional.of(Reason.STOP);
    }
    if (BY_HAND.contains(words)) {
      return Optional.of(Reason.BY_HAND);
    }
    if (DEAD.contains(words)) {
      return Optional.of(Reason.HARD_BOUNCE);
    }
    if (words.equals("wrong number")) {
      return Optional.of(Reason.WRONG_NUMBER);
    }
    if (REFUSED.contains(words)) {
      return Optional.of(Reason.PROVIDER);
    }
    return COMPLAINED.contains(words) ? Optional.of(Reason.COMPLAINT) : Optional.empty();
  }

  private static String folded(String cell) {
    return BETWEEN.matcher(Columns.unaccented(Cells.plain(cell))).replaceAll(" ").strip();
  }
}
