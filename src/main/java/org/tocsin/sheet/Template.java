package org.tocsin.sheet;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.core.DisallowExtensionCustomizerBuilder;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tocsin.TocsinException;

/**
 * A text with variables, compiled once. Only plain maps, lists and texts go in; a template cannot
 * call methods, read files or run on without end. Safe for several threads.
 */
public final class Template {
  /** Characters that one template may come to; the longest sheets have a twentieth of it. */
  static final int LARGEST_OUTPUT = 512 * 1024;

  private static final List<String> FORBIDDEN_TAGS =
      List.of(
          "autoescape",
          "block",
          "cache",
          "embed",
          "extends",
          "filter",
          "flush",
          "from",
          "import",
          "include",
          "macro",
          "parallel",
          "set",
          "verbatim");

  /** Texts and subjects: values go in as they are. */
  private static final PebbleEngine PLAIN = engine().autoEscaping(false).build();

  /** Bodies and asks: values are coded so that Markdown takes them for plain letters. */
  private static final PebbleEngine MARKDOWN =
      engine()
          .addEscapingStrategy("markdown", Markdown::code)
          .defaultEscapingStrategy("markdown")
          .build();

  private static final Pattern TAGS_ALONE =
      Pattern.compile(
          "[ \\t]*+((?:(?:\\{%(?:(?!%\\}).)*+%\\}|\\{#(?:(?!#\\}).)*+#\\})[ \\t]*+)++)");

  private final PebbleTemplate compiled;

  private Template(PebbleTemplate compiled) {
    this.compiled = compiled;
  }

  /** An engine that knows the few tags of sheets, and neither methods nor other files. */
  static PebbleEngine.Builder engine() {
    return new PebbleEngine.Builder()
        .strictVariables(true)
        .newLineTrimming(false)
        .cacheActive(false)
        .maxRenderedSize(LARGEST_OUTPUT)
        .methodAccessValidator(Template::isOfLoop)
        .extension(new ListTruthiness.Everywhere())
        .registerExtensionCustomizer(
            new DisallowExtensionCustomizerBuilder()
                .disallowedTokenParserTags(FORBIDDEN_TAGS)
                .disallowedFunctionKeys(
                    List.of("range", "max", "min", "i18n", "block", "parent", "blockFunction"))
                .build());
  }

  /** The counters that Pebble gives to loops are its only objects with methods in reach. */
  private static boolean isOfLoop(Object object, Method method) {
    return method.getDeclaringClass().getEnclosingClass() == ForNode.class;
  }

  /**
   * @throws PebbleException where the syntax is wrong
   */
  public static Template plain(String source) {
    return new Template(compile(PLAIN, source));
  }

  /** Renders to Markdown for {@link Markdown#parse}. */
  public static Template markdown(String source) {
    return new Template(compile(MARKDOWN, source));
  }

  static PebbleTemplate compile(PebbleEngine engine, String source) {
    return engine.getLiteralTemplate(closeUp(source));
  }

  /**
   * A line that holds only tags leaves no empty line behind, which in Markdown would end a
   * paragraph or loosen a list. Its line break goes into the tag, so that lines still count right.
   */
  private static String closeUp(String source) {
    if (!source.contains("{%") && !source.contains("{#")) {
      return source;
    }
    StringBuilder closed = new StringBuilder(source.length());
    String[] lines = source.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean last = i == lines.length - 1;
      String line = lines[i];
      if (!last && TAGS_ALONE.matcher(line).matches() && !line.stripTrailing().endsWith("-%}")) {
        String tags = line.strip();
        closed
            .append(tags, 0, tags.length() - 2)
            .append(" \n")
            .append(tags.substring(tags.length() - 2));
      } else {
        closed.append(line).append(last ? "" : "\n");
      }
    }
    return closed.toString();
  }

  /** Puts values in; see {@link Variables} for which. */
  public String render(Map<String, Object> values) {
    StringWriter text = new StringWriter(2048);
    try {
      compiled.evaluate(text, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PebbleException e) {
      throw new TocsinException(
          "The sheet cannot be rendered: " + e.getPebbleMessage() + " Run 'sheet check' on it.", e);
    }
    return text.toString();
  }
}
