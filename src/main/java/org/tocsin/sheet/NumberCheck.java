package org.tocsin.sheet;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official;

/** Whose the numbers in a text are, against whose they are said to be. */
final class NumberCheck {
  /** The Capitol's switchboard connects to everyone. */
  private static final Set<String> OF_ALL =
      Set.of("202-224-3121", "202-225-3121", "202-225-1904", "202-224-3091");

  private final Directory directory;
  private final Set<String> own;
  private final SourceText text;
  private final Findings findings;

  NumberCheck(Directory directory, Set<String> own, SourceText text, Findings findings) {
    this.directory = directory;
    this.own = own;
    this.text = text;
    this.findings = findings;
  }

  void check(List<Mention> mentions) {
    for (PhoneNumber number : PhoneNumber.in(text.text())) {
      if (!own.contains(number.number()) && !OF_ALL.contains(number.number())) {
        check(number, mentions);
      }
    }
  }

  private void check(PhoneNumber number, List<Mention> mentions) {
    List<Known> all = directory.at(number.number());
    Optional<Official> holder =
        all.stream().filter(Known::current).map(Known::official).findFirst();
    Optional<Mention> said = saidToBe(number, mentions);
    if (holder.isPresent()) {
      held(number, holder.get(), all, said);
    } else if (!all.isEmpty()) {
      findings.error(
          number.start(),
          number.number(),
          "This number belongs to nobody now; it was that of "
              + all.get(0).spoken()
              + ". Take it out; {{ call_list }} gives the numbers in force.");
    } else {
      findings.warning(
          number.start(),
          number.number(),
          "No official in the roster of "
              + directory.inForce().asOf()
              + " has this number. If it is meant to be an official's, it is wrong: use {{"
              + " call_list }}. If it is your own, set tocsin.organization.phone to it.");
    }
  }

  private void held(PhoneNumber number, Official holder, List<Known> all, Optional<Mention> said) {
    boolean right =
        said.isPresent()
            && said.get().may().stream()
                .anyMatch(k -> k.current() && k.official().bioguide().equals(holder.bioguide()));
    if (said.isEmpty() || right) {
      findings.hint(
          number.start(),
          number.number(),
          "The number of "
              + holder.titled()
              + ". Readers elsewhere have other officials; {{ call_list }} gives each their own.");
      return;
    }
    String was =
        all.stream()
            .filter(known -> !known.current())
            .findFirst()
            .map(known -> "; it was that of " + known.spoken())
            .orElse("");
    findings.error(
        number.start(),
        number.number(),
        "This is the number of "
            + holder.titled()
            + ", not of "
            + said.get().words()
            + was
            + ". Use {{ call_list }}, or name who answers there.");
  }

  /** The one who was named last before the number, else the one right after it. */
  private Optional<Mention> saidToBe(PhoneNumber number, List<Mention> mentions) {
    int from = text.unitStart(number.start());
    int to = text.unitEnd(number.start());
    Optional<Mention> before = named(mentions, from, number.start()).stream().reduce((a, b) -> b);
    return before.or(() -> named(mentions, number.end(), to).stream().findFirst());
  }

  /** Also by the last name alone, of someone whom the text names in full elsewhere. */
  private List<Mention> named(List<Mention> mentions, int from, int to) {
    Set<Mention> found = new HashSet<>();
    for (Mention mention : mentions) {
      if (mention.start() >= from && mention.end() <= to) {
        found.add(mention);
      }
      for (int at : LastNames.places(text.text(), mention.lastWord(), from, to)) {
        int end = at + mention.lastWord().length();
        found.add(new Mention(at, end, mention.lastWord(), mention.chamber(), mention.may()));
      }
    }
    return found.stream().sorted((a, b) -> Integer.compare(a.end(), b.end())).toList();
  }
}
