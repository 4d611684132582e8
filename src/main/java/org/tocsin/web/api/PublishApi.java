package org.tocsin.web.api;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.alert.Published;
import org.tocsin.alert.Publishing;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.Sheets;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * The API for programs: JSON, a bearer token, everything under {@code /api/v1}. It fails closed:
 * what is not understood to the last field is refused and changes nothing. {@code openapi.json}
 * describes it. Here sheets come in and alerts are made of them.
 */
public final class PublishApi {
  private final Bearer bearer;
  private final Clock clock;
  private final Sheets sheets;
  private final SheetCheck check;
  private final Publishing publishing;
  private final LocalTimes times;

  public PublishApi(
      Clock clock,
      ApiTokens tokens,
      Sheets sheets,
      SheetCheck check,
      Publishing publishing,
      LocalTimes times) {
    this.bearer = new Bearer(tokens, clock);
    this.clock = clock;
    this.sheets = sheets;
    this.check = check;
    this.publishing = publishing;
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
    files.put(file, Utf8.read(file, JsonExchange.bytes(body, "text/markdown")));
    Sheet sheet = SheetFiles.parse(name, files);
    List<Problem> problems = check.check(sheet);
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new BadInput(problems);
    }
    Revision revision = sheets.store(publishing.known(sheet));
    return JsonExchange.answer(
        201, Map.of("sheet", name, "revision", revision.number(), "problems", problems));
  }

  private static BadInput wrong(String parameter, String message) {
    return new BadInput(Problem.error("address", 0, parameter, message));
  }

  /** {@code POST /alerts}, with the fields of {@link AlertWish}. */
  public HttpResponse makeAlert(
      String authorization, Map<String, List<String>> query, Object body) {
    bearer.check(authorization);
    Parameters.of(query);
    AlertWish wish = AlertWish.read(JsonExchange.bytes(body, "application/json"), clock, times);
    Revision revision =
        sheets
            .latest(wish.sheet())
            .orElseThrow(
                () ->
                    new HttpFault(
                        404,
                        "There is no sheet '"
                            + wish.sheet()
                            + "'. Send it first, by POST to /api/v1/sheets."));
    Published published = publishing.publish(revision.sheet(), wish.order());
    Map<String, Object> summary = summary(published, wish.sheet());
    wish.order().releaseAt().ifPresent(at -> summary.put("goes_out", times.words(at)));
    publishing
        .deadline(revision.sheet(), wish.order())
        .ifPresent(at -> summary.put("nothing_after", times.words(at)));
    return JsonExchange.answer(201, summary);
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
}
