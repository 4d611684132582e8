package org.tocsin.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Leftover;
import org.tocsin.alert.Missed;
import org.tocsin.alert.Order;
import org.tocsin.alert.Published;
import org.tocsin.alert.Publishing;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.Sheets;

/** The API for programs: JSON, a bearer token, everything under {@code /api/v1}. */
public final class Api {
  private static final int PAGE = 1_000;

  private final ObjectMapper json = new ObjectMapper();
  private final Jdbi jdbi;
  private final ApiTokens tokens;
  private final Sheets sheets;
  private final SheetCheck check;
  private final Publishing publishing;
  private final Alerts alerts;
  private final Missed missed;
  private final LocalTimes times;

  public Api(
      Jdbi jdbi,
      ApiTokens tokens,
      Sheets sheets,
      SheetCheck check,
      Publishing publishing,
      Alerts alerts,
      Missed missed,
      LocalTimes times) {
    this.jdbi = jdbi;
    this.tokens = tokens;
    this.sheets = sheets;
    this.check = check;
    this.publishing = publishing;
    this.alerts = alerts;
    this.missed = missed;
    this.times = times;
  }

  /**
   * {@code POST /sheets?name=SLUG}: a sheet file in Markdown becomes a revision.
   *
   * @param authorization the header, or null; likewise name, a query parameter
   */
  public Answer takeSheet(String authorization, String name, String markdown) {
    tokens.check(authorization);
    if (name == null) {
      throw new HttpFault(400, "Name the sheet: POST /api/v1/sheets?name=sessions-must-resign");
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put(name + ".md", markdown);
    Sheet sheet = SheetFiles.parse(name, files);
    var problems = check.check(sheet);
    if (problems.stream().anyMatch(p -> p.isError())) {
      throw new org.tocsin.BadInput(problems);
    }
    Revision revision = sheets.store(publishing.known(sheet));
    return answer(201, Map.of("sheet", name, "revision", revision.number(), "problems", problems));
  }

  /**
   * {@code POST /alerts}: {"sheet", "at", "deadline", "channels", "audience", "again", "older",
   * "correction"}; older is "replace", "cancel" or "keep".
   */
  public Answer makeAlert(String authorization, String body) {
    tokens.check(authorization);
    JsonNode wish = read(body);
    String slug = wish.path("sheet").asText("");
    Revision revision =
        sheets
            .latest(slug)
            .orElseThrow(() -> new HttpFault(404, "There is no sheet '" + slug + "'."));
    Order order =
        new Order(
                time(wish, "at"),
                time(wish, "deadline"),
                channels(wish),
                texts(wish, "audience"),
                wish.path("again").asBoolean(false),
                wish.path("stale_roster").asBoolean(false))
            .over(leftover(wish))
            .listing(Optional.ofNullable(wish.get("listed")).map(JsonNode::asBoolean));
    boolean corrects = wish.path("correction").asBoolean(false);
    Published published =
        publishing.take(revision.sheet(), corrects ? order.asCorrection() : order);
    List<String> warnings = publishing.warnings(order).stream().map(Problem::message).toList();
    Map<String, Object> told = told(published, slug, warnings);
    order.releaseAt().ifPresent(at -> told.put("goes_out", times.words(at)));
    publishing
        .deadline(revision.sheet(), order)
        .ifPresent(at -> told.put("nothing_after", times.words(at)));
    return answer(201, told);
  }

  private static Map<String, Object> told(Published published, String slug, List<String> warnings) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", published.id());
    map.put("sheet", slug);
    map.put("warnings", warnings);
    map.put("replaced", published.replaced());
    map.put("cancelled", byCode(published.cancelled()));
    map.put("had_older", published.had());
    map.put("corrections", byCode(published.corrections()));
    return map;
  }

  private static Map<String, Long> byCode(Map<Channel, Long> counts) {
    Map<String, Long> codes = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      codes.put(channel.code(), counts.getOrDefault(channel, 0L));
    }
    return codes;
  }

  /** What becomes of what waits of an older alert. */
  private static Leftover leftover(JsonNode wish) {
    String name = wish.path("older").asText("replace");
    return Stream.of(Leftover.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new HttpFault(400, "older: write replace, cancel or keep."));
  }

  private JsonNode read(String body) {
    try {
      JsonNode node = json.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new HttpFault(400, "The body is no JSON object. Send {\"sheet\": \"NAME\"} at least.");
  }

  private Optional<Instant> time(JsonNode wish, String field) {
    if (!wish.hasNonNull(field)) {
      return Optional.empty();
    }
    try {
      return Optional.of(times.instant(WallTime.of(wish.get(field).asText())));
    } catch (TocsinException e) {
      throw new HttpFault(400, field + ": " + e.getMessage());
    }
  }

  private static Set<Channel> channels(JsonNode wish) {
    List<String> names = texts(wish, "channels");
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    names.forEach(name -> channels.add(Channel.of(name)));
    return names.isEmpty() ? EnumSet.allOf(Channel.class) : channels;
  }

  private static List<String> texts(JsonNode wish, String field) {
    List<String> texts = new ArrayList<>();
    wish.path(field).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** {@code GET /alerts/{id}}. */
  public Answer showAlert(String authorization, String id) {
    tokens.check(authorization);
    return answer(200, alerts.report(number(id)).json());
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new HttpFault(404, "There is no alert '" + id + "'.");
    }
  }

  /** {@code GET /alerts/{id}/deliveries?after=ID}: a thousand at a time, by their ids. */
  public Answer showDeliveries(String authorization, String id, String after) {
    tokens.check(authorization);
    long alert = alerts.summary(number(id)).id();
    List<Map<String, Object>> rows =
        jdbi.withHandle(
            h ->
                h.createQuery(
                        """
                        SELECT id, subscriber_id, channel, state, attempts, attempted_at::text,
                          settled_at::text, in_doubt_at::text, due_at::text, provider_id, code, reason
                        FROM delivery WHERE alert_id = :alert AND id > :after ORDER BY id LIMIT :page
                        """)
                    .bind("alert", alert)
                    .bind("after", after == null ? 0 : number(after))
                    .bind("page", PAGE)
                    .mapToMap()
                    .list());
    return answer(200, rows);
  }

  /** {@code POST /alerts/{id}/{pause|resume|cancel|retry-missed}}. */
  public Answer steerAlert(String authorization, String id, String verb) {
    tokens.check(authorization);
    switch (verb) {
      case "pause" -> alerts.pause(number(id));
      case "resume" -> alerts.resume(number(id));
      case "cancel" -> alerts.cancel(number(id));
      case "retry-missed" -> missed.retry(alerts.summary(number(id)), List.of());
      default -> throw new HttpFault(404, "An alert takes pause, resume, cancel and retry-missed.");
    }
    return showAlert(authorization, id);
  }

  private Answer answer(int status, Object value) {
    try {
      return Answer.json(status, json.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
