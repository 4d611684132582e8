package org.tocsin.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.Replacements;

/**
 * Brings what people type on telephones back to plain lower-case letters (K13): full width,
 * decorated and look-alike letters, accents, emoji that speak, "S T O P", "st0p" and "stooop".
 * Punctuation stays, since it ends clauses.
 */
final class TextNormalizer {
  private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";
  private static final String LOOK_ALIKES = "аеорсѕтхуіјнкмвдοτρεικαηυνıłø";
  private static final String LOOKED_LIKE = "aeopcstxyijhkmbdotpeikanuviło".replace('ł', 'l');

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Mn}\\p{Me}\\p{Cf}]+");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})[''’‘`´ʼ](?=\\p{L})");

  /** Signs that stand for a word. */
  private static final Replacements SIGNS = Expressions.of("replies").replacements("SIGN");

  private static final Pattern SPELT_OUT =
      Pattern.compile("(?<![a-z0-9])[a-z](?:[ .\\-_*,/|]++[a-z](?![a-z0-9])){2,}+");
  private static final Pattern DRAWN_OUT = Pattern.compile("([a-z])\\1{2,}");
  private static final Pattern WITH_DIGITS =
      Pattern.compile("(?<![a-z0-9$])(?=[0$5a-z]*[a-z])(?=[a-z$5]*[0$5])[0$5a-z]{3,}(?![a-z0-9])");

  private TextNormalizer() {}

  static String plain(String text) {
    StringBuilder spoken = new StringBuilder(text.length());
    text.codePoints().forEach(point -> speak(point, spoken));
    String letters = Normalizer.normalize(spoken, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    letters = lookAlikes(INVISIBLE.matcher(letters).replaceAll(""));
    letters = SIGNS.in(APOSTROPHE.matcher(letters).replaceAll(""));
    letters = WITH_DIGITS.matcher(letters).replaceAll(TextNormalizer::undigit);
    letters = SPELT_OUT.matcher(letters).replaceAll(TextNormalizer::joined);
    return DRAWN_OUT.matcher(letters).replaceAll("$1");
  }

  /** Letters that Unicode does not decompose, and emoji that are words. */
  private static void speak(int point, StringBuilder out) {
    if (point >= 0x1F1E6 && point <= 0x1F1FF) { // regional indicators
      out.append((char) ('a' + point - 0x1F1E6)).append(' ');
    } else if (point >= 0x1F130 && point <= 0x1F149) { // squared
      out.append((char) ('a' + point - 0x1F130));
    } else if (point >= 0x1F150 && point <= 0x1F169) { // negative circled
      out.append((char) ('a' + point - 0x1F150));
    } else if (point >= 0x1F170 && point <= 0x1F189) { // negative squared
      out.append((char) ('a' + point - 0x1F170));
    } else if (point == 0x1F6D1) {
      out.append(" stop ");
    } else if (point == 0x1F595) {
      out.append(" fuck you ");
    } else if (point >= 0x1F000 || point >= 0x2600 && point <= 0x27BF) {
      // Mathematical letters lie below; these are pictures
      out.append(' ');
    } else {
      out.appendCodePoint(smallCapital(point));
    }
  }

  private static int smallCapital(int point) {
    int at = point > 0x7f ? SMALL_CAPITALS.indexOf(point) : -1;
    return at < 0 ? point : 'a' + at;
  }

  private static String lookAlikes(String text) {
    StringBuilder latin = new StringBuilder(text);
    for (int i = 0; i < latin.length(); i++) {
      int at = latin.charAt(i) > 0x7f ? LOOK_ALIKES.indexOf(latin.charAt(i)) : -1;
      if (at >= 0) {
        latin.setCharAt(i, LOOKED_LIKE.charAt(at));
      }
    }
    return latin.toString();
  }

  private static String joined(MatchResult letters) {
    return letters.group().replaceAll("[^a-z]", "");
  }

  private static String undigit(MatchResult word) {
    return word.group().replace('0', 'o').replace('5', 's').replace('$', 's');
  }
}
