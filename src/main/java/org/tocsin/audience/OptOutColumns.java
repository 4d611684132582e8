package org.tocsin.audience;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Channel;
import org.tocsin.Expressions;

/**
 * Columns that tell of an opt-out by the words of their names, in whatever program's file: an
 * opt-out that is passed over would be written to again.
 */
final class OptOutColumns {
  private static final Pattern OUT = of("OPTOUT");
  private static final Pattern BOUNCED = of("BOUNCED");
  private static final Pattern OF_TEXTS = of("OFTEXTS");
  private static final Pattern OF_EMAILS = of("OFEMAILS");
  private static final Pattern TIME = of("OPTOUTTIME");
  private static final Pattern WHY = of("WHY");
  private static final Pattern NOTHING = of("NOOPTOUT");

  private OptOutColumns() {}

  private static Pattern of(String name) {
    return Pattern.compile(Expressions.of("columns").any(name));
  }

  /**
   * The field that such a column fills.
   *
   * @param name folded, as {@link Columns#folded} leaves it
   */
  static Optional<String> field(String name) {
    if (NOTHING.matcher(name).find()) {
      return Optional.empty();
    }
    String end = TIME.matcher(name).find() ? "_at" : "";
    if (BOUNCED.matcher(name).find()) {
      return Optional.of(isOfTexts(name) ? "sms_bounced" : "email_bounced" + end);
    }
    boolean isWhy = WHY.matcher(name).find();
    return !isWhy && OUT.matcher(name).find() ? Optional.of(out(name, end)) : Optional.empty();
  }

  private static String out(String name, String end) {
    boolean isOfBoth = isOfTexts(name) && OF_EMAILS.matcher(name).find();
    return isOfBoth && end.isEmpty()
        ? "both_opt_out"
        : (isOfTexts(name) ? Channel.SMS : Channel.EMAIL).code() + "_opt_out" + end;
  }

  private static boolean isOfTexts(String name) {
    return OF_TEXTS.matcher(name).find();
  }
}
