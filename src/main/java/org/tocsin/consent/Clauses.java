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
  ReplyClassification read() {
    Map<Phrasebook.Sense, ReplyClassification> doubts = new LinkedHashMap<>();
    // what is said again says nothing more, and only so much is read
    for (String clause : clauses.stream().distinct().limit(MOST_CLAUSES).toList()) {
      Optional<ReplyClassification> stop = read(clause, doubts);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    ReplyClassification stopping = doubts.get(Phrasebook.Sense.STOPPING);
    if (stopping != null && CLEAR_BESIDE_STOPPING.stream().anyMatch(doubts::containsKey)) {
      return new ReplyClassification(
          ReplyIntent.STOP,
          Stream.concat(Stream.of(stopping), CLEAR_BESIDE_STOPPING.stream().map(doubts::get))
              .filter(Objects::nonNull)
              .map(ReplyClassification::why)
              .collect(joining("; ")));
    }
    return Optional.ofNullable(doubts.get(Phrasebook.Sense.WRONG_NUMBER))
        .map(wrong -> wrong.about(ReplyClassification.About.ANOTHER_PERSON))
        .orElseGet(() -> first(doubts));
  }

  private static ReplyClassification first(Map<Phrasebook.Sense, ReplyClassification> doubts) {
    return doubts.values().stream()
        .findFirst()
        .orElse(new ReplyClassification(ReplyIntent.OTHER, "says nothing about stopping"));
  }

  /**
   * @param doubts takes the first of each kind
   * @return a stop
   */
  private Optional<ReplyClassification> read(
      String clause, Map<Phrasebook.Sense, ReplyClassification> doubts) {
    String rest = clause;
    for (Phrasebook.Rule rule : rules) {
      Optional<MatchResult> found = rule.isWhole() ? inWhole(rule) : find(rule, rest);
      if (found.isEmpty()) {
        continue;
      }
      ReplyClassification reading =
          new ReplyClassification(reply(rule.sense()), why(rule, found.get().group()));
      if (reading.reply() == ReplyIntent.STOP) {
        return Optional.of(reading);
      }
      if (reading.reply() == ReplyIntent.UNSURE) {
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

  private static ReplyIntent reply(Phrasebook.Sense sense) {
    return switch (sense) {
      case OTHER -> ReplyIntent.OTHER;
      case STOP -> ReplyIntent.STOP;
      case RATHER_UNSURE, STOPPING, UNSURE, UNWANTED, WRONG_NUMBER -> ReplyIntent.UNSURE;
    };
  }

  private static String why(Phrasebook.Rule rule, String words) {
    return rule.why() + ": " + words.replace(NameMarker.MARK, "").strip();
  }
}
