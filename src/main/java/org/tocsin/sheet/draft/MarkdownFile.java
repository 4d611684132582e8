package org.tocsin.sheet.draft;

import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that is Markdown already, with or without front matter. */
final class MarkdownFile {
  private static final Pattern FRONT =
      Pattern.compile(
          "\\s*+(?:---|\\+\\+\\+)[ \\t]*+\\n"
              + "((?:(?!---|\\+\\+\\+|\\.\\.\\.).*+\\n"
              + ")*+)(?:---|\\+\\+\\+|\\.\\.\\.)[ \\t]*+(?:\\n"
              + "|$)");

  private static final Pattern KEY = Pattern.compile("([\\p{L}_-]{1,40})\\s*+[:=]\\s*+(.*+)");

  private static final Pattern MARKED =
      Pattern.compile(
          "(?m)^ {0,3}#{1,6} +\\S|\\]\\((?:https?://|mailto:|/)|\\*\\*[^*\\s][^*\\n]{0,200}\\*\\*"
              + "|^\\[[^\\]\\n]{1,80}\\]: +\\S");

  private MarkdownFile() {}

  static boolean is(String file, String text) {
    return file.toLowerCase(Locale.ROOT).matches(".*\\.(md|markdown|mdown|mkd)")
        || FRONT.matcher(text).lookingAt()
            && text.lines().skip(1).anyMatch(l -> l.matches("\\w+:.*"))
        || MARKED.matcher(text).find();
  }

  static Pasted of(String file, String text) {
    Map<String, String> said = new LinkedHashMap<>();
    Matcher front = FRONT.matcher(text);
    String body = text;
    if (front.lookingAt()) {
      body = text.substring(front.end());
      front.group(1).lines().forEach(line -> key(line, said));
    }
    Pasted pasted = HtmlPaste.of(file, html(body));
    List<String> notes = new ArrayList<>(pasted.notes());
    String title = said.getOrDefault("title", "");
    String subject = said.getOrDefault("subject", "");
    String lang = said.getOrDefault("lang", said.getOrDefault("language", ""));
    said.keySet().removeAll(List.of("title", "subject", "lang", "language"));
    if (!said.isEmpty()) {
      notes.add("From the head of the file, left out: " + String.join(", ", said.keySet()));
    }
    List<Block> blocks = pasted.blocks().stream().map(MarkdownFile::callList).toList();
    Clues clues = new Clues(title, subject, pasted.clues().senders());
    return new Pasted(blocks, lang.replaceFirst("[-_].*", ""), clues, notes);
  }

  private static void key(String line, Map<String, String> said) {
    Matcher key = KEY.matcher(line);
    if (key.matches()) {
      String value = key.group(2).strip().replaceFirst("^([\"'])(.*)\\1$", "$2");
      said.put(key.group(1).toLowerCase(Locale.ROOT), value);
    }
  }

  private static String html(String markdown) {
    MutableDataSet options = new MutableDataSet();
    options.set(Parser.EXTENSIONS, List.of(TablesExtension.create()));
    return HtmlRenderer.builder(options)
        .build()
        .render(Parser.builder(options).build().parse(markdown));
  }

  /** Where somebody has put it already. */
  private static Block callList(Block block) {
    return block.plain().matches("\\{\\{ ?call ?list ?\\}\\}")
        ? new Block(Block.Kind.CALL_LIST, 0, "")
        : block;
  }
}
