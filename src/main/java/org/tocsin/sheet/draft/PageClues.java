package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * What a page says of itself in its head, and whose it is.
 *
 * @param named its title, without the site's name; it may be that of any old newsletter
 */
record PageClues(String named, List<String> sites) {
  private static final Pattern PARTED = Pattern.compile(" [|»·•:–—-]++ ");
  private static final Pattern SAVED =
      Pattern.compile("(?i)saved from url=\\(\\d+\\)(https?://\\S+)");

  static PageClues of(Document page) {
    List<String> sites = new ArrayList<>();
    sites.add(meta(page, "og:site_name"));
    sites.add(meta(page, "application-name"));
    for (Element name :
        page.select(".site-title,.site-name,#site-title,#site-name,.navbar-brand,[rel=home]")) {
      sites.add(name.text());
    }
    for (Element picture : page.select("img[alt]")) {
      sites.add(picture.attr("alt").replaceAll("(?i)[\\s'’s]*\\blogo\\b.*", ""));
      sites.add(picture.attr("alt"));
    }
    page.body().attr("data-base", base(page));
    return new PageClues(title(page, sites), sites);
  }

  Clues clues() {
    return new Clues(named, "", sites);
  }

  private static String meta(Document page, String name) {
    return page.select("meta[property=" + name + "],meta[name=" + name + "]").attr("content");
  }

  /** The page's own part of "Keep Our River Clean | River Watch". */
  private static String title(Document page, List<String> sites) {
    String shared = meta(page, "og:title").strip();
    String title = (shared.isEmpty() ? page.title() : shared).strip().replaceAll("\\s+", " ");
    if (title.matches("(?s).*(…|\\.\\.\\.)")) {
      return "";
    }
    List<String> parts = List.of(PARTED.split(title));
    String longest = "";
    for (String part : parts) {
      boolean site = sites.stream().anyMatch(part.strip()::equalsIgnoreCase);
      longest = !site && part.length() > longest.length() ? part.strip() : longest;
    }
    String own = longest;
    boolean marked = title.matches("(?s).*\\s[|»]\\s.*");
    parts.stream().filter(p -> marked && !p.strip().equals(own)).forEach(sites::add);
    return marked || parts.size() == 1 ? own : withoutSite(title, sites);
  }

  private static String withoutSite(String title, List<String> sites) {
    String left = title;
    for (String site : sites) {
      if (!site.isBlank()) {
        left =
            left.replaceFirst("(?iu)\\s+[·•:–—-]+\\s+" + Pattern.quote(site.strip()) + "$", "")
                .replaceFirst("(?iu)^" + Pattern.quote(site.strip()) + "\\s+[·•:–—-]+\\s+", "");
      }
    }
    return left.strip();
  }

  /** Where its links start from, "" where it does not tell. */
  private static String base(Document page) {
    Elements named = page.select("base[href^=http],link[rel=canonical][href^=http]");
    if (!named.isEmpty()) {
      return named.first().attr("href");
    }
    String shared = meta(page, "og:url");
    Matcher saved =
        SAVED.matcher(page.outerHtml().substring(0, Math.min(2000, page.outerHtml().length())));
    return shared.startsWith("http") ? shared : saved.find() ? saved.group(1) : "";
  }
}
