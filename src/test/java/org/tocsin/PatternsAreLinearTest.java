package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every regular expression that a class holds reads a text of twice the length in about twice the
 * steps, whatever stands in it again and again. Steps are the characters that it looks at.
 */
final class PatternsAreLinearTest {
  private static final int SHORT = 250;

  /** Of a text twice as long; four times is the square. */
  private static final double MOST = 3;

  /** Looks at so many characters for each of the text are few, whatever they grow like. */
  private static final int FEW = 60;

  /** Asked of a text from its first letter only, never sought in it; so they are tried here. */
  private static final Set<String> FROM_THE_START =
      Set.of(
          "BounceText.ORIGINAL",
          "Calls.ANYONES",
          "Calls.CHAMBERS",
          "Calls.SOMEONES",
          "EmphasisByStyle.CLASS",
          "ExportedLists.MARKER",
          "ExportedLists.TYPED",
          "Listing.ORDER",
          "MailFile.START",
          "MailLine.FORWARD",
          "MarkdownFile.FRONT",
          "MarkdownPaste.ITEM",
          "PageText.AROUND_BY_NAME",
          "Pasted.HTML",
          "PdfEdges.PAGE",
          "PlainPaste.ITEM",
          "PlainPaste.RULE",
          "PositionRules.FILE",
          "PostDraft.APPEARED",
          "QuotedTextStripper.STARTS_HEADER",
          "RowReader.WHOLE_ADDRESS",
          "SeatCheck.AFTER_NAME",
          "SheetFiles.FILE",
          "SheetFiles.LIST",
          "SplitAnswers.CODE",
          "TwilioErrorsFile.LINE",
          "SplitAnswers.NUMBER",
          "Template.TAGS_ALONE",
          "TopLine.ABOUT",
          "TopLine.DEMAND",
          "TopLine.GROUP",
          "Zips.ZIP");

  /** What is read with them is cut, or left alone, first: 500 letters at most. */
  private static final Set<String> OF_A_SHORT_TEXT =
      Set.of(
          "BrokenWords.PARTED",
          "InboundMessage.HALF_AN_ADDRESS",
          "MailLine.WROTE",
          "SaidSeat.WORDS");

  private static final List<String> ANYTHING =
      List.of(
          " ", "\n", "\t", "a", "a ", "A", "0", "0.", "-", "- ", "--", "_", "*", ".", ",", "/", "<",
          ">", "<>", "<a", "<a>", "@", "a@", "a@b ", "<a@", ":", "a:", "\"", "'", "(", "()", "[",
          "[]", "[](", "{", "{{", "}", "{%", "#", "=", "==", "&", "&a", "|", "~", "`", "!", "\\",
          "a\n", " \n", "> ", "\u00a0", "\u201c");

  @Test
  void twice_the_text_is_about_twice_the_steps() throws Exception {
    List<String> slow = new ArrayList<>();
    Map<String, Pattern> patterns = patterns();
    patterns.keySet().removeAll(OF_A_SHORT_TEXT);
    patterns.forEach((name, pattern) -> worst(name, pattern).ifPresent(slow::add));
    assertThat(slow).isEmpty();
  }

  private static Optional<String> worst(String name, Pattern pattern) {
    boolean sought = !FROM_THE_START.contains(name);
    for (String piece : pieces(pattern)) {
      for (String before : List.of("", piece.substring(0, 1))) {
        String growth = growth(pattern, sought, before, piece);
        if (!growth.isEmpty()) {
          return Optional.of(name + " on " + before + "(" + piece + ")*: " + growth);
        }
      }
    }
    return Optional.empty();
  }

  private static String growth(Pattern pattern, boolean sought, String before, String piece) {
    long some = steps(pattern, sought, before + piece.repeat(SHORT / piece.length() + 1));
    long more = steps(pattern, sought, before + piece.repeat(2 * SHORT / piece.length() + 1));
    return more > 2L * SHORT * FEW && more > MOST * some ? some + ", then " + more : "";
  }

  /** Until it finds nothing more; the end keeps it from fitting the whole. */
  private static long steps(Pattern pattern, boolean sought, String text) {
    Counted counted = new Counted(text + "\u0001", new long[1]);
    try {
      pattern.matcher(counted).matches();
      pattern.matcher(counted).lookingAt();
      if (sought) {
        pattern.matcher(counted).results().count();
      }
    } catch (Enough enough) {
      return Long.MAX_VALUE;
    }
    return counted.steps()[0];
  }

  /** Words of its own are what it tries to fit. */
  private static Set<String> pieces(Pattern pattern) {
    Set<String> pieces = new LinkedHashSet<>(ANYTHING);
    String plain =
        pattern.pattern().replaceAll("\\\\[bBdDsSwWRuUZzGA]|\\\\p\\{\\w+}|\\(\\?[a-z]*:?", " ");
    for (String word : plain.split("[^\\p{L}0-9 @<>:/.-]+")) {
      if (!word.isBlank() && pieces.size() < 90) {
        pieces.add(word);
        pieces.add(word + " ");
      }
    }
    return pieces;
  }

  private static Map<String, Pattern> patterns() throws Exception {
    Map<String, Pattern> patterns = new TreeMap<>();
    for (Class<?> type : classes()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
          field.setAccessible(true);
          patterns.put(type.getSimpleName() + "." + field.getName(), (Pattern) field.get(null));
        }
      }
    }
    return patterns;
  }

  private static List<Class<?>> classes() throws IOException, URISyntaxException {
    Path root = Path.of(BadInput.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = root.relativize(file).toString().replaceAll("\\.class$", "");
        classes.add(loaded(name.replace(file.getFileSystem().getSeparator(), ".")));
      }
    }
    return classes;
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new AssertionError(name, e);
    }
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private record Counted(String text, long[] steps) implements CharSequence {
    private static final long ENOUGH = 3_000_000;

    @Override
    public char charAt(int index) {
      if (++steps[0] > ENOUGH) {
        throw new Enough();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
