package org.tocsin.sheet;

import java.text.Normalizer;
import java.util.Locale;

/** A sheet's name in its address. */
public final class Slug {
  private static final int LONGEST = 60;

  private Slug() {}

  /** As a title suggests it: "¡Llame hoy!" is llame-hoy. "" where the title has no Latin letter. */
  public static String of(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("['’]", "")
            .replaceAll("[^a-z0-9]+", "-");
    return cut(plain, LONGEST);
  }

  /** The same for the second sheet of that name, the third and so on. */
  public static String of(String title, int number) {
    String end = "-" + number;
    return cut(of(title), LONGEST - end.length()) + end;
  }

  private static String cut(String slug, int most) {
    return slug.substring(0, Math.min(most, slug.length())).replaceAll("^-+|-+$", "");
  }
}
