package org.tocsin.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.message.Labels;
import org.tocsin.message.Links;
import org.tocsin.message.PageLayout;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;

/** The start page: who sends from here, and what they have published. */
public final class HomePage {
  /** Years of sheets; what is older is still there under its own address. */
  private static final int LISTED = 200;

  private final Jdbi jdbi;
  private final Sheets sheets;
  private final PageLayout frame;
  private final Links links;
  private final Clock clock;

  /** By revision, which never changes. */
  private final Map<Long, Sheet> read = new ConcurrentHashMap<>();

  /**
   * @param publicUrl where readers reach this installation
   * @param clock in whose zone days are written
   */
  public HomePage(Jdbi jdbi, Sheets sheets, PageLayout frame, String publicUrl, Clock clock) {
    this.jdbi = jdbi;
    this.sheets = sheets;
    this.frame = frame;
    this.links = new Links(publicUrl, false);
    this.clock = clock;
  }

  private record Published(long revisionId, LocalDate day) {}

  /**
   * @param lang that was asked for, or null; acceptLanguage: the header, or null
   */
  public HttpResponse page(String lang, String acceptLanguage) {
    Labels labels = Labels.in(AcceptedLanguage.of(lang == null ? acceptLanguage : lang));
    Map<String, Object> values = new HashMap<>();
    values.put("title", labels.get("home.title", frame.sender()));
    values.put("words", labels.page("home", frame.sender()));
    values.put("others", LanguageSwitch.others(labels.lang()));
    values.put("sheets", published().stream().map(each -> entry(each, labels.lang())).toList());
    return HttpResponse.html(200, frame.page("home", labels.lang(), values)).in(labels.lang());
  }

  /** Each sheet that was sent to people, once, as it reads now; the latest sent first. */
  private List<Published> published() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT shown.id, released.at
                    FROM (SELECT r.slug, max(a.released_at) AS at
                          FROM alert a JOIN revision r ON r.id = a.revision_id
                          WHERE a.released_at IS NOT NULL AND a.state <> 'cancelled'
                            AND a.listed AND r.slug NOT IN (SELECT slug FROM taken_down)
                          GROUP BY r.slug) released
                    CROSS JOIN LATERAL (<shown>) shown
                    ORDER BY released.at DESC, shown.id DESC LIMIT :listed
                    """
                        .replace("<shown>", Sheets.SHOWN.replace("<slug>", "released.slug")))
                .bind("listed", LISTED)
                .map((row, context) -> published(row))
                .list());
  }

  private Published published(ResultSet row) throws SQLException {
    return new Published(
        row.getLong("id"),
        LocalDate.ofInstant(row.getTimestamp("at").toInstant(), clock.getZone()));
  }

  private Map<String, Object> entry(Published published, String lang) {
    Sheet sheet = read.computeIfAbsent(published.revisionId(), id -> sheets.get(id).sheet());
    Edition edition = sheet.in(lang);
    return Map.of(
        "title", edition.title(),
        "lang", edition.lang(),
        "url", links.sheet(sheet, edition),
        "day", day(published.day(), lang),
        "date", published.day().toString(),
        "others", links.others(sheet, edition));
  }

  private static String day(LocalDate day, String lang) {
    Locale locale = new Locale.Builder().setLanguage(lang).setRegion("US").build();
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }
}
