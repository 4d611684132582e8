package org.tocsin.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.message.LargestMail;
import org.tocsin.message.LongestText;
import org.tocsin.message.Renderer;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/**
 * Whether messages of a sheet get too long for anybody, over every district and every split ZIP.
 * That takes a second, and nothing that it depends on ever changes: what was found of the last
 * sheets is kept.
 */
public final class MessageLengths {
  private static final int KEPT = 30;

  private final Districts districts;
  private final Renderer uncut;
  private final int mostSegments;
  private final Map<Asked, List<Problem>> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, List<Problem>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * All that the answer depends on. A roster and a map never change; another one has another id.
   */
  private record Asked(Sheet sheet, long roster, Optional<Long> map) {}

  /**
   * @param uncut a renderer with a limit far above {@code mostSegments}
   */
  public MessageLengths(Districts districts, Renderer uncut, int mostSegments) {
    this.districts = districts;
    this.uncut = uncut;
    this.mostSegments = mostSegments;
  }

  /**
   * An error for each edition whose text would be cut, a warning for one whose email would be.
   *
   * @param sheet without errors, with the officials that its positions name
   * @param map of the roster's Congress; empty where none is known
   */
  List<Problem> of(Sheet sheet, Roster roster, Optional<Long> map) {
    Asked asked = new Asked(sheet, roster.id(), map);
    synchronized (found) {
      List<Problem> before = found.get(asked);
      if (before != null) {
        return before;
      }
    }
    List<Problem> problems = List.copyOf(measured(sheet, roster, map));
    synchronized (found) {
      found.put(asked, problems);
    }
    return problems;
  }

  private List<Problem> measured(Sheet sheet, Roster roster, Optional<Long> map) {
    List<List<Districts.Part>> places =
        map.map(districts::places)
            .orElseGet(
                () ->
                    roster.officials().stream()
                        .filter(o -> o.district() != null)
                        .map(o -> List.of(new Districts.Part(o.district(), null)))
                        .toList());
    List<Problem> problems = new ArrayList<>(LargestMail.tooLarge(sheet, roster, places, uncut));
    for (Edition edition : sheet.editions()) {
      LongestText.of(sheet, edition, roster, places, uncut)
          .filter(text -> text.segments() > mostSegments)
          .map(text -> tooLong(edition, text))
          .ifPresent(problems::add);
    }
    return problems;
  }

  private Problem tooLong(Edition edition, LongestText text) {
    return Problem.error(
        edition.file(),
        edition.lineOf(Channel.SMS.code()),
        Channel.SMS.code(),
        "It comes to "
            + text.segments()
            + " segments for "
            + text.to()
            + ", and "
            + mostSegments
            + " are the limit (tocsin.sms.segments-at-most), so it would be cut. Shorten it: "
            + text.body());
  }
}
