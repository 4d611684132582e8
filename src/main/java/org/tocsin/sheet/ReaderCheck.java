package org.tocsin.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.Expressions;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Official;

/** Officials that every reader is asked to call, although readers elsewhere have others. */
final class ReaderCheck {
  private static final Pattern ACTS =
      Pattern.compile("(?iu)\\b" + Expressions.of("sheets").any("ACT") + "\\b");

  private static final Pattern CONDITION = Pattern.compile("\\{%-?\\s*(if|endif)\\b");
  private static final int NAMED = 3;

  private final SourceText text;
  private final Closeness closeness;
  private final Findings findings;
  private final NavigableSet<Integer> acts = new TreeSet<>();

  /** Where tags stand, and in how many conditions what follows them lies. */
  private final NavigableMap<Integer, Integer> conditions = new TreeMap<>(Map.of(0, 0));

  ReaderCheck(SourceText text, Findings findings) {
    this.text = text;
    this.closeness = new Closeness(text.text());
    this.findings = findings;
    ACTS.matcher(text.text()).results().forEach(act -> acts.add(act.start()));
    CONDITION
        .matcher(text.source())
        .results()
        .forEach(
            tag ->
                conditions.put(
                    tag.start(),
                    conditions.lastEntry().getValue() + (tag.group(1).equals("if") ? 1 : -1)));
  }

  /**
   * @param bodyLine where the body begins
   * @param listed by bioguide id, those that it is said of already with their numbers
   */
  void check(List<Mention> mentions, int bodyLine, Set<String> listed) {
    List<Mention> inBody =
        mentions.stream()
            .filter(m -> m.official().isPresent() && text.line(m.start()) >= bodyLine)
            .filter(m -> conditions.floorEntry(m.start()).getValue() <= 0)
            .toList();
    boolean one = inBody.stream().map(ReaderCheck::bioguide).distinct().count() == 1;
    boolean acting = !acts.isEmpty() && text.line(acts.last()) >= bodyLine;
    Map<String, Official> asked = new LinkedHashMap<>();
    inBody.stream()
        .filter(m -> one && acting || isAsked(m))
        .filter(m -> !listed.contains(bioguide(m)))
        .forEach(m -> asked.putIfAbsent(bioguide(m), m.official().orElseThrow()));
    inBody.stream()
        .filter(m -> asked.containsKey(bioguide(m)))
        .findFirst()
        .ifPresent(first -> tell(first, List.copyOf(asked.values())));
  }

  private static String bioguide(Mention mention) {
    return mention.official().orElseThrow().bioguide();
  }

  /** In the sentence that names the official. */
  private boolean isAsked(Mention mention) {
    int from = closeness.sentenceStart(mention.start(), text.unitStart(mention.start()));
    Integer act = acts.ceiling(from);
    return act != null && act < closeness.sentenceEnd(mention.end(), text.unitEnd(mention.start()));
  }

  private void tell(Mention first, List<Official> asked) {
    String who =
        asked.stream().limit(NAMED).map(Official::titled).collect(Collectors.joining(", "))
            + (asked.size() > NAMED ? " and others" : "");
    findings.hint(
        first.start(),
        first.lastWord(),
        "The text asks every reader to act on "
            + who
            + ", and readers elsewhere have other officials. {{ representative.name }} and {{"
            + " senators_line }} give each their own, {{ call_list }} with every number.");
  }
}
