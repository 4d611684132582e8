package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.sheet.PhoneNumber;
import org.tocsin.sheet.draft.Block.Kind;

/** Recognises officials and puts the call list where their numbers stood. */
final class Calls {
  private static final Pattern ACTION =
      Pattern.compile(
          "(?iu)\\b(what (can|you can|to do)|take action|act now|call|contact|how to help|qu[eé]"
              + " (puedo|puede|podemos|hacer)|act[uú]e|llame|ll[aá]menos)");

  /** What stands between names, places and numbers in a list of them. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?iu)\\b(or|and|at|o|y|e|u|en|al|dc|d\\.c|washington|office|offices|oficina|oficinas"
              + "|district|distrito|phone|phones|number|tel|tel[eé]fono|ph|main|local|call|llame"
              + "|rep|reps|sen|sens|senator|senators|senador|senadora|senadores|representative"
              + "|representatives|representante|congressman|congresswoman|u\\.s|us|the|a|name"
              + "|nombre|[dri]-[a-z]{2}(-\\d+)?|[a-z]{2}-\\d+|[dri])\\b|[^\\p{L}\\p{N}]");

  private final Optional<Directory> directory;
  private final String below;
  private final Map<String, Official> found = new LinkedHashMap<>();
  private final Map<String, List<String>> sentences = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  Calls(Optional<Directory> directory, String below) {
    this.directory = directory;
    this.below = below;
  }

  /** The sentences that name an official, by bioguide id. */
  Map<String, List<String>> sentences() {
    return sentences;
  }

  List<String> notes() {
    return notes;
  }

  List<Block> placed(List<Block> blocks) {
    directory.ifPresent(known -> blocks.forEach(block -> recognise(block, known)));
    List<Block> body = new ArrayList<>();
    int place = -1;
    for (Block block : blocks) {
      Optional<String> without = directory.flatMap(known -> withoutNumbers(block, known));
      boolean onlyNumbers = without.isPresent() && isEmpty(without.get());
      if (onlyNumbers) {
        notes.add("Replaced by the call list: " + block.plain());
        place = place < 0 ? add(body, block.level(), block.isItem()) : place;
      } else if (without.isPresent()) {
        notes.add("Its numbers were replaced by the call list: " + block.plain());
        body.add(block.with(without.get()));
        place = place < 0 ? add(body, block.level() + 1, block.isItem()) : place;
      } else {
        body.add(block);
      }
    }
    if (place < 0) {
      body.add(endOfAction(body), new Block(Kind.CALL_LIST, 0, ""));
    }
    return body;
  }

  private static int add(List<Block> body, int level, boolean inList) {
    body.add(new Block(Kind.CALL_LIST, inList ? level : 0, ""));
    return body.size();
  }

  private void recognise(Block block, Directory known) {
    String text = block.plain();
    for (Mention mention : known.in(text)) {
      mention
          .official()
          .ifPresent(
              official -> {
                found.put(official.bioguide(), official);
                sentences
                    .computeIfAbsent(official.bioguide(), b -> new ArrayList<>())
                    .add(sentence(text, mention));
              });
    }
    for (PhoneNumber number : PhoneNumber.in(text)) {
      holder(number, known)
          .ifPresent(
              official -> {
                found.put(official.bioguide(), official);
                sentences.computeIfAbsent(official.bioguide(), b -> new ArrayList<>());
              });
    }
  }

  private static Optional<Official> holder(PhoneNumber number, Directory known) {
    return known.at(number.number()).stream()
        .filter(Known::current)
        .map(Known::official)
        .findFirst();
  }

  private static String sentence(String text, Mention mention) {
    int from = 0;
    int to = text.length();
    var end =
        Pattern.compile(
                "(?<!\\b(?:Rep|Sen|Reps|Sens|U\\.S|Mr|Ms|Dr|Jr|[A-Z]))[.!?][”\"’)]?\\s+(?=[\\p{Lu}¿¡“\"])")
            .matcher(text);
    while (end.find()) {
      if (end.end() <= mention.start()) {
        from = end.end();
      } else if (end.start() >= mention.end()) {
        to = Math.min(to, end.end());
      }
    }
    return text.substring(from, to).strip();
  }

  /** The text with officials' numbers taken out; empty where it has none. */
  private Optional<String> withoutNumbers(Block block, Directory known) {
    String text = block.text();
    StringBuilder without = new StringBuilder();
    int end = 0;
    for (PhoneNumber number : PhoneNumber.in(text)) {
      if (isOurs(text, number, known)) {
        without.append(text, end, number.start()).append(below);
        end = number.end();
      }
    }
    return end == 0 ? Optional.empty() : Optional.of(without + text.substring(end));
  }

  /** A number that is now that of someone whom the text does not name is for an editor to see. */
  private boolean isOurs(String text, PhoneNumber number, Directory known) {
    Optional<Official> holder = holder(number, known);
    List<Mention> named = known.in(text);
    boolean other =
        holder.isPresent()
            && !mentioned(text, holder.get())
            && (named.stream().anyMatch(m -> m.official().filter(holder.get()::equals).isEmpty())
                || sentences.get(holder.get().bioguide()).isEmpty());
    return holder.isPresent() && !other;
  }

  private static boolean mentioned(String text, Official official) {
    return text.contains(official.lastName());
  }

  private boolean isEmpty(String text) {
    String left = text.replace(below, " ");
    for (Official official : found.values()) {
      if (mentioned(text, official) || !sentences.get(official.bioguide()).isEmpty()) {
        for (Office office : official.offices()) {
          left = left.replace(office.label(), " ");
        }
        for (String name : (official.fullName() + " " + official.lastName()).split(" ")) {
          left = left.replaceAll("(?iu)\\b" + Pattern.quote(name) + "\\b", " ");
        }
      }
    }
    for (Mention mention : directory.map(known -> known.in(text)).orElse(List.of())) {
      left =
          mention.official().isPresent()
              ? left.replace(mention.words(), " ")
                  .replace(mention.words().replaceAll("^\\S+ ", ""), " ")
              : left;
    }
    return BETWEEN.matcher(left).replaceAll(" ").isBlank();
  }

  /** After the part that says what to do, else at the end. */
  private static int endOfAction(List<Block> body) {
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i).kind() == Kind.HEADING && ACTION.matcher(body.get(i).plain()).find()) {
        int end = i + 1;
        while (end < body.size()
            && body.get(end).kind() != Kind.HEADING
            && body.get(end).kind() != Kind.RULE) {
          end++;
        }
        return end;
      }
    }
    return body.size();
  }
}
