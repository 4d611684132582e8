package org.tocsin.web;

import java.util.Locale;
import org.tocsin.OurLanguages;
import org.tocsin.message.Labels;

/** Which of our languages a browser wants. */
public final class AcceptedLanguage {
  private AcceptedLanguage() {}

  /**
   * The best of ours (RFC 4647 3.4), or the fallback where it wants none of them.
   *
   * @param acceptLanguage the header, or null
   */
  public static String of(String acceptLanguage) {
    try {
      String best =
          acceptLanguage == null
              ? null
              : Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), Labels.languages());
      return best == null ? OurLanguages.FALLBACK : best;
    } catch (IllegalArgumentException e) {
      return OurLanguages.FALLBACK;
    }
  }
}
