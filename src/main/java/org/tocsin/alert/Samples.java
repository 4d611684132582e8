package org.tocsin.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.Roster;
import org.tocsin.message.Folding;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.RenderingKey;
import org.tocsin.message.Segments;
import org.tocsin.message.TextCost;
import org.tocsin.sheet.Sheet;

/** Picks ten messages of an audience that differ as much as they can. */
final class Samples {
  private static final int ENOUGH = 10;

  private record Candidate(RenderingKey fit, String firstName, boolean byEmail, boolean bySms) {}

  private final Sheet sheet;
  private final Roster roster;

  /** The first who came of each kind; there are few kinds. */
  private final Map<String, Candidate> kinds = new LinkedHashMap<>();

  private final Set<Candidate> others = new LinkedHashSet<>();
  private Candidate longest;

  Samples(Sheet sheet, Roster roster) {
    this.sheet = sheet;
    this.roster = roster;
  }

  void offer(Previewing.Group group, boolean bySms) {
    Candidate candidate = candidate(group, bySms);
    for (String kind : kinds(group.fit())) {
      Candidate known = kinds.get(kind);
      // one who gets both shows more
      if (known == null || !both(known) && both(candidate)) {
        kinds.put(kind, candidate);
      }
    }
    if (others.size() < ENOUGH) {
      others.add(candidate);
    }
  }

  private static Candidate candidate(Previewing.Group group, boolean bySms) {
    return new Candidate(group.fit(), group.firstName(), group.emails() > 0, bySms);
  }

  private static boolean both(Candidate candidate) {
    return candidate.byEmail() && candidate.bySms();
  }

  private List<String> kinds(RenderingKey fit) {
    Assignment assignment = fit.assignment();
    List<String> found = new ArrayList<>();
    if (assignment.kind() == Assignment.Kind.ZIP_SPLIT) {
      found.add("split ZIP");
    }
    if (assignment.districts().stream().anyMatch(d -> roster.houseMember(d).isEmpty())) {
      found.add("vacancy");
    }
    found.add("language " + fit.lang());
    found.add("position " + Tally.position(sheet, roster, assignment));
    found.add("assignment " + assignment.kind().name().toLowerCase(Locale.ROOT));
    return found;
  }

  void longest(Previewing.Group group) {
    longest = candidate(group, true);
  }

  /** The text that costs most, or null. */
  Preview.Text longest(Renderer renderer) {
    return longest == null ? null : text(longest, renderer);
  }

  List<Preview.Sample> ten(Renderer renderer) {
    Map<Candidate, List<String>> chosen = new LinkedHashMap<>();
    if (longest != null) {
      choose(chosen, "longest text", longest);
    }
    for (String kind : inOrder()) {
      choose(chosen, kind, kinds.get(kind));
    }
    others.forEach(other -> choose(chosen, "one more", other));
    return chosen.entrySet().stream()
        .map(each -> sample(each.getKey(), each.getValue(), renderer))
        .toList();
  }

  /** What is asked for first, then the rest as it came. */
  private List<String> inOrder() {
    List<String> order = new ArrayList<>(List.of("split ZIP", "vacancy"));
    kinds.keySet().stream().filter(kind -> kind.startsWith("language")).forEach(order::add);
    kinds.keySet().stream().filter(kind -> !order.contains(kind)).forEach(order::add);
    order.retainAll(kinds.keySet());
    return order;
  }

  private static void choose(Map<Candidate, List<String>> chosen, String why, Candidate one) {
    if (chosen.containsKey(one) || chosen.size() < ENOUGH) {
      List<String> reasons = chosen.computeIfAbsent(one, c -> new ArrayList<>());
      if (reasons.isEmpty() || !why.equals("one more")) {
        reasons.add(why);
      }
    }
  }

  private Preview.Sample sample(Candidate one, List<String> why, Renderer renderer) {
    Assignment assignment = one.fit().assignment();
    return new Preview.Sample(
        why,
        one.fit().lang(),
        Tally.district(assignment),
        assignment.kind().name().toLowerCase(Locale.ROOT),
        Tally.position(sheet, roster, assignment),
        one.byEmail() ? mail(one, renderer) : null,
        one.bySms() ? text(one, renderer) : null);
  }

  private Preview.Mail mail(Candidate one, Renderer renderer) {
    Rendering mail = renderer.email(sheet, one.fit(), roster);
    return new Preview.Mail(
        Placeholders.fill(mail.subject(), one.firstName(), "TOKEN"),
        Placeholders.fill(mail.body(), one.firstName(), "TOKEN"));
  }

  private Preview.Text text(Candidate one, Renderer renderer) {
    Rendering made =
        renderer
            .text(sheet, one.fit(), roster)
            .or(() -> renderer.text(sheet, one.fit().hasRecentStopNotice(false), roster))
            .orElseThrow();
    String name = TextCost.name(made.body(), one.firstName());
    String text = TextCost.filled(made.body(), name);
    Segments.Count count = Segments.count(text);
    return new Preview.Text(
        count.encoding().label,
        count.segments(),
        Tally.district(one.fit().assignment()),
        text,
        renderer
            .unfolded(sheet, one.fit(), roster)
            .map(plain -> Folding.differences(Placeholders.fill(plain, one.firstName(), ""), text))
            .orElse(List.of()));
  }
}
