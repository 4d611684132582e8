package org.tocsin.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Files of people that an organizer has sent and may import once they have seen what it would do.
 */
public final class PeopleFiles {
  /** After which a file is forgotten. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final int LONGEST_NAME = 100;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Subscribers subscribers;

  public PeopleFiles(Jdbi jdbi, Clock clock, Subscribers subscribers) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.subscribers = subscribers;
  }

  /**
   * @param importedAt null where it is not yet
   * @param report of what it would do, or did: as whoever had it kept wrote it
   */
  public record Kept(long id, String name, Instant madeAt, Instant importedAt, String report) {
    public boolean isImported() {
      return importedAt != null;
    }
  }

  /**
   * Keeps a file, and what it would do.
   *
   * @param report writes that down, as JSON
   * @return by which it is found again
   * @throws org.tocsin.BadInput where it cannot be read; nothing is kept then
   */
  public long keep(String name, byte[] content, Function<Subscribers.Imported, String> report) {
    String would = report.apply(read(content, file -> subscribers.tryFile(file, rows -> {})));
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO people_file (name, content, made_at, report)
                    VALUES (left(:name, :longest), :content, :now, :report::jsonb) RETURNING id
                    """)
                .bind("name", name)
                .bind("longest", LONGEST_NAME)
                .bind("content", content)
                .bind("now", clock.instant())
                .bind("report", would)
                .mapTo(Long.class)
                .one());
  }

  private static Subscribers.Imported read(
      byte[] content, Function<Path, Subscribers.Imported> reader) {
    try {
      Path file = Files.createTempFile("people", ".csv");
      try {
        return reader.apply(Files.write(file, content));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Kept> find(long id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  private static Optional<Kept> find(Handle handle, long id, String lock) {
    return handle
        .createQuery(
            "SELECT id, name, made_at, imported_at, report::text AS report FROM people_file"
                + " WHERE id = :id"
                + lock)
        .bind("id", id)
        .map(ConstructorMapper.of(Kept.class))
        .findOne();
  }

  /**
   * Imports it, once: of two who ask for it the second finds it done. Where the process dies on the
   * way it can be asked for again.
   *
   * @param report writes down what it did, as JSON
   * @return empty where there is none such, or it is imported already
   */
  public Optional<Subscribers.Imported> take(
      long id, Function<Subscribers.Imported, String> report) {
    return jdbi.inTransaction(
        handle ->
            find(handle, id, " AND imported_at IS NULL FOR UPDATE")
                .map(
                    kept -> {
                      Subscribers.Imported did =
                          read(
                              content(handle, id),
                              file -> subscribers.importFile(file, rows -> {}));
                      done(handle, id, report.apply(did));
                      return did;
                    }));
  }

  private static byte[] content(Handle handle, long id) {
    return handle
        .createQuery("SELECT content FROM people_file WHERE id = :id")
        .bind("id", id)
        .mapTo(byte[].class)
        .one();
  }

  private void done(Handle handle, long id, String report) {
    handle
        .createUpdate(
            """
            UPDATE people_file SET imported_at = :now, content = NULL, report = :report::jsonb
            WHERE id = :id
            """)
        .bind("now", clock.instant())
        .bind("report", report)
        .bind("id", id)
        .execute();
  }

  /** What is in them are people's names and addresses. */
  public void deleteExpired() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM people_file WHERE made_at < ?", clock.instant().minus(KEPT)));
  }
}
