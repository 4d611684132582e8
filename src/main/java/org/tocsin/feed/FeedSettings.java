package org.tocsin.feed;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the group's site has its feed.
 *
 * @param url http or https, without a name and a password; empty where there is none
 * @param category whose posts become drafts, "" for all
 * @param every from one look to the next, while it can be read
 */
public record FeedSettings(Optional<URI> url, String category, Duration every) {
  /** The site's name, such as www.example.org; "" where there is none. */
  public String site() {
    return url.map(URI::getHost).orElse("");
  }

  /** Whether a post with that category is one of those. Capitals do not matter. */
  boolean takes(Post post) {
    return category.isEmpty()
        || post.categories().stream().anyMatch(each -> each.equalsIgnoreCase(category));
  }
}
