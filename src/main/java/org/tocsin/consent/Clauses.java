package org.tocsin.consent;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Holds the rules of all languages against the clauses of one message. */
final class Clauses {
  private static final List<Phrasebook.Sense> CLEAR_BESIDE_STOPPING =
      List.of(Phrasebook.Sense.UNWANTED, Phrasebook.Sense.WRONG_NUMBER);
  private static final Set<Phrasebook.Sense> CUTS =
      EnumSet.of(Phrasebook.Sense.OTHER, Phrasebook.Sense.RATHER_UNSURE);

  private static final int MOST_CLAUSES = 400;

  /** Stands for what was cut, so that no rule takes that place for the end of the clause. */
  private static final String CUT = "% ";

  private final List<Phrasebook.Rule> rules;
  private final List<String> clauses;
  private final String whole;
  private final Map<Phrasebook.Rule, Optional<MatchResult>> inWhole = new IdentityHashMap<>();

  /**
   * @param clauses plain words, each followed by a space
   */
  Clauses(List<Phrasebook.Rule> rules, List<String> clauses) {
    this.rules = rules;
    this.clauses = clauses;
    this.whole = String.join("", clauses);
  }

  /** One stop is a stop (K14); so are two doubts that clear each other; else one is a doubt. */
  Reading read() {
    Map<Phrasebook.Sense, Reading> doubts = new LinkedHashMap<>();
    // what is said again says nothing more, and only so much is read
    for (String clause : clauses.stream().distinct().limit(MOST_CLAUSES).toList()) {
      Optional<Reading> stop = read(clause, doubts);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    Reading stopping = doubts.get(Phrasebook.Sense.STOPPING);
    if (stopping != null && CLEAR_BESIDE_STOPPING.stream().anyMatch(doubts::containsKey)) {
      return new Reading(
          Reply.STOP,
          Stream.concat(Stream.of(stopping), CLEAR_BESIDE_STOPPING.stream().map(doubts::get))
              .filter(Objects::nonNull)
              .map(Reading::why)
              .collect(joining("; ")));
    }
    return Optional.ofNullable(doubts.get(Phrasebook.Sense.WRONG_NUMBER))
        .map(wrong -> wrong.about(Reading.About.ANOTHER_PERSON))
        .orElseGet(() -> first(doubts));
  }

  private static Reading first(Map<Phrasebook.Sense, Reading> doubts) {
    return doubts.values().stream()
        .findFirst()
        .orElse(new Reading(Reply.OTHER, "says nothing about stopping"));
  }

  /**
   * @param doubts takes the first of each kind
   * @return a stop
   */
  private Optional<Reading> read(String clause, Map<Phrasebook.Sense, Reading> doubts) {
    String rest = clause;
    for (Phrasebook.Rule rule : rules) {
      Optional<MatchResult> found = rule.isWhole() ? inWhole(rule) : find(rule, rest);
      if (found.isEmpty()) {
        continue;
      }
      Reading reading = new Reading(reply(rule.sense()), why(rule, found.get().group()));
      if (reading.reply() == Reply.STOP) {
        return Optional.of(reading);
      }
      if (reading.reply() == Reply.UNSURE) {
        doubts.putIfAbsent(rule.sense(), reading);
      }
      if (CUTS.contains(rule.sense())) {
        rest = rest.substring(0, found.get().start()) + CUT;
      }
    }
    return Optional.empty();
  }

  /** Sought once, whatever the number of clauses. */
  private Optional<MatchResult> inWhole(Phrasebook.Rule rule) {
    return inWhole.computeIfAbsent(rule, each -> find(each, whole));
  }

  private static Optional<MatchResult> find(Phrasebook.Rule rule, String words) {
    Matcher matcher = rule.words().matcher(words);
    return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  private static Reply reply(Phrasebook.Sense sense) {
    return switch (sense) {
      case OTHER -> Reply.OTHER;
      case STOP -> Reply.STOP;
      case RATHER_UNSURE, STOPPING, UNSURE, UNWANTED, WRONG_NUMBER -> Reply.UNSURE;
    };
  }

  private static String why(Phrasebook.Rule rule, String words) {
    return rule.why() + ": " + words.strip();
  }
}
