package org.tocsin.feed;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads RSS 2.0 and Atom (RFC 4287) with what Java has. There is no DOCTYPE, so there are no
 * entities that grow or reach for files; nesting and the number of posts are bounded, the size of
 * all of it by {@link FeedFetch}.
 */
final class FeedReader {
  /** Sites have their last ten or twenty. */
  private static final int MOST_POSTS = 100;

  private static final int DEEPEST = 100;

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._-]{1,40})");

  private final XMLStreamReader xml;
  private final List<Post> posts = new ArrayList<>();
  private String lang = "";
  private int depth;

  private FeedReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * The posts in the order of the feed, the first hundred of them.
   *
   * @throws FeedFault where it is none that can be read
   */
  static List<Post> posts(FeedFetch.Fetched feed) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      ByteArrayInputStream bytes = new ByteArrayInputStream(mended(feed.bytes()));
      Optional<String> charset = charset(feed);
      XMLStreamReader xml =
          charset.isPresent()
              ? factory.createXMLStreamReader(bytes, charset.get())
              : factory.createXMLStreamReader(bytes);
      return new FeedReader(xml).read();
    } catch (XMLStreamException e) {
      throw new FeedFault("It is no XML that can be read" + line(e) + ".", e);
    }
  }

  /**
   * Without what plugins of a site and texts pasted from a word processor bring along, and XML does
   * not allow: blanks before its first character, and control characters (XML 1.0 2.2).
   */
  private static byte[] mended(byte[] bytes) {
    if (bytes.length < 2 || isWide(bytes)) {
      return bytes;
    }
    byte[] mended = new byte[bytes.length];
    int length = 0;
    for (byte each : bytes) {
      boolean isBlank = each == ' ' || each == '\t' || each == '\n' || each == '\r';
      boolean isControl = each >= 0 && each < ' ' && !isBlank;
      if (!isControl && (length > 0 || !isBlank)) {
        mended[length++] = each;
      }
    }
    return Arrays.copyOf(mended, length);
  }

  /** UTF-16, by its byte order mark or the first bytes of "<?". */
  private static boolean isWide(byte[] bytes) {
    int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return first == 0xFEFF || first == 0xFFFE || first == 0x003C || first == 0x3C00;
  }

  /** RFC 7303 3: a byte order mark says most, then the head of the answer, then the file. */
  private static Optional<String> charset(FeedFetch.Fetched feed) {
    byte[] bytes = feed.bytes();
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    Matcher found = CHARSET.matcher(feed.contentType());
    return first == 0xEFBB || first == 0xFEFF || first == 0xFFFE || !found.find()
        ? Optional.empty()
        : Optional.of(found.group(1));
  }

  private static String line(XMLStreamException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNumber() + ")";
  }

  private List<Post> read() throws XMLStreamException {
    boolean isFeed = false;
    while (xml.hasNext() && posts.size() < MOST_POSTS) {
      if (next() == XMLStreamConstants.START_ELEMENT) {
        if (!isFeed) {
          root();
          isFeed = true;
        } else if (xml.getLocalName().equals("item") || xml.getLocalName().equals("entry")) {
          post().ifPresent(posts::add);
        } else if (depth == 3 && xml.getLocalName().equals("language")) {
          lang = text().strip();
        }
      }
    }
    return posts;
  }

  private void root() {
    String name = xml.getLocalName().toLowerCase(Locale.ROOT);
    if (name.equals("html")) {
      throw page();
    }
    if (!List.of("rss", "rdf", "feed").contains(name)) {
      throw new FeedFault("It is XML, but neither RSS nor Atom.");
    }
    lang = Optional.ofNullable(xml.getAttributeValue(XML, "lang")).orElse("");
  }

  private static FeedFault page() {
    return new FeedFault(
        "It is a web page and no feed. WordPress has its feed below the site's address, at"
            + " /feed/.");
  }

  private int next() throws XMLStreamException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD) {
      throw isPage()
          ? page()
          : new FeedFault("It has a DOCTYPE, which a feed does not need and which can do harm.");
    }
    if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
      throw new FeedFault("It is nested deeper than a feed is.");
    }
    if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    return event;
  }

  private boolean isPage() {
    String text = xml.hasText() ? xml.getText() : "";
    return text != null
        && text.strip().toLowerCase(Locale.ROOT).matches("(?s)(<!doctype )?html\\b.*");
  }

  private Optional<Post> post() throws XMLStreamException {
    int level = depth;
    PostParts parts = new PostParts(lang);
    while (next() != XMLStreamConstants.END_DOCUMENT && depth >= level) {
      if (xml.isStartElement()) {
        part(parts);
      }
    }
    return parts.post();
  }

  private void part(PostParts parts) throws XMLStreamException {
    String type = Optional.ofNullable(xml.getAttributeValue(null, "type")).orElseGet(this::type);
    boolean isElsewhere = xml.getAttributeValue(null, "src") != null;
    switch (name()) {
      case "guid", "id" -> parts.id(text());
      case "link" -> link(parts);
      case "title" -> parts.title(type, content(type));
      case "category" -> category(parts);
      case "pubDate", "published" -> parts.published(text());
      case "updated", "dc:date" -> parts.updated(text());
      case "content:encoded" -> parts.content("html", text());
      case "content" -> parts.content(type, isElsewhere ? "" : content(type));
      case "description" -> parts.summary("html", text());
      case "summary" -> parts.summary(type, content(type));
      default -> skip();
    }
  }

  /** RFC 4287 3.1.1: without a type it is plain text. RSS does not say, and mostly has HTML. */
  private String type() {
    return ATOM.equals(xml.getNamespaceURI()) ? "text" : "html";
  }

  /** With a usual prefix, whatever the file calls it; another namespace's name is its own. */
  private String name() {
    String space = Optional.ofNullable(xml.getNamespaceURI()).orElse("");
    return switch (space) {
      case "", ATOM, "http://purl.org/rss/1.0/" -> xml.getLocalName();
      case "http://purl.org/rss/1.0/modules/content/" -> "content:" + xml.getLocalName();
      case "http://purl.org/dc/elements/1.1/" -> "dc:" + xml.getLocalName();
      default -> "?";
    };
  }

  /** An RSS link is text, one of Atom an attribute. */
  private void link(PostParts parts) throws XMLStreamException {
    String address = xml.getAttributeValue(null, "href");
    String relation = xml.getAttributeValue(null, "rel");
    String words = text();
    if (address == null) {
      parts.link(words);
    } else if (relation == null || relation.equals("alternate")) {
      parts.link(address);
    }
  }

  private void category(PostParts parts) throws XMLStreamException {
    for (String attribute : List.of("term", "label")) {
      Optional.ofNullable(xml.getAttributeValue(null, attribute)).ifPresent(parts::category);
    }
    parts.category(text());
  }

  private String content(String type) throws XMLStreamException {
    return type.equals("xhtml") ? markup() : text();
  }

  /** All text in this element; its end is read too. */
  private String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int level = depth;
    while (depth >= level) {
      int event = next();
      if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(xml.getText());
      }
    }
    return text.toString();
  }

  private void skip() throws XMLStreamException {
    int level = depth;
    while (depth >= level) {
      next();
    }
  }

  /** RFC 4287 3.1.1.3: elements in place of text. */
  private String markup() throws XMLStreamException {
    StringBuilder html = new StringBuilder();
    int level = depth;
    while (depth >= level) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        html.append('<').append(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
          html.append(' ').append(xml.getAttributeLocalName(i)).append("=\"");
          html.append(PostParts.escaped(xml.getAttributeValue(i))).append('"');
        }
        html.append('>');
      } else if (event == XMLStreamConstants.END_ELEMENT && depth >= level) {
        html.append(isVoid(xml.getLocalName()) ? "" : "</" + xml.getLocalName() + ">");
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        html.append(PostParts.escaped(xml.getText()));
      }
    }
    return html.toString();
  }

  private static boolean isVoid(String name) {
    return List.of("br", "hr", "img", "input", "col", "wbr", "source", "embed").contains(name);
  }
}
