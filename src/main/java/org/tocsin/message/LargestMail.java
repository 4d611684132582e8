package org.tocsin.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tocsin.Problem;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/** Emails that mail programs would cut off before their end. */
public final class LargestMail {
  /** Bytes of its HTML; Gmail hides what is beyond 102 kB behind a link. */
  private static final int LARGE = 90_000;

  /** Of the places with the most officials. */
  private static final int TRIED = 8;

  private static final String NAME = "n".repeat(12);
  private static final String TOKEN = "x".repeat(Placeholders.TOKEN_LENGTH);
  private static final Assignment NOWHERE = new Assignment(Assignment.Kind.UNKNOWN, "", List.of());

  private LargestMail() {}

  /**
   * A warning for each edition whose email comes near to that.
   *
   * @param places districts and split ZIPs; none where no map is known
   */
  public static List<Problem> tooLarge(
      Sheet sheet, Roster roster, List<List<Districts.Part>> places, Renderer renderer) {
    List<Problem> problems = new ArrayList<>();
    for (Edition edition : sheet.editions()) {
      int bytes = bytes(sheet, edition, roster, places, renderer);
      if (bytes >= LARGE) {
        problems.add(Problem.warning(edition.file(), edition.bodyLine(), "", words(bytes)));
      }
    }
    return problems;
  }

  private static String words(int bytes) {
    return "The email comes to "
        + bytes / 1000
        + " kB. Gmail cuts off what is beyond 102 kB, and with it the link to unsubscribe. Shorten"
        + " the text, or put a part of it on a page of your own and link to it.";
  }

  private static int bytes(
      Sheet sheet,
      Edition edition,
      Roster roster,
      List<List<Districts.Part>> places,
      Renderer renderer) {
    Stream<Assignment> widest =
        places.stream()
            .sorted(Comparator.comparing(List<Districts.Part>::size).reversed())
            .limit(TRIED)
            .map(Assignment::byZip);
    return Stream.concat(Stream.of(NOWHERE), widest)
        .map(assignment -> new RenderingKey(edition.lang(), assignment, true))
        .mapToInt(fit -> bytes(renderer.email(sheet, fit, roster)))
        .max()
        .orElseThrow();
  }

  private static int bytes(Rendering mail) {
    return Placeholders.fillHtml(mail.html(), NAME, TOKEN).getBytes(StandardCharsets.UTF_8).length;
  }
}
