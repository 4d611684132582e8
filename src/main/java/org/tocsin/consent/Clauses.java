package org.tocsin.consent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Holds the rules of all languages against the clauses of one message. */
final class Clauses {
  private final List<Phrasebook.Rule> rules;
  private final List<String> clauses;
  private final String whole;

  /**
   * @param clauses plain words, each followed by a space
   */
  Clauses(List<Phrasebook.Rule> rules, List<String> clauses) {
    this.rules = rules;
    this.clauses = clauses;
    this.whole = String.join("", clauses);
  }

  /** One stop is a stop (K14); else one doubt is a doubt. */
  Reading read() {
    Optional<Reading> doubt = Optional.empty();
    for (String clause : clauses) {
      Optional<Reading> found = read(clause);
      if (found.isPresent() && found.get().reply() == Reply.STOP) {
        return found.get();
      }
      doubt = doubt.or(() -> found);
    }
    return doubt.orElse(new Reading(Reply.OTHER, "says nothing about stopping"));
  }

  private Optional<Reading> read(String clause) {
    String rest = clause;
    Optional<Reading> doubt = Optional.empty();
    for (Phrasebook.Rule rule : rules) {
      Matcher matcher = rule.words().matcher(rule.isWhole() ? whole : rest);
      if (!matcher.find()) {
        continue;
      }
      Reading reading = new Reading(reply(rule.sense()), why(rule, matcher.group()));
      if (reading.reply() == Reply.STOP) {
        return Optional.of(reading);
      }
      if (reading.reply() == Reply.UNSURE) {
        doubt = doubt.or(() -> Optional.of(reading));
      }
      if (rule.sense() != Phrasebook.Sense.UNSURE) {
        rest = rest.substring(0, matcher.start());
      }
    }
    return doubt;
  }

  private static Reply reply(Phrasebook.Sense sense) {
    return switch (sense) {
      case OTHER -> Reply.OTHER;
      case STOP -> Reply.STOP;
      case UNSURE, RATHER_UNSURE -> Reply.UNSURE;
    };
  }

  private static String why(Phrasebook.Rule rule, String words) {
    return rule.why() + ": " + words.strip();
  }
}
