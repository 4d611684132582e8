package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.LocalTimes;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Alerts;
import org.tocsin.message.Labels;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;

/** Alerts in a list, each with how far it has come. */
final class AlertCards {
  private final Jdbi jdbi;
  private final Sheets sheets;
  private final LocalTimes times;

  /** By revision, which never changes. */
  private final Map<Long, Sheet> read = new ConcurrentHashMap<>();

  private final AlertProgress<Row> rows = new AlertProgress<>(this::row, System::nanoTime);

  AlertCards(ConsoleParts parts) {
    this.jdbi = parts.jdbi();
    this.sheets = parts.alerts().sheets();
    this.times = parts.times();
  }

  /**
   * A row of the list.
   *
   * @param people deliveries in all
   * @param gone those that wait no more
   */
  public record Row(long id, long revisionId, long people, long gone) {}

  /**
   * The newest first.
   *
   * @param alerts which
   */
  List<Map<String, Object>> of(List<Alerts.Summary> alerts, Labels labels) {
    return alerts.stream()
        .map(alert -> card(alert, rows.of(alert.id(), alert.state()), labels))
        .toList();
  }

  /** Something was done with it, so its row is counted again. */
  void changed(long alert) {
    rows.changed(alert);
  }

  private Row row(long alert) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.id, a.revision_id, count(d.id) AS people,
                      count(d.id) FILTER (WHERE d.state NOT IN ('queued', 'leased')) AS gone
                    FROM alert a LEFT JOIN delivery d ON d.alert_id = a.id
                    WHERE a.id = :id
                    GROUP BY a.id
                    """)
                .bind("id", alert)
                .map(ConstructorMapper.of(Row.class))
                .one());
  }

  private Map<String, Object> card(Alerts.Summary alert, Row row, Labels labels) {
    Map<String, Object> card = new HashMap<>();
    card.put("id", "" + alert.id());
    card.put("title", title(row.revisionId(), labels.lang()));
    card.put("state", labels.get("console.state." + alert.state().code()));
    card.put("tone", tone(alert.state()));
    card.put("when", when(alert, labels));
    card.put("people", row.people());
    card.put("gone", row.gone());
    card.put("words", labels.get("console.alerts.gone", "" + row.gone(), "" + row.people()));
    return card;
  }

  private String title(long revision, String lang) {
    return read.computeIfAbsent(revision, id -> sheets.get(id).sheet()).in(lang).title();
  }

  /** The sheet's title, in the language of these words where it has an edition in it. */
  String title(long alert, Labels labels) {
    long revision =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT revision_id FROM alert WHERE id = :id")
                    .bind("id", alert)
                    .mapTo(Long.class)
                    .one());
    return title(revision, labels.lang());
  }

  String when(Alerts.Summary alert, Labels labels) {
    return alert
        .releasedAt()
        .map(at -> labels.get("console.alerts.released", labels.when(times, at)))
        .orElseGet(
            () -> labels.get("console.alerts.planned", labels.when(times, alert.releaseAt())));
  }

  /** How a state looks. */
  static String tone(AlertState state) {
    return switch (state) {
      case DONE -> "good";
      case CANCELLED -> "bad";
      case PAUSED, SCHEDULED -> "slow";
      case GATHERING, SENDING -> "";
    };
  }
}
