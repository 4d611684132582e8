package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/**
 * Who says that they are not the one we mean, by name. A name is what begins with a capital within
 * a sentence, so this reads the text as it was written.
 */
final class Strangers {
  private static final Expressions WORDS = Expressions.of("replies");

  private static final Pattern NOT_ME = Pattern.compile(WORDS.any("NOTME"));
  private static final Pattern NOBODY_HERE = Pattern.compile(WORDS.any("NOBODYHERE"));
  private static final Pattern GONE = Pattern.compile(WORDS.any("GONE"));
  private static final Pattern KIN_DIED = Pattern.compile("(?i)" + WORDS.any("KINDIED"));
  private static final Pattern NEW_NUMBER = Pattern.compile("(?i)" + WORDS.any("NEWNUMBER"));

  /** What people are and are not, which is no name. */
  private static final Pattern NO_NAME = Pattern.compile(WORDS.any("NONAME") + "(?: .*)?");

  private static final Pattern NOT_ME_IN_SMALL = Pattern.compile(WORDS.any("NOTMEINSMALL"));

  /** Without those that are other words too. */
  private static final Set<String> GIVEN_NAMES = givenNames();

  private Strangers() {}

  private static Set<String> givenNames() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Strangers.class.getResourceAsStream("/nicknames.txt"), StandardCharsets.UTF_8))) {
      Set<String> names = new HashSet<>();
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.addAll(List.of(line.split(" "))));
      WORDS.words("ALSOWORDS").forEach(names::remove);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param own as it was written
   */
  static Optional<ReplyClassification> read(String own) {
    if (KIN_DIED.matcher(own).find()) {
      return Optional.of(stranger("says that the one we mean has died"));
    }
    if (NEW_NUMBER.matcher(own).find()) {
      return Optional.of(stranger("says that the number was another's"));
    }
    Matcher small = NOT_ME_IN_SMALL.matcher(own.toLowerCase(Locale.ROOT));
    if (small.find() && GIVEN_NAMES.contains(name(small))) {
      return Optional.of(stranger("says that this is not " + name(small)));
    }
    return isLoud(own) ? Optional.empty() : named(own);
  }

  private static Optional<ReplyClassification> named(String own) {
    for (Pattern pattern : new Pattern[] {NOT_ME, NOBODY_HERE, GONE}) {
      Matcher found = pattern.matcher(own);
      if (found.find() && !NO_NAME.matcher(name(found)).matches()) {
        return Optional.of(stranger("says that this is not " + name(found)));
      }
    }
    return Optional.empty();
  }

  private static String name(Matcher found) {
    for (int i = 1; i <= found.groupCount(); i++) {
      if (found.group(i) != null) {
        return found.group(i);
      }
    }
    return "";
  }

  private static ReplyClassification stranger(String why) {
    return new ReplyClassification(ReplyIntent.UNSURE, why)
        .about(ReplyClassification.About.ANOTHER_PERSON);
  }

  private static boolean isLoud(String own) {
    return own.equals(own.toUpperCase(Locale.ROOT));
  }
}
