package org.tocsin.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tocsin.account.Accounts;
import org.tocsin.feed.Feed;
import org.tocsin.feed.FeedLooks;
import org.tocsin.feed.FeedPosts;
import org.tocsin.feed.FeedSettings;
import org.tocsin.feed.PostMail;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.sheet.SheetDrafts;

/** The feed of the group's site, by the settings. */
final class FeedBeans {
  private final Services parts;
  private final FeedSettings settings;
  private final FeedLooks looks;

  /**
   * @throws org.tocsin.TocsinException where a setting is wrong
   */
  FeedBeans(Services parts) {
    this.parts = parts;
    this.settings = settings(parts.settings);
    this.looks = new FeedLooks(parts.jdbi, parts.clock, settings);
  }

  static FeedSettings settings(Settings settings) {
    String name = "tocsin.feed.url";
    Optional<URI> url = settings.isSet(name) ? Optional.of(settings.uri(name)) : Optional.empty();
    if (url.map(URI::getUserInfo).isPresent()) {
      throw settings.wrong(name, "an address without a name and a password");
    }
    return new FeedSettings(
        url,
        settings.text("tocsin.feed.category").strip(),
        Duration.ofMinutes(settings.number("tocsin.feed.every", 1, 1440)));
  }

  Feed feed(TransactionalQueue queue) {
    SheetDrafts drafts = new SheetDrafts(parts.jdbi, parts.clock, parts.sheets);
    return new Feed(
        settings,
        new Feed.Store(
            parts.jdbi, parts.clock, looks, new FeedPosts(parts.jdbi, parts.clock, drafts)),
        drafts,
        new PostMail(
            parts.clock,
            new Accounts(parts.jdbi, parts.clock),
            queue,
            parts.addressKeys,
            Services.publicUrl(parts.settings)),
        parts.rosters::directory);
  }

  /** That it cannot be read, and since when. */
  List<Ailment> ailments() {
    return looks
        .now()
        .filter(look -> look.failingSince() != null)
        .map(
            look ->
                Ailment.degraded(
                    "feed",
                    "That of "
                        + settings.site()
                        + " cannot be read since "
                        + parts.times.words(look.failingSince())
                        + ". "
                        + look.trouble()
                        + " Open tocsin.feed.url in a browser; until it can be read, no drafts"
                        + " come from it."))
        .stream()
        .toList();
  }

  /** What it is and how it is, for the page of settings; empty where none is set. */
  Optional<String> words() {
    return settings.url().map(url -> settings.site() + chosen() + ". " + looked());
  }

  private String chosen() {
    return settings.category().isEmpty() ? "" : ", “" + settings.category() + "”";
  }

  private String looked() {
    Optional<FeedLooks.Look> look = looks.now().filter(each -> each.readAt() != null);
    return look.map(
            each ->
                "Read "
                    + parts.times.words(each.readAt())
                    + ". Posts in it: "
                    + each.posts()
                    + ", of them for drafts: "
                    + each.chosen()
                    + ".")
        .orElse("It was not read yet.");
  }
}
