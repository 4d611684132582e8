package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Lines of no use in a message: how to unsubscribe, the other language, a page's number. */
final class Footers {
  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern OURS =
      Pattern.compile(
          "(?iu)"
              + WORDS.any("OTHERLANGUAGE")
              + "\\s*[»>]*|.{0,120}"
              + WORDS.any("UNSUBSCRIBE")
              + ".{0,80}|.{0,40}"
              + WORDS.any("FOOTER")
              + ".{0,160}");

  private static final Pattern PAGE =
      Pattern.compile(
          "(?iu)[-–—| ]{0,5}"
              + WORDS.any("PAGE")
              + " ?\\d{1,3}( ?("
              + WORDS.any("OFPAGES")
              + "|/) ?\\d{1,3})?[-–—| ]{0,5}");

  private Footers() {}

  /**
   * @param leftOut gets a note for each
   */
  static List<Block> without(List<Block> text, List<String> leftOut) {
    List<Block> body = new ArrayList<>();
    for (Block block : text) {
      List<String> kept = new ArrayList<>();
      for (String line : block.text().lines().toList()) {
        String plain = block.with(line).plain();
        if (OURS.matcher(plain).matches()) {
          leftOut.add("Left out, since every message has it already: " + plain);
        } else if (PAGE.matcher(plain).matches()) {
          leftOut.add("Left out, since a message has no pages: " + plain);
        } else {
          kept.add(line);
        }
      }
      if (!kept.isEmpty() || block.text().isEmpty()) {
        body.add(block.with(String.join("\n", kept)));
      }
    }
    return body;
  }
}
