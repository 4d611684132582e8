package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words and rules of one language, read from a file in {@code replies/}; the first of them says
 * how they are written.
 */
final class Phrasebook {
  /** What a rule says of the clause in which its words stand. */
  enum Sense {
    /** The rest of the clause is about something else. */
    OTHER,
    /** Unclear, and what follows does not make it clearer. */
    RATHER_UNSURE,
    STOP,
    /** Unclear, but clear beside {@link #UNWANTED}. */
    STOPPING,
    UNSURE,
    /** Unclear, but clear beside {@link #STOPPING}. */
    UNWANTED,
    /** The number is another person's; clear beside {@link #STOPPING}. */
    WRONG_NUMBER
  }

  /**
   * @param isWhole whether it only holds where the clause is the whole message
   */
  record Rule(Sense sense, String why, boolean isWhole, Pattern words) {}

  private static final String KEYWORD = "SAY";

  /** The classes that signs of the rules stand for; a language may have no words in them. */
  private static final Set<String> OF_SIGNS =
      Set.of("FILLER", "OPENER", "LEAD", "BREAK", "POLITE", "SO", "REQUEST");

  private static final String NOTHING = "(?!)";

  private final Map<String, String> classes = new LinkedHashMap<>();
  private final Map<String, Set<String>> keywords = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private String heading = "";

  private Phrasebook() {
    classes.put("OFFICIAL", "(?:[^ ]+" + NameMarker.MARK + " )");
    classes.put("OFFICIALS", "(?:[^ ]+s" + NameMarker.MARK + " )");
  }

  static Phrasebook read(String language) {
    Phrasebook book = new Phrasebook();
    String file = "/replies/" + language + ".txt";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Phrasebook.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      book.add(file, lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return book;
  }

  List<Rule> rules() {
    return rules;
  }

  /**
   * Whole messages that are keywords, in plain words.
   *
   * @param meaning STOP, START, HELP or YES
   */
  Set<String> keywords(String meaning) {
    return keywords.getOrDefault(meaning, Set.of());
  }

  /** Every word it knows, as regular expressions. */
  List<String> words() {
    return words;
  }

  /** The words of a class as one expression, each followed by a space. */
  String wordsOf(String name) {
    String expression = classes.getOrDefault(name, OF_SIGNS.contains(name) ? NOTHING : null);
    if (expression == null) {
      throw new IllegalStateException("no class of words is called " + name);
    }
    return expression;
  }

  /** The place before a request that follows from what was said: "they dont listen | so stop". */
  Pattern consequence() {
    return Pattern.compile("(?<= )(?=" + element("@SO") + element("~") + element("@REQUEST") + ")");
  }

  private void add(String file, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      try {
        add(lines.get(i));
      } catch (RuntimeException e) {
        throw new IllegalStateException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
  }

  private void add(String line) {
    if (line.startsWith("[")) {
      heading = line.substring(1, line.length() - 1);
    } else if (line.matches("[A-Z]+: .*")) {
      addWords(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1));
    } else if (!line.isBlank() && !line.startsWith("#")) {
      addRule(heading, line.strip());
    }
  }

  private void addWords(String name, String entries) {
    if (name.startsWith(KEYWORD)) {
      keywords.put(name.substring(KEYWORD.length()), Set.of(entries.strip().split(" *, *")));
    } else {
      addClass(name, entries);
    }
  }

  /** May be given in several lines, and may name classes above it. */
  private void addClass(String name, String entries) {
    List<String> alternatives = new ArrayList<>();
    if (classes.containsKey(name)) {
      alternatives.add(classes.get(name));
    }
    for (String entry : entries.strip().split(" *, *")) {
      alternatives.add(Stream.of(entry.split(" ")).map(this::word).collect(Collectors.joining()));
    }
    classes.put(name, "(?:" + String.join("|", alternatives) + ")");
  }

  private void addRule(String heading, String line) {
    String[] parts = heading.split(": ", 2);
    if (parts.length < 2) {
      throw new IllegalStateException("Before a rule stands a line such as [Stop: why].");
    }
    Sense sense = Sense.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
    boolean isWhole = line.startsWith("= ");
    String pattern = isWhole ? "^ " + line.substring(2) + " $" : line;
    String expression =
        Stream.of(pattern.split(" +")).map(this::element).collect(Collectors.joining());
    rules.add(new Rule(sense, parts[1], isWhole, Pattern.compile("(?<![^ ])" + expression)));
  }

  private String element(String element) {
    if (element.length() > 1 && element.endsWith("?")) {
      return "(?:" + element(element.substring(0, element.length() - 1)) + ")?";
    }
    if (element.startsWith("*")) {
      return element(element.substring(1)) + "{0,12}";
    }
    return switch (element) {
      case "^" -> "(?<![^ ])(?<!.)" + wordsOf("FILLER") + "{0,8}";
      case "$" -> wordsOf("FILLER") + "{0,8}(?!.)";
      case "~" -> wordsOf("FILLER") + "{0,6}";
      case ">" -> "(?:(?<!.)|" + wordsOf("OPENER") + ")" + wordsOf("LEAD") + "{0,10}";
      case ".." -> "(?:(?!" + wordsOf("BREAK") + ")[^ ]+ ){0,3}?";
      case "..." -> "(?:[^ ]+ ){0,12}?";
      default -> alternatives(element);
    };
  }

  /** "!a|b" is one word that is none of them. */
  private String alternatives(String element) {
    boolean isNot = element.startsWith("!");
    String any =
        Stream.of(element.substring(isNot ? 1 : 0).split("\\|"))
            .map(this::word)
            .collect(Collectors.joining("|", "(?:", ")"));
    return isNot ? "(?!" + any + ")[^ ]+ " : any;
  }

  private String word(String word) {
    if (word.equals("$")) {
      return element(word);
    }
    if (word.startsWith("@")) {
      return wordsOf(word.substring(1));
    }
    String expression = word.replace("(", "(?:").replace('/', '|');
    words.add(expression);
    return expression + " ";
  }
}
