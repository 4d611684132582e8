package org.tocsin.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Cuts a text into what a reader takes for one character (UAX #29). The rules and data are those of
 * Unicode 10.0, which Twilio counts by, in place of those of the Java that runs us; and CR LF are
 * two, since both are paid for.
 */
final class Graphemes {
  private enum Kind {
    OTHER,
    CONTROL,
    EXTEND,
    PREPEND,
    SPACING_MARK,
    EMOJI_BASE,
    EMOJI_FAMILY,
    EMOJI_GLUED,
    EMOJI_MODIFIER,
    REGIONAL_INDICATOR,
    HANGUL_L,
    HANGUL_V,
    HANGUL_T,
    HANGUL_LV,
    HANGUL_LVT,
    JOINER
  }

  private static final int HANGUL_FIRST = 0xAC00;
  private static final int HANGUL_LAST = 0xD7A3;
  private static final int HANGUL_TAILS = 28;

  private static final Kind[] ALL = Kind.values();

  /** The kind of each code point, as its place in the list of kinds. */
  private static final byte[] KINDS = kinds();

  private Graphemes() {}

  private static byte[] kinds() {
    Properties ranges = new Properties();
    try (InputStream in = Graphemes.class.getResourceAsStream("/graphemes.properties")) {
      ranges.load(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    byte[] kinds = new byte[Character.MAX_CODE_POINT + 1];
    for (int c = HANGUL_FIRST; c <= HANGUL_LAST; c++) {
      boolean open = (c - HANGUL_FIRST) % HANGUL_TAILS == 0;
      kinds[c] = (byte) (open ? Kind.HANGUL_LV : Kind.HANGUL_LVT).ordinal();
    }
    for (String name : ranges.stringPropertyNames()) {
      Kind kind = Kind.valueOf(name.toUpperCase(Locale.ROOT));
      for (String range : ranges.getProperty(name).split(" +")) {
        String[] ends = range.split("-");
        int last = Integer.parseInt(ends[ends.length - 1], 16);
        Arrays.fill(kinds, Integer.parseInt(ends[0], 16), last + 1, (byte) kind.ordinal());
      }
    }
    return kinds;
  }

  static List<String> of(String text) {
    List<String> graphemes = new ArrayList<>();
    int start = 0;
    for (int end = next(text, 0); start < text.length(); end = next(text, start)) {
      graphemes.add(text.substring(start, end));
      start = end;
    }
    return graphemes;
  }

  /** The end of the grapheme that begins here. */
  private static int next(String text, int start) {
    if (start >= text.length()) {
      return start;
    }
    Kind before = kind(text, start);
    // the last that was no Extend, for GB10
    Kind base = before;
    int flags = before == Kind.REGIONAL_INDICATOR ? 1 : 0;
    int i = start + Character.charCount(text.codePointAt(start));
    while (i < text.length()) {
      Kind after = kind(text, i);
      if (!clings(before, base, flags, after)) {
        return i;
      }
      base = after == Kind.EXTEND ? base : after;
      flags = after == Kind.REGIONAL_INDICATOR ? flags + 1 : flags;
      before = after;
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static Kind kind(String text, int at) {
    return ALL[KINDS[text.codePointAt(at)]];
  }

  /** Rules GB4 to GB13, in their order. */
  private static boolean clings(Kind before, Kind base, int flags, Kind after) {
    if (before == Kind.CONTROL || after == Kind.CONTROL) {
      return false;
    }
    return switch (after) {
      case EXTEND, JOINER, SPACING_MARK -> true;
      case HANGUL_L, HANGUL_LV, HANGUL_LVT -> before == Kind.HANGUL_L || before == Kind.PREPEND;
      case HANGUL_V -> before == Kind.HANGUL_L || isOpen(before) || before == Kind.PREPEND;
      case HANGUL_T ->
          isOpen(before)
              || before == Kind.HANGUL_LVT
              || before == Kind.HANGUL_T
              || before == Kind.PREPEND;
      case EMOJI_MODIFIER ->
          base == Kind.EMOJI_BASE || base == Kind.EMOJI_FAMILY || before == Kind.PREPEND;
      case EMOJI_GLUED, EMOJI_FAMILY -> before == Kind.JOINER || before == Kind.PREPEND;
      case REGIONAL_INDICATOR ->
          before == Kind.REGIONAL_INDICATOR && flags % 2 == 1 || before == Kind.PREPEND;
      default -> before == Kind.PREPEND;
    };
  }

  private static boolean isOpen(Kind syllable) {
    return syllable == Kind.HANGUL_LV || syllable == Kind.HANGUL_V;
  }
}
