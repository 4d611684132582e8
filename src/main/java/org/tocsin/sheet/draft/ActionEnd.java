package org.tocsin.sheet.draft;

import java.util.List;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.sheet.draft.Block.Kind;

/** Where a call list goes that has no place of its own. */
final class ActionEnd {
  private static final Pattern ACTION =
      Pattern.compile("(?iu)\\b" + Expressions.of("sheets").any("ACTION"));

  private ActionEnd() {}

  /**
   * After the part that says what to do, else after the numbers that stayed, else at the end.
   *
   * @param kept where the last block with a number stands, or -1
   */
  static int of(List<Block> body, int kept) {
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i).kind() == Kind.HEADING && ACTION.matcher(body.get(i).plain()).find()) {
        return endOfPart(body, i + 1);
      }
    }
    return kept < 0 ? body.size() : endOfList(body, kept);
  }

  private static int endOfPart(List<Block> body, int from) {
    int end = from;
    while (end < body.size()
        && body.get(end).kind() != Kind.HEADING
        && body.get(end).kind() != Kind.RULE) {
      end++;
    }
    return end;
  }

  private static int endOfList(List<Block> body, int kept) {
    int end = kept + 1;
    while (body.get(kept).isItem() && end < body.size() && body.get(end).isItem()) {
      end++;
    }
    return end;
  }
}
