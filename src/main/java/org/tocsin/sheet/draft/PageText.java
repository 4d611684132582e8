package org.tocsin.sheet.draft;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** The text of a saved page, without what stands around it. */
final class PageText {
  private static final String AROUND =
      "nav,aside,footer,form,button,select,input,textarea,dialog,menu,[role=navigation],[role=banner]"
          + ",[role=contentinfo],[role=complementary],[role=search],[role=dialog],[role=alertdialog],[role=form],[hidden],[aria-hidden=true],body"
          + " > header,div > header";

  private static final Pattern HIDDEN =
      Pattern.compile("(?i)(display:\\s*none|visibility:\\s*hidden|mso-hide:\\s*all)");

  /** Words in classes and ids, between hyphens. */
  private static final Pattern AROUND_BY_NAME =
      Pattern.compile(
          "(?i)comments?|comment-.*|.*-comments|respond|disqus.*|sidebar.*|.*-sidebar|widgets?"
              + "|widget-.*|shar(e|ing)|shar(e|ing)-.*|.*-shar(e|ing)|sharedaddy|addtoany.*|social"
              + "|social-.*|.*-social|related|related-.*|.*-related|breadcrumbs?|cookie.*|gdpr.*"
              + "|menu|menu-.*|.*-menu|nav|nav-.*|navbar.*|.*-nav|navigation|.*-navigation|pagination"
              + "|pager|site-header|site-footer|page-header-nav|header-wrapper|footer|footer-.*|.*-footer"
              + "|masthead|topbar|top-bar|skip-link|skip-.*|screen-reader-.*|sr-only|visually-hidden"
              + "|signup|signup-.*|.*-signup|subscribe-.*|newsletter-.*|advert.*|ads?|ad-.*|promo.*"
              + "|popup.*|modal.*|author-box|author-bio|about-author|post-meta|entry-meta|byline"
              + "|post-info|article-meta|tags|tag-.*|post-tags|toolbar|print-.*|preheader|donat.*-.*"
              + "|search-.*|searchform|recent-.*|trending.*|most-read|read-next|more-stories");

  private static final int SMALLEST = 150;

  private PageText() {}

  static void keep(Document page, PageClues clues, List<String> notes) {
    int before = page.text().length();
    page.select("*").stream().filter(PageText::isHidden).toList().forEach(Element::remove);
    Elements heads = page.select("h1");
    Element only = heads.size() == 1 ? heads.first().clone() : null;
    remove(page, page.select(AROUND));
    remove(
        page,
        new Elements(page.select("[class],[id]").stream().filter(PageText::isAround).toList()));
    Element main = main(page);
    if (main != page.body()) {
      main.remove();
      page.body().empty().appendChild(main);
    }
    boolean site = only == null || clues.clues().isSender(only.text());
    if (!site && page.select("h1").isEmpty()) {
      page.body().prependChild(only);
    }
    if (page.text().length() < before) {
      notes.add(
          "Of the page, its menus, headers, sidebars, forms, comments and footers were left out.");
    }
  }

  private static boolean isHidden(Element element) {
    return HIDDEN.matcher(element.attr("style")).find() && !element.is("html,body");
  }

  private static boolean isAround(Element element) {
    return !element.is("html,body,main,article,h1,h2,h3,h4,p,li,span,a,b,strong,em,i")
            && (AROUND_BY_NAME.matcher(element.id()).matches()
                || element.classNames().stream()
                    .anyMatch(
                        name -> AROUND_BY_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()))
        || element.is("article") && element.className().matches("(?i).*\\bcomment\\b.*");
  }

  /** Never what holds most of the text: some pages stand in a form as a whole. */
  private static void remove(Document page, Elements around) {
    int all = page.text().length();
    for (Element each : around) {
      boolean inArticle = each.is("header") && each.closest("article,main") != null;
      if (each.parent() != null && !inArticle && each.text().length() * 2 < all) {
        each.remove();
      }
    }
  }

  private static Element main(Document page) {
    List<Element> articles =
        page.select("article").stream()
            .filter(a -> a.parents().select("article").isEmpty())
            .toList();
    int all = articles.stream().mapToInt(a -> a.text().length()).sum();
    for (Element article : articles) {
      int own = article.text().length();
      if (own >= SMALLEST && own * 10 >= all * 6) {
        return article;
      }
    }
    return page
        .select(
            "main,[role=main],#main-content,.entry-content,.post-content,.article-body,#main,#content")
        .stream()
        .filter(each -> each.text().length() >= SMALLEST)
        .findFirst()
        .orElse(page.body());
  }
}
