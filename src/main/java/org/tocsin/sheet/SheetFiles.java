package org.tocsin.sheet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.BadInput;
import org.tocsin.FileFault;
import org.tocsin.Problem;

/** Reads sheet files: NAME.md in the first language and NAME.es.md beside it in others. */
public final class SheetFiles {
  /** Bytes; the longest sheets that groups write have a tenth of it. */
  static final int LARGEST_FILE = 128 * 1024;

  static final int LONGEST_SLUG = 60;

  private static final Pattern FILE =
      Pattern.compile("(.+?)(?:\\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,4})?))?\\.(?:md|markdown)");
  private static final Pattern LIST = Pattern.compile(".+\\.(?:txt|csv)");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private SheetFiles() {}

  /**
   * Reads a sheet with all editions that lie beside it.
   *
   * @param file the first edition, or any other
   * @throws BadInput naming file, line and field of every error
   */
  public static Sheet read(Path file) {
    return look(file).orRefused();
  }

  /**
   * The same as far as it can be read.
   *
   * @throws BadInput where there is no such file, or one is too large
   */
  public static ParsedSheet look(Path file) {
    String name = file.getFileName().toString();
    Matcher matcher = FILE.matcher(name);
    if (!matcher.matches()) {
      throw refused(name, "A sheet file is named NAME.md, or NAME.es.md for its Spanish edition.");
    }
    String slug = slug(name, matcher.group(1));
    List<Problem> problems = new ArrayList<>();
    return look(slug, sources(file, matcher.group(1), problems), problems);
  }

  private static String slug(String file, String name) {
    String slug =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[ _]+", "-");
    if (!SLUG.matcher(slug).matches() || slug.length() > LONGEST_SLUG) {
      throw refused(
          file,
          "The file's name becomes the sheet's address, so it is made of letters, digits and single"
              + " dashes, at most "
              + LONGEST_SLUG
              + " of them, such as sessions-must-resign.md. Rename it.");
    }
    return slug;
  }

  private static Map<String, String> sources(Path file, String base, List<Problem> problems) {
    Path folder = file.toAbsolutePath().getParent();
    Map<String, String> sources = new LinkedHashMap<>();
    try (Stream<Path> beside = Files.list(folder)) {
      List<Path> editions =
          beside.filter(path -> base.equals(baseOf(path))).sorted(SheetFiles::byLanguage).toList();
      if (editions.isEmpty() || languageOf(editions.get(0)) != null) {
        throw refused(base + ".md", "There is no such file. It is the sheet's first edition.");
      }
      for (Path edition : editions) {
        sources.put(edition.getFileName().toString(), text(edition, problems));
      }
      sources.putAll(lists(folder, sources, problems));
      return sources;
    } catch (IOException e) {
      throw refused(file.getFileName().toString(), FileFault.ofReading(file, e));
    }
  }

  /** The lists of members that the rules name and that lie beside the sheet. */
  private static Map<String, String> lists(
      Path folder, Map<String, String> sources, List<Problem> problems) throws IOException {
    Map<String, String> lists = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : sources.entrySet()) {
      Edition edition = parseOne(entry.getKey(), entry.getValue(), new ArrayList<>());
      for (String list : committees(edition)) {
        if (Files.isRegularFile(folder.resolve(list))) {
          lists.put(list, text(folder.resolve(list), problems));
        }
      }
    }
    return lists;
  }

  private static List<String> committees(Edition edition) {
    return edition.rules().stream()
        .map(PositionRule::committee)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static String baseOf(Path path) {
    Matcher matcher = FILE.matcher(path.getFileName().toString());
    return matcher.matches() && Files.isRegularFile(path) ? matcher.group(1) : null;
  }

  private static String languageOf(Path path) {
    Matcher matcher = FILE.matcher(path.getFileName().toString());
    return matcher.matches() ? matcher.group(2) : null;
  }

  private static int byLanguage(Path a, Path b) {
    String one = languageOf(a) == null ? "" : languageOf(a);
    String two = languageOf(b) == null ? "" : languageOf(b);
    return one.compareTo(two);
  }

  /** What is no UTF-8 is a problem, and is read as far as it can be. */
  private static String text(Path file, List<Problem> problems) throws IOException {
    String name = file.getFileName().toString();
    if (Files.size(file) > LARGEST_FILE) {
      throw refused(name, "A sheet has at most " + LARGEST_FILE / 1024 + " kB. Shorten it.");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add(
          Problem.error(
              name, 0, "", "The file is not in UTF-8. Save it again with that encoding."));
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads editions that are at hand as text.
   *
   * @param sources file name to content, the first edition first; lists of members too
   * @throws BadInput naming file, line and field of every error
   */
  public static Sheet parse(String slug, Map<String, String> sources) {
    return look(slug, sources, new ArrayList<>()).orRefused();
  }

  /** The same as far as it can be read. */
  static ParsedSheet look(String slug, Map<String, String> sources) {
    return look(slug, sources, new ArrayList<>());
  }

  /**
   * @throws BadInput where a sheet can have no such name
   */
  static void checkSlug(String slug) {
    if (!SLUG.matcher(slug).matches() || slug.length() > LONGEST_SLUG) {
      throw refused(
          slug, "A sheet's name is made of lower-case letters, digits and single dashes.");
    }
  }

  /**
   * @param problems found so far
   */
  private static ParsedSheet look(
      String slug, Map<String, String> sources, List<Problem> problems) {
    checkSlug(slug);
    List<Edition> editions = new ArrayList<>();
    Map<String, MemberList> lists = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : sources.entrySet()) {
      if (LIST.matcher(entry.getKey()).matches()) {
        lists.put(entry.getKey(), MemberList.read(entry.getKey(), entry.getValue(), problems));
      } else {
        editions.add(parseOne(entry.getKey(), entry.getValue(), problems));
      }
    }
    problems.addAll(new Editions(editions, problems).problems());
    Edition first = editions.get(0);
    problems.addAll(missing(first, lists));
    Positions positions =
        new Positions(first.positions(), Map.of(), first.rules(), lists, Map.of());
    return new ParsedSheet(new Sheet(slug, editions, positions), problems);
  }

  private static List<Problem> missing(Edition edition, Map<String, MemberList> lists) {
    return edition.rules().stream()
        .flatMap(
            rule ->
                rule.committee().stream()
                    .filter(list -> !lists.containsKey(list))
                    .map(
                        list ->
                            Problem.error(
                                edition.file(),
                                rule.line(),
                                "position_rules",
                                "There is no " + list + " beside the sheet. Put the list there.")))
        .toList();
  }

  private static Edition parseOne(String file, String source, List<Problem> problems) {
    if (source.length() > LARGEST_FILE) {
      throw refused(file, "A sheet has at most " + LARGEST_FILE / 1024 + " kB. Shorten it.");
    }
    if (source.indexOf('\0') >= 0) {
      throw refused(file, "The file holds NUL characters. Save it as plain text in UTF-8.");
    }
    String clean = source.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
    EditionReader reader = new EditionReader(file, clean);
    Edition edition = reader.read();
    problems.addAll(reader.problems());
    return edition;
  }

  /** The language that a file's name tells, "" for a first edition. */
  static String languageIn(String file) {
    Matcher matcher = FILE.matcher(file);
    return matcher.matches() && matcher.group(2) != null ? matcher.group(2) : "";
  }

  private static BadInput refused(String file, String message) {
    return new BadInput(Problem.error(file, 0, "", message));
  }
}
