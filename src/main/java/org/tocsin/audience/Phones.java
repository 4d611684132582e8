package org.tocsin.audience;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.civic.Cells;

/** Phone numbers of subscribers: stored as E.164, shown as people write them. */
public final class Phones {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final int NORTH_AMERICA = 1;
  // libphonenumber would also find a number inside a sentence and turn letters into digits.
  private static final Pattern NUMBER_ONLY =
      Pattern.compile("(?:tel:)?\\+?[\\p{Nd}\\s\\p{Pd}().\\u00A0]{7,40}");
  private static final Pattern E164 = Pattern.compile("\\+1([0-9]{3})([0-9]{3})([0-9]{4})");

  private static final Pattern MORE =
      Pattern.compile(
          "(?i)\\s{0,3}(?:[;,|#&]|\\b(?:x|ext|extension|or|and)\\b|x(?=\\s?[0-9])|ext(?=\\.?\\s?[0-9])|(?<=[0-9]{4})\\s?/)\\s*");

  private static final Pattern AMONG_WORDS =
      Pattern.compile(
          "(?<![0-9])(?:\\+?1[ .-]{0,2})?\\(?[2-9][0-9]{2}\\)?[ ./-]{0,3}[2-9][0-9]{2}[ .-]{0,3}"
              + "[0-9]{4}(?![0-9])");
  private static final Pattern FOREIGN = Pattern.compile("\\+\\s?(?!1)|^(?:00|011)");

  private Phones() {}

  /**
   * "+13154235657" for any way in which Americans write that number; empty for what is no number of
   * the North American plan, has an extension, or costs the called party's caller extra.
   */
  public static Optional<String> e164(String anyUsNumber) {
    String written =
        Cells.plain(anyUsNumber).replaceFirst("^([0-9]{10,11})\\.0+$", "$1").replace('/', '-');
    if (!NUMBER_ONLY.matcher(written).matches()) {
      return Optional.empty();
    }
    try {
      PhoneNumber number = NUMBERS.parse(written, "US");
      return isReachable(number)
          ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** The first number of a cell that has an extension, another number or a word beside it. */
  static Optional<String> first(String cell) {
    String plain = Cells.plain(cell);
    String[] parts = MORE.split(plain, 2);
    Optional<String> before = parts.length < 2 ? Optional.empty() : e164(parts[0]);
    return before.or(() -> amongWords(plain));
  }

  private static Optional<String> amongWords(String plain) {
    Matcher number = AMONG_WORDS.matcher(plain);
    return FOREIGN.matcher(plain).find() || !number.find()
        ? Optional.empty()
        : e164(number.group());
  }

  private static boolean isReachable(PhoneNumber number) {
    return number.getCountryCode() == NORTH_AMERICA
        && NUMBERS.isValidNumber(number)
        && NUMBERS.getNumberType(number) != PhoneNumberType.PREMIUM_RATE;
  }

  /** "315-423-5657" for "+13154235657"; other numbers stay as they are. */
  public static String forPeople(String e164) {
    return E164.matcher(e164).replaceFirst("$1-$2-$3");
  }
}
