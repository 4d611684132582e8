package org.tocsin.web.api;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.MissedPeople;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** {@link PublishApi} for alerts that there are: how each goes, and what is to become of it. */
public final class AlertApi {
  private static final int PAGE = 1_000;

  private final Bearer bearer;
  private final Jdbi jdbi;
  private final Alerts alerts;
  private final MissedPeople missed;

  public AlertApi(Jdbi jdbi, Clock clock, ApiTokens tokens, Alerts alerts, MissedPeople missed) {
    this.bearer = new Bearer(tokens, clock);
    this.jdbi = jdbi;
    this.alerts = alerts;
    this.missed = missed;
  }

  /** {@code GET /alerts/{id}}. */
  public HttpResponse showAlert(String authorization, String id, Map<String, List<String>> query) {
    bearer.check(authorization);
    Parameters.of(query);
    return JsonExchange.answer(200, alerts.report(alert(id).id()).json());
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
    return JsonExchange.answer(200, rows);
  }

  /** {@code POST /alerts/{id}/{pause|resume|cancel|retry-missed}}, with nothing in the body. */
  public HttpResponse steerAlert(
      String authorization, String id, String verb, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    checkEmpty(JsonExchange.bytes(body, "application/json"));
    steer(alert(id), verb);
    return JsonExchange.answer(200, alerts.report(alert(id).id()).json());
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
}
