package org.tocsin.audience;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** What is well formed and yet hardly right: addresses of offices, slips, names that are none. */
public final class Oddities {
  private static final Set<String> OFFICES =
      Set.of(
          "abuse",
          "postmaster",
          "hostmaster",
          "webmaster",
          "mailer-daemon",
          "noreply",
          "no-reply",
          "donotreply",
          "do-not-reply",
          "do_not_reply",
          "root",
          "spam",
          "security",
          "noc",
          "admin",
          "administrator",
          "info",
          "office",
          "support",
          "sales",
          "contact",
          "help",
          "helpdesk",
          "billing",
          "unsubscribe",
          "nobody",
          "devnull",
          "bounce",
          "bounces",
          "privacy",
          "legal",
          "marketing",
          "newsletter",
          "no_reply",
          "all",
          "everyone",
          "list",
          "test");
  private static final List<String> PROVIDERS =
      List.of(
          "gmail.com",
          "yahoo.com",
          "hotmail.com",
          "outlook.com",
          "icloud.com",
          "comcast.net",
          "verizon.net",
          "aol.com");
  private static final Set<String> RIGHT =
      Set.of("ymail.com", "mail.com", "email.com", "gmx.com", "fmail.com", "hotmail.co", "aon.com");
  private static final Pattern ENDING =
      Pattern.compile(
          "(gmail|yahoo|hotmail|outlook|icloud|aol)\\.(con|co|cm|om|comm|cpm|vom|xom|ocm|coom)");
  private static final Set<String> NO_NAMES = Expressions.of("columns").phrases("NONAME");

  private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]");

  private Oddities() {}

  /** What to say of an address that is well formed; empty where there is nothing. */
  static Optional<String> of(String email) {
    int at = email.lastIndexOf('@');
    if (OFFICES.contains(email.substring(0, at))) {
      return Optional.of("It is the address of an office and hardly a person's. It is kept.");
    }
    return provider(email.substring(at + 1))
        .map(right -> "It is kept, but did you mean @" + right + "?");
  }

  /** The mail provider that was probably meant; empty where the domain may be right. */
  public static Optional<String> provider(String domain) {
    if (PROVIDERS.contains(domain) || RIGHT.contains(domain)) {
      return Optional.empty();
    }
    if (ENDING.matcher(domain).matches()) {
      return Optional.of(domain.substring(0, domain.indexOf('.')) + ".com");
    }
    return PROVIDERS.stream()
        .filter(right -> right.length() > 7 && Math.abs(right.length() - domain.length()) < 2)
        .filter(right -> Slips.between(domain, right) == 1)
        .findFirst();
  }

  /** Whether it stands in the place of a name and is none: N/A, a dash, an address. */
  public static boolean isNoName(String name) {
    String letters = MARKS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    return NO_NAMES.contains(letters)
        || letters.chars().noneMatch(Character::isLetter)
        || name.contains("@") && Emails.normal(name).isPresent()
        || name.contains("://");
  }
}
