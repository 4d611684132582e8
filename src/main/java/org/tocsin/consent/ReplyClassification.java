package org.tocsin.consent;

/**
 * What a reply means, and why it was read so.
 *
 * @param why one line for the organizer who looks at it; may quote the person's words
 * @param about what the reply is about
 * @param howToStop how to stop in the language that it is written in, where that is not read; else
 *     ""
 */
public record ReplyClassification(ReplyIntent reply, String why, About about, String howToStop) {
  /** What a reply is about. */
  public enum About {
    /** The channel that it came on. */
    HERE,
    /** Emails only, wherever it came. */
    EMAILS,
    /** Texts only, wherever it came. */
    TEXTS,
    /** Texts and emails. */
    BOTH,
    /** The number or address is another person's than we think, or who had it has died. */
    ANOTHER_PERSON
  }

  /** About the channel that it came on. */
  public ReplyClassification(ReplyIntent reply, String why) {
    this(reply, why, About.HERE, "");
  }

  /** The same, with how to stop in its language. */
  ReplyClassification in(String howToStop) {
    return new ReplyClassification(reply, why, about, howToStop);
  }

  /** The same, about something else. */
  ReplyClassification about(About about) {
    return new ReplyClassification(reply, why, about, howToStop);
  }
}
