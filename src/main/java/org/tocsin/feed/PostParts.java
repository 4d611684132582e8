package org.tocsin.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;

/** What a feed says of one post, as it is read. */
final class PostParts {
  private static final int LONGEST_LINK = 2000;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_NAME = 200;

  /** Characters of what should be a few words; what is behind them is not looked at. */
  private static final int LONGEST_WORDS = 5000;

  private static final int MOST_CATEGORIES = 50;

  /** RFC 822 5.1, where they are more than an offset. */
  private static final Map<String, String> ZONES =
      Map.of(
          "UT", "+0000", "UTC", "+0000", "Z", "+0000", "EST", "-0500", "EDT", "-0400", "CST",
          "-0600", "CDT", "-0500", "MST", "-0700", "PST", "-0800", "PDT", "-0700");

  private static final DateTimeFormatter RFC_822 = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final String lang;
  private final List<String> categories = new ArrayList<>();
  private String id = "";
  private String link = "";
  private String title = "";
  private String content = "";
  private String summary = "";
  private Optional<Instant> published = Optional.empty();
  private Optional<Instant> updated = Optional.empty();

  /**
   * @param lang of the feed
   */
  PostParts(String lang) {
    this.lang = lang;
  }

  void id(String text) {
    id = text.strip();
  }

  /** The first one counts. */
  void link(String address) {
    if (link.isEmpty() && isOfTheWeb(address.strip())) {
      link = address.strip();
    }
  }

  private static boolean isOfTheWeb(String address) {
    try {
      URI uri = new URI(address);
      return address.length() <= LONGEST_LINK
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * @param type of Atom, which says whether the text is HTML
   */
  void title(String type, String text) {
    title = cut(line(type.equals("text") ? text : words(text)), LONGEST_TITLE);
  }

  private static String words(String html) {
    return Jsoup.parse(html.substring(0, Math.min(html.length(), LONGEST_WORDS))).text();
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  void category(String name) {
    String line = line(words(name));
    if (!line.isEmpty() && line.length() <= LONGEST_NAME && categories.size() < MOST_CATEGORIES) {
      categories.add(line);
    }
  }

  void content(String type, String text) {
    content = html(type, text);
  }

  void summary(String type, String text) {
    summary = html(type, text);
  }

  private static String html(String type, String text) {
    boolean isMarkup = type.equals("html") || type.equals("xhtml") || type.equals("text/html");
    return isMarkup || text.isBlank() ? text : "<p>" + escaped(text) + "</p>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  void published(String date) {
    published = instant(date);
  }

  void updated(String date) {
    updated = instant(date);
  }

  /** RFC 3339, or RFC 822 with whatever day of the week. */
  static Optional<Instant> instant(String date) {
    String text = date.strip();
    try {
      if (text.matches("\\d{4}-.*")) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      String day = text.replaceFirst("^\\p{L}{2,12}\\.?,\\s*", "");
      String zone = day.substring(day.lastIndexOf(' ') + 1);
      String known = ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), zone);
      String whole = day.substring(0, day.length() - zone.length()) + known;
      return Optional.of(ZonedDateTime.parse(whole, RFC_822).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Empty where the post has nothing by which it would be known again. */
  Optional<Post> post() {
    String known = id.isEmpty() ? link : id;
    if (known.isEmpty() || known.length() > Post.LONGEST_ID) {
      return Optional.empty();
    }
    boolean isWhole = !content.isBlank();
    return Optional.of(
        new Post(
            known,
            link.isEmpty() && isOfTheWeb(id) ? id : link,
            title,
            isWhole ? content : summary,
            isWhole,
            lang.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*") ? lang : "",
            published.or(() -> updated),
            categories));
  }
}
