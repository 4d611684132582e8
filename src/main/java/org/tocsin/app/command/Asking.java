package org.tocsin.app.command;

import java.io.Console;
import java.util.Locale;
import java.util.Set;
import org.tocsin.TocsinException;

/** Asks whoever sits at the terminal before something is done that cannot be undone. */
final class Asking {
  private Asking() {}

  /**
   * @param what "it is to be sent": what --yes means where nobody can be asked
   */
  static boolean agreed(String question, String what) {
    Console console = System.console();
    if (console == null) {
      throw new TocsinException(
          "There is nobody to ask here. Add --yes if " + what + " without asking.");
    }
    String answer = console.readLine(question + " [y/N] ");
    return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
