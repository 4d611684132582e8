package org.tocsin.message;

import java.util.List;

/** What a text costs: carriers bill by segment. Standards N01 to N03, N06. */
public final class Segments {
  /** 3GPP TS 23.038, 6.2.1: one septet each. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** 3GPP TS 23.038, 6.2.1.1: an escape and one septet. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  public enum Encoding {
    GSM_7("GSM-7", 160, 153),
    UCS_2("UCS-2", 70, 67);

    /** As people call it: "GSM-7". */
    public final String label;

    private final int alone;
    private final int joined;

    Encoding(String label, int alone, int joined) {
      this.label = label;
      this.alone = alone;
      this.joined = joined;
    }
  }

  /**
   * @param segments at least 1, as Twilio counts
   */
  public record Count(Encoding encoding, int segments) {}

  private Segments() {}

  public static Count count(String text) {
    boolean basic = isGsm7(text);
    Encoding encoding = basic ? Encoding.GSM_7 : Encoding.UCS_2;
    List<Integer> sizes = basic ? septets(text) : units(text);
    return new Count(encoding, segments(sizes, encoding));
  }

  static boolean isGsm7(String text) {
    return text.chars().allMatch(Segments::isGsm7);
  }

  private static boolean isGsm7(int c) {
    return BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0;
  }

  private static List<Integer> septets(String text) {
    return text.chars().map(c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1).boxed().toList();
  }

  /** The UTF-16 units of each grapheme. */
  private static List<Integer> units(String text) {
    return Graphemes.of(text).stream().map(String::length).toList();
  }

  private static int segments(List<Integer> sizes, Encoding encoding) {
    int total = sizes.stream().mapToInt(Integer::intValue).sum();
    if (total <= encoding.alone) {
      return 1;
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
