package org.tocsin.message;

/** What a text comes to once its slots are filled. */
public final class TextCost {
  private static final String TOKEN = "x".repeat(Placeholders.TOKEN_LENGTH);

  /** Names are this long at most when it is not known yet whose it will be. */
  private static final int LONG_NAME = 12;

  private TextCost() {}

  /**
   * @param body of a text, with its slots
   */
  public static Segments.Count of(String body, String firstName) {
    return Segments.count(filled(body, firstName));
  }

  /** The length in characters, as Twilio limits it. */
  static int longest(String body) {
    return filled(body, "n".repeat(LONG_NAME)).length();
  }

  /** The segments of a text to someone with a long name in plain letters. */
  static int most(String body) {
    return of(body, "n".repeat(LONG_NAME)).segments();
  }

  /** The same for names of any usual length together, so that two ways to write one compare. */
  static int all(String body) {
    if (!body.contains(Placeholders.FIRST_NAME)) {
      return of(body, "").segments();
    }
    int segments = 0;
    for (int length = 0; length <= LONG_NAME; length++) {
      segments += of(body, "n".repeat(length)).segments();
    }
    return segments;
  }

  /** A text as it comes to someone; the token in its links is made up. */
  public static String filled(String body, String firstName) {
    return Placeholders.fill(body, firstName, TOKEN);
  }

  /** A first name as it stands in this text: in cheaper letters where that saves a segment. */
  public static String name(String body, String firstName) {
    String folded = Folding.name(firstName);
    return of(body, folded).segments() < of(body, firstName).segments() ? folded : firstName;
  }
}
