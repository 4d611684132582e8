package org.tocsin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The expressions of one language, from a file of lines {@code NAME: expression} in UTF-8. A name
 * may have several lines, which are alternatives. {@code @NAME} in an expression stands for all
 * that the file has under that name above it, else for all that the English file has. Empty lines
 * and those that begin with # say nothing.
 */
public final class ExpressionsFile {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int LONGEST_LINE = 2_000;
  private static final int LONGEST_EXPRESSION = 20_000;

  private static final Pattern LINE = Pattern.compile("([A-Z]{1,30}+):(?: (.*))?");
  private static final Pattern NAMED = Pattern.compile("@([A-Z]+)");
  private static final Pattern GROUP = Pattern.compile("\\$(\\d)");

  /** Nothing fits it. */
  private static final String NOTHING = "(?!)";

  private final String path;
  private final Map<String, List<String>> all = new LinkedHashMap<>();

  private ExpressionsFile(String path) {
    this.path = path;
  }

  /**
   * @param path of the resource
   * @param names what has all names that there are; null where this file itself has
   */
  static ExpressionsFile read(String path, ExpressionsFile names) {
    return of(path, text(path), names);
  }

  /**
   * @param text what stands in the file
   */
  static ExpressionsFile of(String path, String text, ExpressionsFile names) {
    ExpressionsFile file = new ExpressionsFile(path);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        file.add(line, i + 1, names);
      }
    }
    return file;
  }

  private static String text(String path) {
    try (InputStream in = ExpressionsFile.class.getResourceAsStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalStateException(path + ": at most " + MOST_BYTES + " bytes are read.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line, int number, ExpressionsFile names) {
    Matcher parts = LINE.matcher(line);
    if (line.length() > LONGEST_LINE || !parts.matches()) {
      throw wrong(number, "Write NAME: expression, in at most " + LONGEST_LINE + " characters.");
    }
    String name = parts.group(1);
    if (names != null && !names.has(name)) {
      throw wrong(number, "Nobody asks for " + name + ". The names are those of " + names.path);
    }
    List<String> those = all.computeIfAbsent(name, n -> new ArrayList<>());
    if (parts.group(2) != null) {
      those.add(checked(whole(parts.group(2), number, names), number));
    }
  }

  /** With what is named in it. */
  private String whole(String expression, int number, ExpressionsFile names) {
    String whole =
        NAMED
            .matcher(expression)
            .replaceAll(
                name -> Matcher.quoteReplacement(joined(named(name.group(1), number, names))));
    if (whole.length() > LONGEST_EXPRESSION) {
      throw wrong(number, "With what it names it is too long. Write it in several lines.");
    }
    return whole;
  }

  private List<String> named(String name, int number, ExpressionsFile names) {
    if (all.containsKey(name)) {
      return all(name);
    }
    if (names == null || !names.has(name)) {
      throw wrong(number, "Nothing above is called " + name + ".");
    }
    return names.all(name);
  }

  /** Here, where file and line are known. */
  private String checked(String expression, int number) {
    String[] parts = expression.split(Replacements.BY, 2);
    try {
      int groups = Pattern.compile(parts[0]).matcher("").groupCount();
      boolean fits =
          parts.length < 2
              || GROUP
                  .matcher(parts[1])
                  .results()
                  .allMatch(group -> Integer.parseInt(group.group(1)) <= groups);
      if (!fits) {
        throw wrong(number, "The replacement names a group that the expression has not.");
      }
      return expression;
    } catch (PatternSyntaxException e) {
      throw wrong(number, "This is no expression: " + e.getMessage());
    }
  }

  private IllegalStateException wrong(int number, String why) {
    return new IllegalStateException(path + ":" + number + ": " + why);
  }

  boolean has(String name) {
    return all.containsKey(name);
  }

  /** All of a name, in their order; none where this language has none. */
  public List<String> all(String name) {
    return all.getOrDefault(name, List.of());
  }

  /**
   * The same, where there must be so many.
   *
   * @throws IllegalStateException where there are more or fewer
   */
  public List<String> all(String name, int count) {
    if (all(name).size() != count) {
      throw new IllegalStateException(path + ": Write " + count + " lines of " + name + ".");
    }
    return all(name);
  }

  /** The same as alternatives in a group. */
  public String any(String name) {
    return joined(all(name));
  }

  static String joined(List<String> expressions) {
    return expressions.isEmpty() ? NOTHING : "(?:" + String.join("|", expressions) + ")";
  }
}
