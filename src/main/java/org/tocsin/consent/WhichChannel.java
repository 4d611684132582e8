package org.tocsin.consent;

import java.util.regex.Pattern;

/** Whether a stop is about emails, about texts, or about both, wherever it was said. */
final class WhichChannel {
  private static final Pattern EMAILS =
      Pattern.compile(
          "(?i)\\b(?:e-?mails?|emailing|emailed|newsletters?|correos?(?: electr[oó]nicos?)?)\\b");
  private static final Pattern TEXTS =
      Pattern.compile(
          "(?i)\\b(?:te?xts?|te?xting|texted|texteen|sms|text messages?|textos?|testos?|mensajes?"
              + " de texto)\\b");

  /** Where both are named, one of them is to stay. */
  private static final Pattern CONTRAST =
      Pattern.compile(
          "(?i)\\b(?:but|keep|just|only|instead|still|though|fine|ok|okay|good|rather|prefer|pero"
              + "|sigan|siga|solo|sólo|solamente|mejor|prefiero|bien|en vez)\\b");

  private WhichChannel() {}

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
