package org.tocsin.sheet;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * CommonMark with tables and without HTML. Values that were put into the text are taken for plain
 * letters: their punctuation is coded as private-use characters before parsing and decoded in the
 * parsed tree, so that no name can make a link, a heading or a list.
 */
public final class Markdown {
  private static final int CODED = 0xE000;
  private static final char TRUSTED = '\uE0FF';
  private static final int DEEPEST = 40;

  private static final Pattern LINK = Pattern.compile("(?is)(https?://|mailto:|tel:).+");

  /** In coded text, so that an address inside of a value stays plain. */
  private static final Pattern TO_LINK =
      Pattern.compile(
          "https?://[^\\s<>\"\\uE000-\\uE07F]*[\\p{L}\\p{N}/#=&_-]"
              + "|(?<![\\d\\uE02D-])(?:\\(\\d{3}\\) ?|\uE028\\d{3}\uE029 ?|\\d{3}[-.\uE02D])"
              + "\\d{3}[-.\uE02D]\\d{4}(?![\\d\\uE02D-])");

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(
              Set.of(
                  Heading.class,
                  BlockQuote.class,
                  FencedCodeBlock.class,
                  IndentedCodeBlock.class,
                  ListBlock.class,
                  ThematicBreak.class))
          .maxOpenBlockParsers(DEEPEST)
          .extensions(List.of(TablesExtension.create()))
          .build();

  private Markdown() {}

  /** A value that goes into Markdown as it is: an address of ours, or Markdown already. */
  public static String trusted(String markdown) {
    return markdown.isEmpty() ? markdown : TRUSTED + markdown;
  }

  /** A value as Markdown takes for plain letters; line breaks become spaces. */
  static String code(String value) {
    if (!value.isEmpty() && value.charAt(0) == TRUSTED) {
      return value.substring(1);
    }
    String line = value.strip();
    StringBuilder coded = null;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      char safe = codeOf(c);
      if (safe != c && coded == null) {
        coded = new StringBuilder(line.length()).append(line, 0, i);
      }
      if (coded != null) {
        coded.append(safe);
      }
    }
    return coded == null ? line : coded.toString();
  }

  private static char codeOf(char c) {
    if (c < ' ') {
      return ' ';
    }
    if (c >= CODED && c <= TRUSTED) {
      return '\uFFFD';
    }
    boolean plain = c > '~' || c == ' ' || Character.isLetterOrDigit(c);
    return plain ? c : (char) (CODED + c);
  }

  /** What {@link #code} coded, as it was. */
  public static String decode(String coded) {
    StringBuilder text = null;
    for (int i = 0; i < coded.length(); i++) {
      char c = coded.charAt(i);
      if (c >= CODED && c < CODED + 128) {
        if (text == null) {
          text = new StringBuilder(coded);
        }
        text.setCharAt(i, (char) (c - CODED));
      }
    }
    return text == null ? coded : text.toString();
  }

  /** Whether a link may go there; all else could run something on the reader's machine. */
  public static boolean isLink(String address) {
    return LINK.matcher(address).matches();
  }

  /** The tree of a rendered template, decoded. */
  public static Node parse(String rendered) {
    Node document = PARSER.parse(rendered);
    document.accept(new Decoding());
    return document;
  }

  private static final class Decoding extends AbstractVisitor {
    private int links;

    /** Addresses and US numbers become links also where nobody marked them up. */
    @Override
    public void visit(Text text) {
      String literal = text.getLiteral();
      Matcher found = (links > 0 ? NOTHING : TO_LINK).matcher(literal);
      int end = 0;
      while (found.find()) {
        addText(text, literal.substring(end, found.start()));
        addLink(text, found.group());
        end = found.end();
      }
      text.setLiteral(decode(literal.substring(end)));
    }

    private static void addText(Text before, String coded) {
      if (!coded.isEmpty()) {
        before.insertBefore(new Text(decode(coded)));
      }
    }

    private static void addLink(Text before, String coded) {
      String shown = decode(coded);
      boolean isNumber = !shown.startsWith("http");
      String to = isNumber ? "tel:+1" + shown.replaceAll("\\D", "") : shown;
      Link link = new Link(to, null);
      link.appendChild(new Text(shown));
      before.insertBefore(link);
    }

    @Override
    public void visit(Code code) {
      code.setLiteral(decode(code.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock block) {
      block.setLiteral(decode(block.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      block.setLiteral(decode(block.getLiteral()));
    }

    @Override
    public void visit(HtmlInline html) {
      if (html.getLiteral().startsWith("<!--")) {
        html.unlink();
      } else {
        html.insertAfter(new Text(decode(html.getLiteral())));
        html.unlink();
      }
    }

    @Override
    public void visit(Link link) {
      link.setDestination(decode(link.getDestination()));
      link.setTitle(link.getTitle() == null ? null : decode(link.getTitle()));
      links++;
      visitChildren(link);
      links--;
    }

    /** A picture becomes a link to it: mail programs hide pictures, and they tell who reads. */
    @Override
    public void visit(Image image) {
      Link link = new Link(decode(image.getDestination()), null);
      while (image.getFirstChild() != null) {
        link.appendChild(image.getFirstChild());
      }
      image.insertAfter(link);
      image.unlink();
      links++;
      visitChildren(link);
      links--;
    }
  }
}
