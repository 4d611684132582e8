package org.tocsin.audience;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Channel;

/**
 * Columns that tell of an opt-out by the words of their names, in whatever program's file: an
 * opt-out that is passed over would be written to again.
 */
final class OptOutColumns {
  private static final Pattern OUT =
      Pattern.compile(
          "unsub|opt(?:ed)?out|(?:block|black)list|suppress|^no(?:bulk)?email"
              + "|do(?:not|nt)(?:bulk|send)?(?:email|text|sms|contact)");

  private static final Pattern BOUNCED = Pattern.compile("bounced?(?:reason|at|date|time|on)?$");
  private static final Pattern OF_TEXTS = Pattern.compile("sms|text|mobile|cell|phone");
  private static final Pattern OF_EMAILS = Pattern.compile("email");
  private static final Pattern TIME =
      Pattern.compile("(?:at|date|time|timestamp|edon)$|^(?:date|time)");

  /** They tell of a mailing, of how many there were, or of both sides at once. */
  private static final Pattern NOTHING =
      Pattern.compile(
          "campaign|title|source|count|number|total|rate|soft|link|url|group|[^i]id$|^emailsbounced"
              + "|(?<!un)subscribed?(?!r)|opt(?:ed)?in");

  private OptOutColumns() {}

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
    boolean isWhy = name.contains("reason");
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
