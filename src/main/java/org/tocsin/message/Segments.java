package org.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text costs: carriers bill by segment. Standards N01 to N03, N06. */
public final class Segments {
  /** 3GPP TS 23.038, 6.2.1: one septet each. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** 3GPP TS 23.038, 6.2.1.1: an escape and one septet. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  private static final Pattern GRAPHEME = Pattern.compile("\\r|\\n|\\X");

  public enum Encoding {
    GSM_7(160, 153),
    UCS_2(70, 67);

    private final int alone;
    private final int joined;

    Encoding(int alone, int joined) {
      this.alone = alone;
      this.joined = joined;
    }
  }

  /**
   * @param segments 0 for an empty text
   */
  public record Count(Encoding encoding, int segments) {}

  private Segments() {}

  public static Count count(String text) {
    boolean basic = text.chars().allMatch(Segments::isGsm7);
    Encoding encoding = basic ? Encoding.GSM_7 : Encoding.UCS_2;
    List<Integer> sizes = basic ? septets(text) : units(text, encoding.joined);
    return new Count(encoding, segments(sizes, encoding));
  }

  private static boolean isGsm7(int c) {
    return BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0;
  }

  private static List<Integer> septets(String text) {
    return text.chars().map(c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1).boxed().toList();
  }

  /** The UTF-16 units of each grapheme; one that is longer than a segment falls apart. */
  private static List<Integer> units(String text, int longest) {
    List<Integer> sizes = new ArrayList<>();
    Matcher grapheme = GRAPHEME.matcher(text);
    while (grapheme.find()) {
      String one = grapheme.group();
      if (one.length() <= longest) {
        sizes.add(one.length());
      } else {
        one.codePoints().forEach(point -> sizes.add(Character.charCount(point)));
      }
    }
    return sizes;
  }

  private static int segments(List<Integer> sizes, Encoding encoding) {
    int total = sizes.stream().mapToInt(Integer::intValue).sum();
    if (total <= encoding.alone) {
      return total == 0 ? 0 : 1;
    }
    int segments = 1;
    int used = 0;
    for (int size : sizes) {
      if (used + size > encoding.joined) {
        segments++;
        used = 0;
      }
      used += size;
    }
    return segments;
  }
}
