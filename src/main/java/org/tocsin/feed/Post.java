package org.tocsin.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as the feed has it.
 *
 * @param id by which the site knows it, at most {@link #LONGEST_ID} characters
 * @param link to its page, http or https, or ""
 * @param title in plain text on one line, or ""
 * @param html its text, or the beginning of it
 * @param isWhole whether the feed says that this is all of its text
 * @param lang that the feed says it is in, such as "en-US", or ""
 * @param published empty where the feed does not say it in a way that can be read
 */
record Post(
    String id,
    String link,
    String title,
    String html,
    boolean isWhole,
    String lang,
    Optional<Instant> published,
    List<String> categories) {
  static final int LONGEST_ID = 500;

  Post {
    categories = List.copyOf(categories);
  }

  /** What it is called where people read of it. */
  String name() {
    return title.isEmpty() ? link : title;
  }
}
