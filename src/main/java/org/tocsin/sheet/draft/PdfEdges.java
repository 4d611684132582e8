package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/**
 * Takes away what stands at the top and bottom of pages for its own sake: numbers, running heads.
 */
final class PdfEdges {
  private static final double EDGE = 0.09;
  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern PAGE =
      Pattern.compile(
          "(?iu)([-–—|\\s]*+(("
              + WORDS.any("PAGE")
              + "|p\\.)\\s*+\\|?\\s*+)?\\d{1,3}(\\s*+("
              + WORDS.any("OFPAGES")
              + "|/)\\s*+\\d{1,3})?[-–—|\\s]*+|\\d{1,2}/\\d{1,2}/\\d{2,4},?"
              + " \\d{1,2}:\\d{2}.*|(https?|file)://\\S+(,? *\\d+/\\d+)?)");

  private PdfEdges() {}

  /** Page by page, what stays. */
  static List<List<PdfLine>> without(List<List<PdfLine>> pages) {
    Map<String, Set<Integer>> seen = new HashMap<>();
    for (int i = 0; i < pages.size(); i++) {
      for (PdfLine line : pages.get(i)) {
        if (isAtEdge(line)) {
          seen.computeIfAbsent(key(line), k -> new HashSet<>()).add(i);
        }
      }
    }
    List<List<PdfLine>> left = new ArrayList<>();
    for (List<PdfLine> page : pages) {
      left.add(page.stream().filter(line -> !isNumber(line) && !runs(line, seen)).toList());
    }
    return left;
  }

  private static boolean runs(PdfLine line, Map<String, Set<Integer>> seen) {
    return isAtEdge(line) && seen.get(key(line)).size() > 1;
  }

  private static boolean isNumber(PdfLine line) {
    return isNearEdge(line) && PAGE.matcher(line.plain()).matches();
  }

  private static boolean isAtEdge(PdfLine line) {
    return line.y() < EDGE * line.page() || line.y() > (1 - EDGE) * line.page();
  }

  private static boolean isNearEdge(PdfLine line) {
    return line.y() < 1.5 * EDGE * line.page() || line.y() > (1 - 1.5 * EDGE) * line.page();
  }

  private static String key(PdfLine line) {
    return line.plain().replaceAll("\\d+", "#").replaceAll("\\s+", " ");
  }
}
