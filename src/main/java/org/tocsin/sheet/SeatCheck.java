package org.tocsin.sheet;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.Expressions;
import org.tocsin.civic.Directory;
import org.tocsin.civic.District;
import org.tocsin.civic.Mention;
import org.tocsin.civic.Official;
import org.tocsin.civic.States;

/** Districts that do not exist, that another holds, or in which a named town does not lie. */
final class SeatCheck {
  /** "NY-24", "NY24", "(R-NY)". */
  private static final Pattern CODE =
      Pattern.compile("(?<![\\w@#-])(?:([DRI])-)?([A-Z]{2})(?:-?(\\d{1,2}))?(?![\\w])");

  private static final String STATE =
      States.codes().stream()
          .flatMap(code -> States.name(code).stream())
          .sorted(Comparator.comparing(String::length).reversed())
          .map(Pattern::quote)
          .collect(Collectors.joining("|", "(", ")"));

  private static final Pattern TOWN =
      Pattern.compile("\\p{Lu}[\\p{L}.'’-]+(?: \\p{Lu}[\\p{L}.'’-]+){0,2}");
  private static final Expressions WORDS = Expressions.of("sheets");

  /** "New York's 24th", "24th Congressional District of New York"; with no digits but those. */
  private static final Pattern IN_WORDS =
      Pattern.compile(
          STATE + WORDS.any("SEATBEHINDSTATE") + "|" + WORDS.any("SEATBEFORESTATE") + STATE);

  private static final Pattern AFTER_NAME =
      Pattern.compile(
          "\\s*+[,(–—-]*+\\s*+(?:"
              + WORDS.any("OFPLACE")
              + "\\s++)?(?:"
              + WORDS.any("THE")
              + "\\s++)?");
  private static final Pattern BEFORE_NAME = Pattern.compile(WORDS.any("OWNS") + "?[):,]*\\s*");
  private static final int NEAR_TOWN = 80;

  private final Directory directory;
  private final Set<District> districts;
  private final SourceText text;
  private final Findings findings;

  SeatCheck(Directory directory, Set<District> districts, SourceText text, Findings findings) {
    this.directory = directory;
    this.districts = districts;
    this.text = text;
    this.findings = findings;
  }

  void check(List<Mention> mentions) {
    Matcher code = CODE.matcher(text.text());
    while (code.find()) {
      boolean state = States.name(code.group(2)).isPresent();
      if (state && code.group(3) != null && !code.group().equals("CO2")) {
        seat(code.toMatchResult(), code.group(2), code.group(3), mentions);
      } else if (state && code.group(1) != null) {
        state(code.toMatchResult(), mentions);
      }
    }
    Matcher words = IN_WORDS.matcher(text.text());
    while (words.find()) {
      String state = words.group(words.group(1) == null ? 2 : 1);
      String number = words.group().replaceAll("\\D", "");
      seat(words.toMatchResult(), States.code(state).orElseThrow(), number, mentions);
    }
  }

  private void seat(MatchResult found, String state, String number, List<Mention> mentions) {
    int n = Integer.parseInt(number);
    if (n > 60) {
      return;
    }
    District seat = new District(state, n);
    String field = seat.spoken();
    Optional<Official> named = near(found, mentions).flatMap(Mention::official);
    if (!exists(seat)) {
      findings.error(
          found.start(),
          field,
          "There is no such district in the "
              + directory.inForce().congress()
              + "th Congress. Name the right one, or leave it to {{ district.name }}.");
    } else if (named.isPresent() && !seat.equals(named.get().district())) {
      findings.error(
          found.start(),
          field,
          "This is not the seat of " + named.get().titled() + holder(seat) + ". Change one.");
    } else if (named.isEmpty()) {
      town(found, seat);
    }
  }

  private boolean exists(District seat) {
    if (directory.inForce().houseMember(seat).isPresent() || districts.contains(seat)) {
      return true;
    }
    int highest =
        directory.inForce().officials().stream()
            .filter(o -> o.district() != null && o.state().equals(seat.state()))
            .mapToInt(o -> o.district().number())
            .max()
            .orElse(60);
    // a vacant seat may be missing from the roster
    return districts.isEmpty() && seat.number() < highest && seat.number() > 0;
  }

  private String holder(District seat) {
    return directory
        .inForce()
        .houseMember(seat)
        .map(member -> "; " + seat.code() + " is " + member.fullName() + "'s")
        .orElse("; " + seat.code() + " is vacant");
  }

  /** Towns are known by the offices of members there. */
  private void town(MatchResult found, District seat) {
    int from = Math.max(text.unitStart(found.start()), found.start() - NEAR_TOWN);
    int to = Math.min(text.unitEnd(found.start()), found.end() + NEAR_TOWN);
    Matcher town = TOWN.matcher(text.text()).region(from, to);
    while (town.find()) {
      Set<District> there = new TreeSet<>(directory.seatsOf(town.group()));
      there.removeIf(district -> !district.state().equals(seat.state()));
      if (!there.isEmpty() && !there.contains(seat)) {
        String right = there.stream().map(District::code).collect(Collectors.joining(" or "));
        findings.warning(
            found.start(),
            seat.code(),
            town.group()
                + " is "
                + right
                + " by the offices in the roster of "
                + directory.inForce().asOf()
                + holder(seat)
                + ". Change it, or write {{ district.name }}.");
        return;
      }
    }
  }

  private void state(MatchResult found, List<Mention> mentions) {
    near(found, mentions)
        .flatMap(Mention::official)
        .filter(
            o ->
                !o.state().equals(found.group(2))
                    || !o.party().isEmpty() && o.party().charAt(0) != found.group(1).charAt(0))
        .ifPresent(
            o ->
                findings.warning(
                    found.start(),
                    found.group(),
                    o.fullName()
                        + " is "
                        + o.party().charAt(0)
                        + "-"
                        + o.seat()
                        + " in the roster of "
                        + directory.inForce().asOf()
                        + ". Change it."));
  }

  /** Who stands right before it, else right after. */
  private Optional<Mention> near(MatchResult found, List<Mention> mentions) {
    return mentions.stream()
        .filter(m -> text.unitStart(m.start()) == text.unitStart(found.start()))
        .filter(m -> gap(found, m) >= 0)
        .min(Comparator.comparingInt(m -> gap(found, m)));
  }

  /** How far apart, or -1 where something else stands between. */
  private int gap(MatchResult found, Mention m) {
    boolean before = m.end() <= found.start();
    int from = before ? m.end() : found.end();
    int to = before ? found.start() : m.start();
    boolean close =
        from <= to
            && (before ? AFTER_NAME : BEFORE_NAME)
                .matcher(text.text().substring(from, to))
                .matches();
    return close ? to - from : -1;
  }
}
