package org.tocsin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words and expressions by which a text is understood, in all languages that have a file {@code
 * FOLDER/expressions-xx.txt}. That may be more languages than we have words of our own in. {@link
 * ExpressionsFile} says how they are written; the English file has all names that there are.
 */
public final class Expressions {
  private static final Map<String, Expressions> READ = new ConcurrentHashMap<>();

  private final String folder;
  private final List<ExpressionsFile> files;

  private Expressions(String folder) {
    this.folder = folder;
    String path = "/" + folder + "/expressions-%s.txt";
    ExpressionsFile first = ExpressionsFile.read(path.formatted(OurLanguages.FALLBACK), null);
    this.files =
        OurLanguages.having(path).stream()
            .map(
                language ->
                    language.equals(OurLanguages.FALLBACK)
                        ? first
                        : ExpressionsFile.read(path.formatted(language), first))
            .toList();
  }

  /**
   * Read once.
   *
   * @param folder of the resources: {@code replies}, {@code sheets}, {@code mailbox}, {@code names}
   *     or {@code columns}
   * @throws IllegalStateException where a file is not written as it should be; says which and where
   */
  public static Expressions of(String folder) {
    return READ.computeIfAbsent(folder, Expressions::new);
  }

  /** All of a name in all languages, as alternatives in a group. */
  public String any(String name) {
    return ExpressionsFile.joined(all(name));
  }

  /** All of a name, the languages in their order, English first. */
  public List<String> all(String name) {
    if (!files.get(0).has(name)) {
      throw new IllegalStateException("The English file of " + folder + " has no " + name);
    }
    return files.stream().flatMap(file -> file.all(name).stream()).toList();
  }

  /** The single words of lines that have several, separated by spaces. */
  public List<String> words(String name) {
    return all(name).stream().flatMap(line -> List.of(line.split(" +")).stream()).toList();
  }

  /** The phrases of lines that have several, separated by commas; a set to look them up in. */
  public Set<String> phrases(String name) {
    return all(name).stream()
        .flatMap(line -> Stream.of(line.split(" *, *")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What lines of "expression -> replacement" say, in their order. */
  public Replacements replacements(String name) {
    return new Replacements(
        all(name).stream().map(Replacements::one).collect(Collectors.toUnmodifiableList()));
  }

  /** Language by language, where what belongs together must be of the same one. */
  public List<ExpressionsFile> each() {
    return files;
  }
}
