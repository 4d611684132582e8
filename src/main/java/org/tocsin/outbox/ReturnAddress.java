package org.tocsin.outbox;

import java.util.Locale;
import java.util.Optional;
import org.tocsin.TocsinException;
import org.tocsin.consent.Tokens;

/**
 * Where a mail that cannot be delivered comes back to: an address of its own for each delivery
 * (VERP), made of a pattern such as {@code bounces+*@example.org}. Nobody who has not had the mail
 * in hand can make one (B01).
 */
public final class ReturnAddress {
  /** RFC 5321 4.5.3.1. */
  private static final int LONGEST_LOCAL_PART = 64;

  private static final int LONGEST_MARK = 40;

  private final Tokens tokens;
  private final String before;
  private final String after;

  /**
   * As the setting has it.
   *
   * @param pattern "" where bounces all come to one address
   */
  public static Optional<ReturnAddress> of(String pattern, Tokens tokens) {
    return pattern.isEmpty() ? Optional.empty() : Optional.of(new ReturnAddress(pattern, tokens));
  }

  /**
   * @param pattern an address with one star left of the @
   */
  public ReturnAddress(String pattern, Tokens tokens) {
    if (!pattern.matches("[A-Za-z0-9._+=-]*\\*[A-Za-z0-9._+=-]*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")
        || pattern.indexOf('@') - 1 + LONGEST_MARK > LONGEST_LOCAL_PART
        || pattern.length() > 200) {
      throw new TocsinException(
          "tocsin.email.bounce-address is '"
              + pattern
              + "'. Give an address whose part left of the @ has one * and at most 24 other"
              + " characters, such as bounces+*@example.org.");
    }
    this.tokens = tokens;
    this.before = pattern.substring(0, pattern.indexOf('*')).toLowerCase(Locale.ROOT);
    this.after = pattern.substring(pattern.indexOf('*') + 1).toLowerCase(Locale.ROOT);
  }

  public String of(long deliveryId) {
    return before + tokens.marks().returnMark(deliveryId) + after;
  }

  /** The delivery whose address it is; empty where it is none of ours (B15). */
  public Optional<Long> delivery(String address) {
    String key = address.toLowerCase(Locale.ROOT);
    boolean fits =
        key.length() > before.length() + after.length()
            && key.startsWith(before)
            && key.endsWith(after);
    return fits
        ? tokens.marks().returned(key.substring(before.length(), key.length() - after.length()))
        : Optional.empty();
  }
}
