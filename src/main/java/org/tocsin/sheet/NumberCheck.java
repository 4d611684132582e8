package org.tocsin.sheet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.sheet.Attribution.Said;

/** Whose the numbers in a text are, against whose they are said to be. */
final class NumberCheck {
  private final Directory directory;
  private final Set<String> known;
  private final Findings findings;
  private final Set<String> named;
  private final Attribution attribution;
  private final Set<String> listed = new HashSet<>();

  /**
   * @param known numbers that may stand in a sheet although no official has them
   */
  NumberCheck(
      Directory directory,
      Set<String> known,
      SourceText text,
      List<Mention> mentions,
      Findings findings) {
    this.directory = directory;
    this.known = known;
    this.findings = findings;
    this.named =
        mentions.stream()
            .flatMap(mention -> mention.may().stream())
            .filter(Known::current)
            .map(each -> each.official().bioguide())
            .collect(Collectors.toSet());
    this.attribution =
        new Attribution(text, mentions, directory.lastNamesIn(text.text(), mentions));
  }

  /** The officials whose own numbers the text gives rightly, by bioguide id. */
  Set<String> check() {
    for (PhoneNumber number : attribution.numbers()) {
      if (!known.contains(number.number())) {
        check(number);
      }
    }
    return listed;
  }

  private void check(PhoneNumber number) {
    List<Known> all = directory.at(number.number());
    List<Official> holders =
        all.stream().filter(Known::current).map(Known::official).distinct().toList();
    if (!holders.isEmpty()) {
      held(number, holders, all);
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
              + " call_list }}. If it is your own or one that all may call, name it in"
              + " tocsin.organization.phone or tocsin.sheets.known-numbers.");
    }
  }

  private void held(PhoneNumber number, List<Official> holders, List<Known> all) {
    Said said = attribution.of(number);
    boolean right =
        said.names().isEmpty()
            || isAny(said.names(), holders)
            || said.names().stream().allMatch(name -> isTownOf(name, holders))
            || !said.isSure() && holders.stream().anyMatch(h -> named.contains(h.bioguide()));
    if (right) {
      holders.forEach(holder -> listed.add(holder.bioguide()));
      findings.hint(
          number.start(),
          number.number(),
          "The number of "
              + titled(holders)
              + ". Readers elsewhere have other officials; {{ call_list }} gives each their own.");
      return;
    }
    findings.error(
        number.start(),
        number.number(),
        "This is the number of "
            + titled(holders)
            + ", not of "
            + said.names().stream()
                .map(Mention::words)
                .distinct()
                .collect(Collectors.joining(" or "))
            + was(all)
            + ". Use {{ call_list }}, or name who answers there.");
  }

  private static boolean isAny(List<Mention> names, List<Official> holders) {
    return names.stream()
        .flatMap(name -> name.may().stream())
        .filter(Known::current)
        .anyMatch(
            k -> holders.stream().anyMatch(h -> h.bioguide().equals(k.official().bioguide())));
  }

  /** "Jackson: 601-…" names the town of an office, not a member called Jackson. */
  private static boolean isTownOf(Mention name, List<Official> holders) {
    return holders.stream()
        .flatMap(holder -> holder.offices().stream())
        .map(Office::town)
        .anyMatch(town -> town.equalsIgnoreCase(name.words()));
  }

  private static String titled(List<Official> holders) {
    return holders.stream().map(Official::titled).collect(Collectors.joining(" and "));
  }

  private static String was(List<Known> all) {
    return all.stream()
        .filter(each -> !each.current())
        .findFirst()
        .map(each -> "; it was that of " + each.spoken())
        .orElse("");
  }
}
