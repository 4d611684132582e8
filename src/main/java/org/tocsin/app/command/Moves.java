package org.tocsin.app.command;

import java.util.function.Consumer;
import org.tocsin.app.Services;
import org.tocsin.audience.Reassigning;

/** Assigns everyone again after an import, and tells who moved. */
final class Moves {
  private static final int SHOWN = 20;

  private Moves() {}

  static void tell(Services parts, Consumer<String> print) {
    try (Progress progress = Progress.of("assigning", parts.subscribers.count())) {
      tell(parts.reassigning.finish(progress), print);
    }
  }

  static void tell(Reassigning.Report report, Consumer<String> print) {
    print.accept("Subscribers whose district changed: " + report.moved());
    report.moves().stream()
        .limit(SHOWN)
        .forEach(m -> print.accept("  " + m.was() + " -> " + m.isNow() + ": " + m.people()));
    if (report.moves().size() > SHOWN) {
      print.accept("  and " + (report.moves().size() - SHOWN) + " more kinds of moves");
    }
    if (report.moved() > 0) {
      print.accept("Who they are, as CSV: tocsin districts moved");
    }
  }
}
