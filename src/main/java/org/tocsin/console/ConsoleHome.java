package org.tocsin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tocsin.account.Role;
import org.tocsin.alert.Alerts;
import org.tocsin.audience.Inbox;
import org.tocsin.feed.FeedPosts;
import org.tocsin.web.HttpResponse;

/** What is under way, and what waits for a person. */
final class ConsoleHome {
  private static final int ALERTS = 6;

  private final Alerts alerts;
  private final AlertCards cards;
  private final Inbox inbox;
  private final FeedPosts posts;
  private final Supplier<List<Concern>> concerns;
  private final Supplier<List<SetUp>> setUp;
  private final ConsoleLook look;

  ConsoleHome(ConsoleParts parts, AlertCards cards, ConsoleLook look) {
    this.alerts = parts.alerts().all();
    this.cards = cards;
    this.inbox = parts.people().inbox().held();
    this.posts = new FeedPosts(parts.jdbi(), parts.clock(), parts.sheets().drafts());
    this.concerns = parts.site().concerns();
    this.setUp = parts.site().setUp();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    List<Alerts.Summary> last = alerts.list(Long.MAX_VALUE, ALERTS);
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("home.title"));
    values.put("waits", waits(visit));
    values.put("alerts", cards.of(last, visit.labels()));
    return look.page(visit, "home", values);
  }

  private List<Map<String, String>> waits(Visit visit) {
    List<Map<String, String>> waits = new ArrayList<>();
    int held = visit.session().may(Role.PUBLISHER) ? inbox.size() : 0;
    if (held > 0) {
      waits.add(
          Map.of(
              "words", visit.words("home.inbox", "" + held),
              "url", "/console/inbox",
              "link", visit.words("home.inbox.link")));
    }
    posts.waiting().forEach(post -> waits.add(post(visit, post)));
    if (visit.session().may(Role.ADMIN)) {
      setUp.get().stream().filter(point -> !point.isDone()).forEach(p -> waits.add(step(visit, p)));
    }
    concerns
        .get()
        .forEach(
            concern ->
                waits.add(
                    Map.of(
                        "words", concern.name() + ": " + concern.words(), "url", "", "link", "")));
    return waits;
  }

  private static Map<String, String> post(Visit visit, FeedPosts.Waiting post) {
    String words = post.isChanged() ? "home.post-changed" : "home.post";
    return Map.of(
        "words",
        visit.words(words, post.title()),
        "url",
        "/console/sheets/" + post.slug() + (post.isChanged() ? "/post" : ""),
        "link",
        visit.words(words + ".link"));
  }

  /** Of what an installation needs before it sends. */
  private static Map<String, String> step(Visit visit, SetUp point) {
    return Map.of(
        "words",
        visit.words("settings." + point.name()) + ": " + point.words(),
        "url",
        "/console/settings",
        "link",
        visit.words("home.steps.link"));
  }
}
