package org.tocsin.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.tocsin.BadInput;
import org.tocsin.Expressions;
import org.tocsin.Problem;
import org.tocsin.civic.Directory;
import org.tocsin.sheet.draft.Draft;

/** A post made into the draft of a sheet, as a saved page of it would be. */
final class PostDraft {
  /**
   * Characters, with markup. What is longer is no alert, and a parser can be kept busy with it, or
   * fill the memory.
   */
  private static final int LONGEST = 300_000;

  /** How the line begins that plugins of WordPress put below each post in a feed. */
  private static final Pattern APPEARED =
      Pattern.compile("(?iu)" + Expressions.of("sheets").any("APPEARED"));

  private final Post post;
  private final Document page;

  PostDraft(Post post) {
    this.post = post;
    this.page = Jsoup.parse(isTooLong() ? "" : post.html());
    page.select("script,style,noscript,template,iframe,object,embed").remove();
    Element last = page.select("p").last();
    if (last != null && APPEARED.matcher(last.text()).lookingAt()) {
      last.remove();
    }
  }

  private boolean isTooLong() {
    return post.html().length() > LONGEST;
  }

  /** Of the words that readers see and where its links lead; the same until these change. */
  byte[] digest() {
    StringBuilder words = new StringBuilder(post.title()).append('\n').append(page.text());
    page.select("a[href]").forEach(link -> words.append('\n').append(link.attr("href")));
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(words.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * The draft with notes on what an editor should look at. A post that cannot be taken over becomes
   * one with its title and its address, and the reason among the notes.
   */
  Draft draft(Optional<Directory> directory) {
    List<String> notes = new ArrayList<>(List.of(origin()));
    if (!post.isWhole()) {
      notes.add("The feed may have only the beginning of the post. Compare it with its page.");
    }
    if (isTooLong()) {
      return without("It is too long. Paste the part that is to be sent.", directory, notes);
    }
    try {
      return Draft.of("post.html", bytes(page.body().html()), directory, notes);
    } catch (BadInput e) {
      String why = e.problems().stream().map(Problem::message).findFirst().orElse("");
      return without(why, directory, notes);
    }
  }

  private Draft without(String why, Optional<Directory> directory, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    all.add("The text of the post could not be taken over. " + why);
    return Draft.of("post.html", bytes(address()), directory, all);
  }

  private String origin() {
    return "Made of the post " + post.link() + post.published().map(at -> " of " + at).orElse("");
  }

  private String address() {
    String link = PostParts.escaped(post.link());
    return "<p><a href=\"" + link + "\">" + link + "</a></p>";
  }

  private byte[] bytes(String html) {
    String link = PostParts.escaped(post.link());
    String whole =
        "<!DOCTYPE html><html lang=\""
            + post.lang()
            + "\"><head><link rel=\"canonical\" href=\""
            + link
            + "\"></head><body><h1>"
            + PostParts.escaped(post.name())
            + "</h1>"
            + html
            + "</body></html>";
    return whole.getBytes(StandardCharsets.UTF_8);
  }
}
