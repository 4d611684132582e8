package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.civic.Official;
import org.tocsin.sheet.PhoneNumber;
import org.tocsin.sheet.draft.Block.Kind;
import org.tocsin.sheet.draft.Listing.Line;

/**
 * Puts the call list where a list of officials and their numbers stood. A line that says more than
 * that stays as it is, and is marked: not every reader has the official that it names.
 */
final class Calls {
  private static final Expressions WORDS = Expressions.of("sheets");

  /** The reader's own officials, whoever they are. */
  private static final Pattern ANYONES =
      Pattern.compile(
          "(?iu).*\\b" + WORDS.any("YOUR") + "\\b.{0,40}\\b" + WORDS.any("OFFICIAL") + ".*");

  private static final Pattern SOMEONES =
      Pattern.compile("(?iu).*\\b" + WORDS.any("THEIR") + "\\b.*");

  private static final Pattern CALL = Pattern.compile("(?iu)\\b" + WORDS.any("CALL") + "\\b");

  /** Words with capitals, parted by commas: what stands above the columns of a table. */
  private static final Pattern HEAD_CELLS =
      Pattern.compile(
          "(?:(?:^|, )WORD(?: WORD){0,2}){2,7}".replace("WORD", "[\\p{Lu}#/&(][^\\s,]{0,30}"));

  private static final Pattern CHAMBERS =
      Pattern.compile("(?iu)(?!.*\\b" + WORDS.any("CALL") + "\\b).*" + WORDS.any("CHAMBER") + ".*");

  private final Listing listing;
  private final List<Block> blocks;
  private final List<Line> lines;
  private final List<Block> body = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int place = -1;
  private int lastKept = -1;
  private Block announcedBy;

  Calls(Listing listing, List<Block> text) {
    this.listing = listing;
    this.blocks = new Apart(listing).of(text);
    this.lines = blocks.stream().map(block -> listing.line(block.plain())).toList();
  }

  List<String> notes() {
    return notes;
  }

  List<Block> placed() {
    for (int i = 0; i < blocks.size(); ) {
      int end = endOfRun(i);
      if (end > i && isForAll(i, end)) {
        replace(i, end);
      } else {
        end = Math.max(end, i + 1);
        keep(i, end);
      }
      i = end;
    }
    if (place < 0) {
      body.add(ActionEnd.of(body, lastKept), new Block(Kind.CALL_LIST, 0, ""));
    }
    return body;
  }

  /** Where a list of numbers ends that begins here, with its last number; else the same place. */
  private int endOfRun(int from) {
    if (isLabel(from) && !CHAMBERS.matcher(blocks.get(from).plain()).matches()) {
      return from;
    }
    int end = from;
    for (int i = from; i < blocks.size() && isPart(i); i++) {
      end = lines.get(i).lists() ? i + 1 : end;
    }
    return end;
  }

  /** "Call:" or "Phone numbers", which may stay above a list. */
  private boolean isLabel(int i) {
    Line line = lines.get(i);
    boolean says = !blocks.get(i).isItem() || CALL.matcher(blocks.get(i).plain()).find();
    return says && line.named().isEmpty() && line.reached().isEmpty();
  }

  private boolean isPart(int i) {
    Kind kind = blocks.get(i).kind();
    return lines.get(i).bare() && !Set.of(Kind.RULE, Kind.QUOTE, Kind.CALL_LIST).contains(kind);
  }

  /** Whether each reader's own list may stand in its place. */
  private boolean isForAll(int from, int end) {
    Set<Official> reached = new LinkedHashSet<>();
    lines.subList(from, end).forEach(line -> reached.addAll(line.reached()));
    List<Block> before = announcing(from);
    Block first = before.isEmpty() ? null : before.get(0);
    boolean again = place >= 0 && first != null && first != announcedBy;
    boolean speaksOfThem =
        before.stream()
            .anyMatch(
                block ->
                    listing.line(block.plain()).named().stream().anyMatch(reached::contains)
                        || SOMEONES.matcher(block.plain()).matches()
                            && !ANYONES.matcher(block.plain()).matches());
    return !again && !speaksOfThem && areNamed(from, end, before);
  }

  /** Each number is of someone that the list names, or of whoever is the reader's. */
  private boolean areNamed(int from, int end, List<Block> before) {
    Set<Official> named = Set.of();
    for (Line line : lines.subList(from, end)) {
      named = line.named().isEmpty() ? named : line.named();
      boolean nobody = named.isEmpty() && !line.reached().isEmpty();
      boolean anyones = before.stream().anyMatch(b -> ANYONES.matcher(b.plain()).matches());
      if (nobody ? !anyones : !named.containsAll(line.reached())) {
        return false;
      }
    }
    return true;
  }

  /** What a list belongs to, the nearest first: the line that announces it, the item it is in. */
  private List<Block> announcing(int from) {
    List<Block> before = new ArrayList<>();
    int level = blocks.get(from).isItem() ? blocks.get(from).level() : 0;
    for (int i = from - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      boolean parent = block.isItem() && block.level() < level;
      if (parent || block.announces() && (i == from - 1 || !block.isItem())) {
        before.add(block);
      }
      level = parent ? block.level() : level;
      boolean inList = blocks.get(from).isItem() && block.isItem();
      if (!inList && !isPart(i)) {
        return before;
      }
    }
    return before;
  }

  private void replace(int from, int end) {
    if (isTableHead(from)) {
      notes.add("Replaced by the call list: " + body.remove(body.size() - 1).plain());
    }
    for (Block block : blocks.subList(from, end)) {
      notes.add("Replaced by the call list: " + block.plain());
    }
    if (place < 0) {
      Block first = blocks.get(from);
      announcedBy = announcing(from).stream().findFirst().orElse(null);
      place(new Block(Kind.CALL_LIST, first.isItem() ? first.level() : 0, ""));
    }
  }

  /** "Official, Phone", the first row of a table whose other rows are replaced. */
  private boolean isTableHead(int from) {
    if (from == 0 || !blocks.get(from).isItem() || body.isEmpty()) {
      return false;
    }
    Block head = blocks.get(from - 1);
    boolean first = from == 1 || !blocks.get(from - 2).isItem();
    boolean says =
        !lines.get(from - 1).named().isEmpty() || !lines.get(from - 1).reached().isEmpty();
    return first
        && !says
        && head == body.get(body.size() - 1)
        && head.kind() == blocks.get(from).kind()
        && HEAD_CELLS.matcher(head.plain()).matches();
  }

  /** Once, wherever it comes first. */
  private void place(Block callList) {
    if (place < 0) {
      body.add(callList);
      place = body.size();
    }
  }

  private void keep(int from, int end) {
    for (int i = from; i < end; i++) {
      Block block = blocks.get(i);
      String mark = block.kind() == Kind.CALL_LIST ? "" : mark(lines.get(i), block.plain());
      if (block.kind() == Kind.CALL_LIST) {
        place(block);
      } else if (mark.isEmpty()) {
        body.add(block);
      } else {
        notes.add("Kept as it was: " + block.plain() + " " + mark);
        body.add(block.marked(mark));
        lastKept = body.size() - 1;
      }
    }
  }

  /** What an editor should know of a line with numbers that names officials or reaches them. */
  private String mark(Line line, String plain) {
    List<String> whose = line.reached().stream().map(Official::titled).toList();
    List<String> others =
        PhoneNumber.in(plain).stream()
            .filter(number -> listing.holder(number).isEmpty())
            .map(PhoneNumber::number)
            .toList();
    String nobodys =
        others.isEmpty() || line.named().isEmpty()
            ? ""
            : " No official has " + String.join(", ", others) + ".";
    return whose.isEmpty() ? nobodys.strip() : notAll(whose) + nobodys;
  }

  private static String notAll(List<String> whose) {
    return whose.size() == 1
        ? "Not every reader has " + whose.get(0) + ", whose number this is."
        : "Not every reader has these, whose numbers they are: " + String.join(", ", whose) + ".";
  }
}
