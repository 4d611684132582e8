package org.tocsin.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.MissedPeople;
import org.tocsin.alert.Published;
import org.tocsin.alert.Publishing;
import org.tocsin.audience.Subscribers;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.Sheets;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;
import org.tocsin.web.PostedForm;

/**
 * The API for programs: JSON, a bearer token, everything under {@code /api/v1}. It fails closed:
 * what is not understood to the last field is refused and changes nothing. {@code openapi.json}
 * describes it.
 */
public final class Api {
  private static final int PAGE = 1_000;

  private final ObjectMapper json = new ObjectMapper();
  private final Jdbi jdbi;
  private final Clock clock;
  private final Bearer bearer;
  private final Sheets sheets;
  private final SheetCheck check;
  private final Publishing publishing;
  private final Alerts alerts;
  private final MissedPeople missed;
  private final Subscribers subscribers;
  private final LocalTimes times;

  public Api(
      Jdbi jdbi,
      Clock clock,
      ApiTokens tokens,
      Sheets sheets,
      SheetCheck check,
      Publishing publishing,
      Alerts alerts,
      MissedPeople missed,
      Subscribers subscribers,
      LocalTimes times) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.bearer = new Bearer(tokens, clock);
    this.sheets = sheets;
    this.check = check;
    this.publishing = publishing;
    this.alerts = alerts;
    this.missed = missed;
    this.subscribers = subscribers;
    this.times = times;
  }

  /**
   * {@code POST /sheets?name=SLUG}: a sheet file in Markdown becomes a revision.
   *
   * @param authorization the header, or null
   * @param query the parameters
   * @param body bytes in UTF-8; a form is refused
   */
  public HttpResponse takeSheet(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    String name =
        Parameters.of(query, "name")
            .text("name")
            .orElseThrow(() -> wrong("name", "Add ?name=sessions-must-resign to the address."));
    String file = name + ".md";
    Map<String, String> files = new LinkedHashMap<>();
    files.put(file, Utf8.read(file, bytes(body, "text/markdown")));
    Sheet sheet = SheetFiles.parse(name, files);
    List<Problem> problems = check.check(sheet);
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new BadInput(problems);
    }
    Revision revision = sheets.store(publishing.known(sheet));
    return answer(201, Map.of("sheet", name, "revision", revision.number(), "problems", problems));
  }

  private static BadInput wrong(String parameter, String message) {
    return new BadInput(Problem.error("address", 0, parameter, message));
  }

  /** What a program sent by accident as a form, as curl does unless asked otherwise, is no body. */
  private static byte[] bytes(Object body, String type) {
    if (body instanceof PostedForm form && form.body().length == 0) {
      return form.body();
    }
    if (!(body instanceof byte[] bytes)) {
      throw new HttpFault(415, "Send the body as it is, with 'Content-Type: " + type + "'.");
    }
    return bytes;
  }

  /** {@code POST /alerts}, with the fields of {@link AlertWish}. */
  public HttpResponse makeAlert(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    AlertWish wish = AlertWish.read(bytes(body, "application/json"), clock, times);
    Revision revision =
        sheets
            .latest(wish.sheet())
            .orElseThrow(() -> new HttpFault(404, "There is no sheet '" + wish.sheet() + "'."));
    Published published = publishing.publish(revision.sheet(), wish.order());
    Map<String, Object> summary = summary(published, wish.sheet());
    wish.order().releaseAt().ifPresent(at -> summary.put("goes_out", times.words(at)));
    publishing
        .deadline(revision.sheet(), wish.order())
        .ifPresent(at -> summary.put("nothing_after", times.words(at)));
    return answer(201, summary);
  }

  /** {@code POST /subscribers}, with the fields of {@link PersonWish}. */
  public HttpResponse takeSubscriber(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    Subscribers.Imported in =
        subscribers.take(PersonWish.read(bytes(body, "application/json")), "body");
    String result = in.added() > 0 ? "added" : in.updated() > 0 ? "updated" : "unchanged";
    List<String> warnings = in.problems().stream().map(Api::warning).toList();
    return answer(in.added() > 0 ? 201 : 200, Map.of("result", result, "warnings", warnings));
  }

  /** {@code POST /subscribers/import}: a CSV file of people, as the command line takes it. */
  public HttpResponse importSubscribers(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    return answer(200, PeopleFile.take(subscribers, bytes(body, "text/csv")));
  }

  private static String warning(Problem problem) {
    return problem.field() + ": " + problem.message();
  }

  private static Map<String, Object> summary(Published published, String slug) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", published.id());
    map.put("sheet", slug);
    map.put("warnings", published.warnings().stream().map(Problem::message).toList());
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

  /** {@code GET /alerts/{id}}. */
  public HttpResponse showAlert(String authorization, String id, Map<String, List<String>> query) {
    bearer.check(authorization);
    Parameters.of(query);
    return answer(200, alerts.report(alert(id).id()).json());
  }

  private Alerts.Summary alert(String id) {
    try {
      return alerts.summary(Long.parseLong(id));
    } catch (NumberFormatException e) {
      throw new HttpFault(404, "There is no alert '" + id + "'.");
    } catch (TocsinException e) {
      throw new HttpFault(404, e.getMessage());
    }
  }

  /**
   * {@code GET /alerts/{id}/deliveries?after=ID&limit=N}: a thousand at a time at most, by their
   * ids.
   */
  public HttpResponse showDeliveries(
      String authorization, String id, Map<String, List<String>> query) {
    bearer.check(authorization);
    Parameters parameters = Parameters.of(query, "after", "limit");
    long after = parameters.number("after", 0, 0, 999_999_999_999_999_999L);
    long limit = parameters.number("limit", PAGE, 1, PAGE);
    long alert = alert(id).id();
    List<Map<String, Object>> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id, subscriber_id, channel, state, attempts, attempted_at::text,
                          settled_at::text, in_doubt_at::text, due_at::text, provider_id, code, reason
                        FROM delivery WHERE alert_id = :alert AND id > :after ORDER BY id LIMIT :limit
                        """)
                    .bind("alert", alert)
                    .bind("after", after)
                    .bind("limit", limit)
                    .mapToMap()
                    .list());
    return answer(200, rows);
  }

  /** {@code POST /alerts/{id}/{pause|resume|cancel|retry-missed}}, with nothing in the body. */
  public HttpResponse steerAlert(
      String authorization, String id, String verb, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    checkEmpty(bytes(body, "application/json"));
    steer(alert(id), verb);
    return answer(200, alerts.report(alert(id).id()).json());
  }

  /** What says more than the address does would go unheard. */
  private static void checkEmpty(byte[] body) {
    if (body != null && !Utf8.read("body", body).isBlank()) {
      StrictObject.read(body, List.of()).check();
    }
  }

  private void steer(Alerts.Summary alert, String verb) {
    try {
      switch (verb) {
        case "pause" -> alerts.pause(alert.id());
        case "resume" -> alerts.resume(alert.id());
        case "cancel" -> alerts.cancel(alert.id());
        case "retry-missed" -> missed.retry(alert, List.of());
        default ->
            throw new HttpFault(404, "An alert takes pause, resume, cancel and retry-missed.");
      }
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      throw new HttpFault(409, e.getMessage());
    }
  }

  private HttpResponse answer(int status, Object value) {
    try {
      return HttpResponse.json(status, json.writeValueAsString(value)).forOne();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
