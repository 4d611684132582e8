package org.tocsin.sheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Official;

/** Officials whom every reader is asked to call, although readers elsewhere have others. */
final class ReaderCheck {
  private static final Pattern ACTS =
      Pattern.compile(
          "(?iu)\\b(call|phone|ask|tell|urge|thank|contact|e-?mail|write|text|demand|visit|message"
              + "|llame|llama|llamen|llamar|pida|pídale|p[ií]danle|d[ií]gale|dile|agradezca|exija"
              + "|escriba|contacte|pregunte|preg[uú]ntele)\\b");

  private static final Pattern CONDITION = Pattern.compile("\\{%-?\\s*(if|endif)\\b");
  private static final int NAMED = 3;

  private final SourceText text;
  private final Closeness closeness;
  private final Findings findings;

  ReaderCheck(SourceText text, Findings findings) {
    this.text = text;
    this.closeness = new Closeness(text.text());
    this.findings = findings;
  }

  /**
   * @param bodyLine where the body begins
   * @param listed by bioguide id, of whom it is said already with their numbers
   */
  void check(List<Mention> mentions, int bodyLine, Set<String> listed) {
    List<Mention> inBody =
        mentions.stream()
            .filter(m -> m.official().isPresent() && text.line(m.start()) >= bodyLine)
            .filter(m -> !isUnderCondition(m.start()))
            .toList();
    boolean one = inBody.stream().map(m -> m.official().orElseThrow()).distinct().count() == 1;
    Set<Official> asked = new LinkedHashSet<>();
    inBody.stream()
        .filter(m -> isAsked(m, one, bodyLine))
        .map(m -> m.official().orElseThrow())
        .filter(official -> !listed.contains(official.bioguide()))
        .forEach(asked::add);
    if (!asked.isEmpty()) {
      tell(inBody, asked);
    }
  }

  private void tell(List<Mention> inBody, Set<Official> asked) {
    Mention first =
        inBody.stream()
            .filter(m -> asked.contains(m.official().orElseThrow()))
            .findFirst()
            .orElseThrow();
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

  private boolean isAsked(Mention mention, boolean isOnlyOne, int bodyLine) {
    int end = text.text().length();
    int from =
        isOnlyOne
            ? text.offset(bodyLine)
            : closeness.sentenceStart(mention.start(), text.unitStart(mention.start()));
    int to =
        isOnlyOne
            ? end
            : closeness.sentenceEnd(
                mention.end(), Math.max(mention.end(), text.unitEnd(mention.start())));
    return ACTS.matcher(text.text()).region(from, to).find();
  }

  private boolean isUnderCondition(int at) {
    Matcher tag = CONDITION.matcher(text.source()).region(0, at);
    int depth = 0;
    while (tag.find()) {
      depth += tag.group(1).equals("if") ? 1 : -1;
    }
    return depth > 0;
  }
}
