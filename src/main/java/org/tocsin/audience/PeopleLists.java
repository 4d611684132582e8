package org.tocsin.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/** How the columns of lists were read that come again, by the names that organizers give them. */
final class PeopleLists {
  private static final Duration REMEMBERED = Duration.ofDays(730);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Jdbi jdbi;
  private final Clock clock;

  PeopleLists(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * As the list was read the last time, of columns that this file has too.
   *
   * @param list in any case; "" is no name
   */
  FileReading find(String list, List<String> columns) {
    Map<String, String> known = new HashMap<>();
    jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT columns::text FROM people_list WHERE name = :name")
                    .bind("name", name(list))
                    .mapTo(String.class)
                    .findOne())
        .ifPresent(json -> known.putAll(read(json)));
    known.keySet().retainAll(columns);
    return new FileReading(known, Agreement.NONE);
  }

  private static Map<String, String> read(String json) {
    try {
      return FileReading.columns(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new TocsinException("The columns of a list are not kept as JSON.", e);
    }
  }

  /** Within a transaction of the caller's; a list without a name is not remembered. */
  static void remember(Handle handle, PeopleFiles.Kept kept, Clock clock) {
    if (name(kept.list()).isEmpty() || kept.reading().columns().isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO people_list (name, columns, used_at)
            VALUES (:name, :reading::jsonb -> 'columns', :now)
            ON CONFLICT (name) DO UPDATE SET columns = excluded.columns, used_at = excluded.used_at
            """)
        .bind("name", name(kept.list()))
        .bind("reading", kept.reading().json())
        .bind("now", clock.instant())
        .execute();
  }

  private static String name(String list) {
    return list.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  void deleteExpired() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM people_list WHERE used_at < ?", clock.instant().minus(REMEMBERED)));
  }
}
