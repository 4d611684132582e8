package org.tocsin.feed;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TocsinException;
import org.tocsin.civic.Directory;
import org.tocsin.feed.FeedLooks.Look;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.sheet.Slug;
import org.tocsin.sheet.draft.Draft;

/**
 * Looks at the feed of the group's site. A new post of the category becomes the draft of a sheet,
 * once, whatever dies meanwhile and however many servers look; one that changed later is offered
 * beside its sheet. Nothing is sent to subscribers by it.
 */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /** What was published longer before the first look becomes no draft. */
  private static final Duration OLD = Duration.ofDays(7);

  /** Of those that stood there at the first look, the newest. */
  private static final int MOST_AT_FIRST = 3;

  /** Whatever the site does, the list of sheets stays one that people can look through. */
  private static final int MOST_A_DAY = 20;

  private static final int MOST_OF_A_NAME = 1000;

  private final FeedSettings settings;
  private final Store store;
  private final SheetDrafts drafts;
  private final PostMail mail;
  private final Supplier<Optional<Directory>> officials;
  private final FeedFetch fetch = new FeedFetch();

  /** Where it keeps what it knows. */
  public record Store(Jdbi jdbi, Clock clock, FeedLooks looks, FeedPosts posts) {}

  /**
   * @param officials by which those in a post are recognised
   */
  public Feed(
      FeedSettings settings,
      Store store,
      SheetDrafts drafts,
      PostMail mail,
      Supplier<Optional<Directory>> officials) {
    this.settings = settings;
    this.store = store;
    this.drafts = drafts;
    this.mail = mail;
    this.officials = officials;
  }

  /** Looks at it, where it is time to. */
  public void look() {
    settings.url().ifPresent(url -> store.looks().claim(url).ifPresent(look -> look(url, look)));
  }

  private void look(URI url, Look look) {
    try {
      Optional<FeedFetch.Fetched> fetched = fetch.newer(url, look.validators());
      if (fetched.isPresent()) {
        read(url, look, fetched.get());
      } else {
        store.looks().unchanged(url);
      }
      if (look.failures() > 0) {
        LOG.info("The feed of {} can be read again", settings.site());
      }
    } catch (FeedFault e) {
      store.looks().failed(url, e.getMessage(), look.failures() + 1);
      if (!e.getMessage().equals(look.trouble())) {
        LOG.warn("The feed of {} cannot be read. {}", settings.site(), e.getMessage());
      }
    }
  }

  private void read(URI url, Look look, FeedFetch.Fetched fetched) {
    List<Post> all = FeedReader.posts(fetched);
    List<Post> chosen = chosen(all);
    Set<Post> toDraft = toDraft(chosen, look);
    boolean isDone = true;
    for (Post post : chosen) {
      isDone &= take(post, toDraft.contains(post));
    }
    FeedFetch.Validators next = isDone ? fetched.validators() : FeedFetch.Validators.NONE;
    store.looks().read(url, new FeedLooks.Read(next, all.size(), chosen.size()));
  }

  /** Of the category, the last of the feed first, each once. */
  private List<Post> chosen(List<Post> all) {
    Map<String, Post> chosen = new LinkedHashMap<>();
    all.stream().filter(settings::takes).forEach(post -> chosen.putIfAbsent(post.id(), post));
    List<Post> inOrder = new ArrayList<>(chosen.values());
    Collections.reverse(inOrder);
    return inOrder;
  }

  /** Those that are new enough; at the first look the newest of them. */
  private static Set<Post> toDraft(List<Post> chosen, Look look) {
    Instant oldest = look.since().minus(OLD);
    return chosen.stream()
        .filter(post -> post.published().map(oldest::isBefore).orElse(true))
        .sorted(Comparator.comparing(Feed::age))
        .limit(look.isFirst() ? MOST_AT_FIRST : Long.MAX_VALUE)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** To put the newest first; one without a date counts as new. */
  private static long age(Post post) {
    return post.published().map(at -> -at.getEpochSecond()).orElse(Long.MIN_VALUE);
  }

  /**
   * @return false where it has to wait for another day
   */
  private boolean take(Post post, boolean mayDraft) {
    PostDraft words = new PostDraft(post);
    Optional<FeedPosts.Taken> known = store.posts().find(post.id());
    if (known.isPresent()) {
      compare(known.get(), post, words);
      return true;
    }
    if (!mayDraft) {
      store.jdbi().useHandle(handle -> store.posts().note(handle, post, words.digest()));
      return true;
    }
    Instant yesterday = store.clock().instant().minus(Duration.ofDays(1));
    if (store.posts().draftedSince(yesterday) >= MOST_A_DAY) {
      return false;
    }
    begin(post, words.digest(), words.draft(officials.get()));
    return true;
  }

  private void compare(FeedPosts.Taken known, Post post, PostDraft words) {
    byte[] digest = words.digest();
    if (Arrays.equals(digest, known.digest())) {
      if (known.isChanged()) {
        store.posts().withdraw(post.id());
      }
    } else if (known.slug() != null && !Arrays.equals(digest, known.offered())) {
      store.posts().offer(post, digest, words.draft(officials.get()).source());
    }
  }

  /** The note of it, the draft, and the mails about it: all or nothing. */
  private void begin(Post post, byte[] digest, Draft draft) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              if (store.posts().note(handle, post, digest)) {
                String slug = keep(handle, post, draft.source());
                store.posts().drafted(handle, post, slug, draft.source());
                mail.send(handle, settings.site(), post, slug);
              }
            });
  }

  /** Under the first name that is free. */
  private String keep(Handle handle, Post post, String source) {
    String title = Slug.of(post.title()).isEmpty() ? "post" : post.title();
    for (int number = 1; number <= MOST_OF_A_NAME; number++) {
      String slug = number == 1 ? Slug.of(title) : Slug.of(title, number);
      if (!slug.equals("new") && drafts.begin(handle, slug, source, settings.site())) {
        return slug;
      }
    }
    throw new TocsinException("There are too many sheets named " + Slug.of(title) + ".");
  }
}
