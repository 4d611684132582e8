package org.tocsin.web.api;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.tocsin.Problem;
import org.tocsin.audience.Subscribers;
import org.tocsin.web.HttpResponse;

/** {@link PublishApi} for people: one, or a file of them. */
public final class SubscriberApi {
  private final Bearer bearer;
  private final Subscribers subscribers;

  public SubscriberApi(Clock clock, ApiTokens tokens, Subscribers subscribers) {
    this.bearer = new Bearer(tokens, clock);
    this.subscribers = subscribers;
  }

  /** {@code POST /subscribers}, with the fields of {@link PersonWish}. */
  public HttpResponse takeSubscriber(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    Subscribers.Imported in =
        subscribers.take(PersonWish.read(JsonExchange.bytes(body, "application/json")), "body");
    String result = in.added() > 0 ? "added" : in.updated() > 0 ? "updated" : "unchanged";
    List<String> warnings = in.problems().stream().map(SubscriberApi::warning).toList();
    return JsonExchange.answer(
        in.added() > 0 ? 201 : 200, Map.of("result", result, "warnings", warnings));
  }

  /** {@code POST /subscribers/import}: a CSV file of people, as the command line takes it. */
  public HttpResponse importSubscribers(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    return JsonExchange.answer(
        200, PeopleFile.take(subscribers, JsonExchange.bytes(body, "text/csv")));
  }

  private static String warning(Problem problem) {
    return problem.field() + ": " + problem.message();
  }
}
