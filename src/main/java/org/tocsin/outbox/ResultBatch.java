package org.tocsin.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Update;

/** The outcomes of one claim as arrays, so that one statement writes them all. */
record ResultBatch(OffsetDateTime now, List<Row> rows) {
  /** Null where a column has nothing to say. */
  record Row(
      ClaimedDelivery due,
      DeliveryState state,
      String providerId,
      String code,
      String reason,
      Instant next,
      boolean withheld) {
    /** Waits again as if it had not been begun. */
    static Row withheld(ClaimedDelivery due) {
      return new Row(due, DeliveryState.QUEUED, null, null, null, null, true);
    }
  }

  Update bind(Update update) {
    return bindEvents(update)
        .bindArray("providerIds", String.class, strings(row -> storable(row.providerId())))
        .bindArray("dues", OffsetDateTime.class, rows.stream().map(ResultBatch::due).toArray());
  }

  private static OffsetDateTime due(Row row) {
    return row.next() == null ? null : OffsetDateTime.ofInstant(row.next(), ZoneOffset.UTC);
  }

  Update bindEvents(Update update) {
    return update
        .bind("now", now)
        .bind("ids", rows.stream().mapToLong(row -> row.due().id()).toArray())
        .bind("attempts", rows.stream().mapToInt(row -> row.due().attempt()).toArray())
        .bindArray("states", String.class, strings(row -> row.state().code()))
        .bindArray("codes", String.class, strings(row -> storable(row.code())))
        .bindArray("reasons", String.class, strings(row -> storable(row.reason())))
        .bindArray("withheld", Boolean.class, rows.stream().map(Row::withheld).toArray());
  }

  /** PostgreSQL holds no NUL and no half of a character, and a provider may say anything. */
  private static String storable(String words) {
    return words == null ? null : new String(words.replace("\0", "").getBytes(UTF_8), UTF_8);
  }

  private Object[] strings(Function<Row, String> column) {
    return rows.stream().map(column).toArray();
  }

  /** Whether something went off the straight way. */
  boolean isEventful() {
    return rows.stream().anyMatch(row -> row.state() != DeliveryState.ACCEPTED && !row.withheld());
  }

  List<String> acceptedTexts() {
    return rows.stream()
        .filter(row -> row.state() == DeliveryState.ACCEPTED)
        .map(Row::providerId)
        .filter(Objects::nonNull)
        .toList();
  }
}
