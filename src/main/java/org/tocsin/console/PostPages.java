package org.tocsin.console;

import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;
import org.tocsin.feed.FeedPosts;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** What a post of the group's site says now, beside the sheet that was made of it. */
final class PostPages {
  private static final String PATH = "/console/sheets/";

  private final FeedPosts posts;
  private final SheetDrafts drafts;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  PostPages(ConsoleParts parts, ConsoleLook look) {
    this.drafts = parts.sheets().drafts();
    this.posts = new FeedPosts(parts.jdbi(), parts.clock(), drafts);
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  /** What stands on the editor's page of a sheet that was made of a post; else empty. */
  Map<String, String> remark(Visit visit, String slug) {
    return posts
        .of(slug)
        .map(
            post ->
                Map.of(
                    "url", post.link(),
                    "seen", visit.words("post.seen", visit.when(times, post.seenAt())),
                    "changed",
                        post.isChanged()
                            ? visit.words("post.changed", visit.when(times, post.offeredAt()))
                            : ""))
        .orElse(Map.of());
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, "");
  }

  private HttpResponse page(int status, Visit visit, String wrong) {
    String slug = visit.path().get("slug");
    Optional<FeedPosts.Taken> post = posts.of(slug).filter(FeedPosts.Taken::isChanged);
    Optional<SheetDrafts.Text> text = drafts.find(slug, "");
    if (post.isEmpty() || text.isEmpty()) {
      throw new HttpFault(404, visit.words("post.none"));
    }
    EditionForm mine = EditionForm.of(text.get().source());
    EditionForm now = FeedPosts.merged(post.get(), mine);
    Map<String, Object> values = new HashMap<>(remark(visit, slug));
    values.put("title", visit.words("post.title"));
    values.put("name", post.get().offeredTitle());
    values.put("path", PATH + slug);
    values.put("version", "" + text.get().version());
    values.put("offer", HexFormat.of().formatHex(post.get().offered()));
    values.put("mine", lines(mine, now));
    values.put("now", lines(now, mine));
    values.put("wrong", wrong);
    return look.page(status, visit, "post", values);
  }

  /** Title and text; what the other has no such line of is marked. */
  private static List<Map<String, Object>> lines(EditionForm form, EditionForm other) {
    Set<String> known = new HashSet<>(lines(other));
    return lines(form).stream()
        .map(line -> Map.<String, Object>of("words", line, "differs", !known.contains(line)))
        .toList();
  }

  private static List<String> lines(EditionForm form) {
    return (form.values().get("title") + "\n\n" + form.body()).lines().toList();
  }

  HttpResponse decide(Visit visit) {
    String slug = visit.path().get("slug");
    byte[] seen = offer(visit.request().field("offer"));
    boolean takes = visit.request().field("do").equals("take");
    boolean isDone =
        takes
            ? posts.take(slug, seen, version(visit.request().field("version")), visit.who())
            : posts.decided(slug, seen);
    if (!isDone) {
      return page(409, visit, visit.words("post.meanwhile"));
    }
    audit.add(visit.who(), takes ? "post taken" : "post passed over", "sheet " + slug);
    return look.go(PATH + slug + (takes ? "?done=post-taken" : "?done=post-kept"));
  }

  private static byte[] offer(String hex) {
    return hex.matches("([0-9a-f]{2}){32}") ? HexFormat.of().parseHex(hex) : new byte[0];
  }

  private static int version(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }
}
