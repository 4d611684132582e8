package org.tocsin.consent;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Expressions;

/** What telephones and businesses answer by themselves. */
final class Machines {
  /** In these words only a telephone writes. */
  private static final Pattern TELEPHONE =
      Pattern.compile("(?i)" + Expressions.of("replies").any("TELEPHONE"));

  /** Persons may write so too, before they say what they want. */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i)(?:^\\W{0,20}"
              + Expressions.of("replies").any("MACHINESTART")
              + "\\b|\\b"
              + Expressions.of("replies").any("MACHINE")
              + ")");

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?\\n]+");

  /** In a sentence that tells how to stop. */
  private static final Pattern HOW_TO_STOP =
      Pattern.compile(
          "(?i)\\b"
              + Expressions.of("replies").any("SAY")
              + "\\b.{0,25}\\b"
              + Expressions.of("replies").any("WORD")
              + "\\b|"
              + Expressions.of("replies").any("HOWTOSTOP"));

  private Machines() {}

  static boolean isTelephone(String own) {
    return TELEPHONE.matcher(own).find();
  }

  /** Whether it looks like an answer that nobody typed; {@link #rest} may still say something. */
  static boolean mayAnswer(String own) {
    return MACHINE.matcher(own).find();
  }

  /** What is left without how to stop. */
  static String rest(String own) {
    return Stream.of(SENTENCE_END.split(own))
        .filter(sentence -> !HOW_TO_STOP.matcher(sentence).find())
        .collect(Collectors.joining(". "));
  }
}
