package org.tocsin.message;

import java.util.List;
import java.util.Optional;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/**
 * The text of an edition that takes the most segments, over every district and every split ZIP.
 *
 * @param segments to someone with a long name, the notice how to stop in it
 * @param to who gets it, "NY-24" or "NY-22, NY-24"
 */
public record LongestText(int segments, String to, String body) {
  /**
   * @param uncut a renderer with a limit far above the one that is asked about
   */
  public static Optional<LongestText> of(
      Sheet sheet,
      Edition edition,
      Roster roster,
      List<List<Districts.Part>> places,
      Renderer uncut) {
    LongestText longest = null;
    for (List<Districts.Part> place : places) {
      RenderingKey fit =
          new RenderingKey(edition.lang(), Assignment.byZip(place), true).hasRecentStopNotice(true);
      String body = uncut.text(sheet, fit, roster).map(Rendering::body).orElse("");
      int segments = TextCost.most(body);
      if (longest == null || segments > longest.segments()) {
        String to = String.join(", ", place.stream().map(p -> p.district().code()).toList());
        longest = new LongestText(segments, to, body);
      }
    }
    return Optional.ofNullable(longest).filter(text -> text.segments() > 0);
  }
}
