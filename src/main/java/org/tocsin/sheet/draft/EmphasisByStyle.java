package org.tocsin.sheet.draft;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Bold and italic letters that only a style tells, as exported documents have them. */
final class EmphasisByStyle {
  private static final Pattern RULE = Pattern.compile("(?<![^{}])([^{}]*+)\\{([^{}]*+)\\}");
  private static final Pattern CLASS = Pattern.compile("\\s*+(?:\\w++)?\\.([\\w-]++)\\s*+");
  private static final Pattern BOLD = Pattern.compile("font-weight:\\s*+(?:bold|[6-9]00)");
  private static final Pattern LIGHT = Pattern.compile("font-weight:\\s*+(?:normal|[1-5]00)");
  private static final Pattern ITALIC = Pattern.compile("font-style:\\s*+(?:italic|oblique)");

  private final Set<String> bold = new HashSet<>();
  private final Set<String> italic = new HashSet<>();

  static void mark(Document page) {
    EmphasisByStyle styles = new EmphasisByStyle();
    page.select("style").forEach(style -> styles.read(style.data()));
    // a document that was copied stands as a whole in a <b> that is not bold
    page.select("b[style],strong[style]").stream()
        .filter(e -> LIGHT.matcher(style(e)).find())
        .forEach(Node::unwrap);
    page.select("span,p > font,li > font").forEach(styles::mark);
    join(page, "b");
    join(page, "i");
  }

  private void read(String css) {
    Matcher rule = RULE.matcher(css.toLowerCase(Locale.ROOT));
    while (rule.find()) {
      boolean isBold = BOLD.matcher(rule.group(2)).find();
      boolean isItalic = ITALIC.matcher(rule.group(2)).find();
      for (String selector : isBold || isItalic ? rule.group(1).split(",") : new String[0]) {
        Matcher name = CLASS.matcher(selector);
        if (name.matches()) {
          Set<String> into = isBold ? bold : italic;
          into.add(name.group(1));
          (isBold && isItalic ? italic : into).add(name.group(1));
        }
      }
    }
  }

  private static String style(Element element) {
    return element.attr("style").toLowerCase(Locale.ROOT);
  }

  private void mark(Element span) {
    boolean blank = span.text().isBlank();
    boolean inHeading = span.closest("h1,h2,h3,h4,h5,h6,.title,.subtitle") != null;
    if (blank || inHeading) {
      return;
    }
    if (has(span, bold, BOLD) && span.closest("b,strong") == null) {
      wrap(span, "b");
    }
    if (has(span, italic, ITALIC) && span.closest("i,em") == null) {
      wrap(span, "i");
    }
  }

  private static boolean has(Element span, Set<String> classes, Pattern inline) {
    return inline.matcher(style(span)).find()
        || span.classNames().stream().anyMatch(c -> classes.contains(c.toLowerCase(Locale.ROOT)));
  }

  private static void wrap(Element span, String tag) {
    span.wrap("<" + tag + "></" + tag + ">");
  }

  /** Pieces that stand side by side are one. */
  private static void join(Document page, String tag) {
    for (Element later : page.select(tag + " + " + tag)) {
      Node before = later.previousSibling();
      if (before instanceof Element first && first.normalName().equals(tag)) {
        later.childNodesCopy().forEach(first::appendChild);
        later.empty();
        first.nextElementSibling().remove();
        if (later.parent() != null) {
          later.remove();
        }
      }
    }
  }
}
