package org.tocsin.sheet.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Takes people's email addresses out of a mail; those of an office or a group may stay. */
final class NoAddresses {
  private static final String ADDRESS =
      "[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}";

  private static final Pattern LINK =
      Pattern.compile("\\[([^\\[\\]]{0,300})\\]\\(mailto:[^()\\s]{0,300}\\)");

  private static final Pattern NAMED =
      Pattern.compile("\\s?(?:\\\\?<|\\()\\s?(?:mailto:)?(" + ADDRESS + ")\\s?(?:\\\\?>|\\))");

  private static final Pattern BARE =
      Pattern.compile("(?<![\\p{L}\\p{N}._%+@/-])(?:mailto:)?(" + ADDRESS + ")");

  private static final Pattern OFFICE =
      Pattern.compile("(?iu)" + Expressions.of("sheets").any("OFFICE") + "@.*");

  private final String instead;
  private int count;

  /**
   * @param instead what stands where an address was
   */
  NoAddresses(String instead) {
    this.instead = instead;
  }

  int count() {
    return count;
  }

  String in(String text) {
    if (!text.contains("@")) {
      return text;
    }
    String unlinked =
        LINK.matcher(text)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        OFFICE.matcher(m.group(1)).matches() ? m.group() : m.group(1)));
    return replaced(BARE, replaced(NAMED, unlinked, ""), instead);
  }

  private String replaced(Pattern address, String text, String by) {
    return address
        .matcher(text)
        .replaceAll(
            m -> {
              boolean stays = OFFICE.matcher(m.group(1)).matches();
              count += stays ? 0 : 1;
              return Matcher.quoteReplacement(stays ? m.group() : by);
            });
  }
}
