package org.tocsin.consent;

import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Whether a stop is about emails, about texts, or about both, wherever it was said. */
final class WhichChannel {
  private static final Pattern EMAILS = words("EMAILS");
  private static final Pattern TEXTS = words("TEXTS");

  /** Where both are named, one of them is to stay. */
  private static final Pattern CONTRAST = words("CONTRAST");

  private WhichChannel() {}

  private static Pattern words(String name) {
    return Pattern.compile("(?i)\\b" + Expressions.of("replies").any(name) + "\\b");
  }

  /**
   * @param own what the person wrote
   * @param stop what was read
   */
  static ReplyClassification of(String own, ReplyClassification stop) {
    boolean emails = EMAILS.matcher(own).find();
    boolean texts = TEXTS.matcher(own).find();
    if (emails && texts) {
      return CONTRAST.matcher(own).find() ? one(stop) : stop.about(ReplyClassification.About.BOTH);
    }
    return emails
        ? stop.about(ReplyClassification.About.EMAILS)
        : texts ? stop.about(ReplyClassification.About.TEXTS) : stop;
  }

  /** What stands in the words that ask to stop is to end. */
  private static ReplyClassification one(ReplyClassification stop) {
    String words = stop.why().substring(stop.why().lastIndexOf(": ") + 1);
    boolean emails = EMAILS.matcher(words).find();
    boolean texts = TEXTS.matcher(words).find();
    if (emails == texts) {
      return new ReplyClassification(
          ReplyIntent.UNSURE, "asks to end texts or emails, not both: " + words.strip());
    }
    return stop.about(emails ? ReplyClassification.About.EMAILS : ReplyClassification.About.TEXTS);
  }
}
