package org.tocsin.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * Files of people that an organizer has sent and may import once they have seen what it would do.
 */
public final class PeopleFiles {
  /** After which a file is forgotten, and can no longer be undone. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final int LONGEST_NAME = 100;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Subscribers subscribers;
  private final ImportNotes notes;
  private final PeopleLists lists;

  public PeopleFiles(Jdbi jdbi, Clock clock, Subscribers subscribers, ImportNotes notes) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.subscribers = subscribers;
    this.notes = notes;
    this.lists = new PeopleLists(jdbi, clock);
  }

  /** How far it is with a file. */
  public enum State {
    /** Somebody looks at what it would do. */
    LOOKED,
    /** It is to be imported. */
    ASKED,
    RUNNING,
    /** The program ended on the way; the parts before are imported. */
    BROKEN,
    DONE,
    /** Who was new by it is gone again. */
    UNDONE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @param list what the organizer calls it, or ""
   * @param reading how it is read
   * @param looks how often that was said
   * @param who asked for the import, or ""
   * @param merged rows that the import has done so far; 0 before
   * @param importedAt null where it is not yet; likewise undoneAt
   * @param report of what it would do, or did: as {@link ImportNotes} wrote it
   * @param undone what the undoing did, as JSON
   */
  public record Kept(
      long id,
      String name,
      String list,
      State state,
      FileReading reading,
      int looks,
      String who,
      long merged,
      Instant importedAt,
      Instant undoneAt,
      String undoneBy,
      String report,
      String undone) {}

  /**
   * Keeps a file, and what it would do as its columns were read the last time, or by their names.
   *
   * @param list what the organizer calls it; by that the reading is found again. May be ""
   * @return by which it is found again
   * @throws BadInput where it cannot be read; nothing is kept then
   */
  public long keep(String name, String list, byte[] content) {
    return reading(
        content,
        file -> {
          FileColumns columns = FileColumns.of(file);
          FileReading reading = lists.find(list, columns.names());
          return insert(name, list, content, reading, would(file, columns, reading));
        });
  }

  /** A file whose addresses are not found is kept where there are some: somebody can say where. */
  private String would(Path file, FileColumns columns, FileReading reading) {
    try {
      return notes.report(subscribers.imports().tryOut(file, reading, rows -> {}));
    } catch (BadInput e) {
      if (columns.mayHoldAddresses(reading)) {
        return notes.refused(e);
      }
      throw e;
    }
  }

  private long insert(
      String name, String list, byte[] content, FileReading reading, String report) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO people_file (name, list, content, made_at, reading, report)
                    VALUES (left(:name, :longest), left(:list, :longest), :content, :now,
                      :reading::jsonb, :report::jsonb) RETURNING id
                    """)
                .bind("name", name)
                .bind("list", list)
                .bind("longest", LONGEST_NAME)
                .bind("content", content)
                .bind("now", clock.instant())
                .bind("reading", reading.json())
                .bind("report", report)
                .mapTo(Long.class)
                .one());
  }

  private static <T> T reading(byte[] content, Function<Path, T> reader) {
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

  /**
   * Looks again at what a file would do, read in another way.
   *
   * @param looks how often it had been looked at when this was asked
   * @return false where somebody else has said otherwise, or asked for the import, meanwhile;
   *     nothing has changed then
   * @throws BadInput where it cannot be read in that way; nothing has changed then
   */
  public boolean lookAgain(long id, int looks, FileReading reading) {
    String report =
        read(id, file -> notes.report(subscribers.imports().tryOut(file, reading, rows -> {})));
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE people_file
                        SET reading = :reading::jsonb, report = :report::jsonb, looks = looks + 1
                        WHERE id = :id AND looks = :looks AND state = 'looked'
                        """)
                    .bind("reading", reading.json())
                    .bind("report", report)
                    .bind("id", id)
                    .bind("looks", looks)
                    .execute())
        == 1;
  }

  /** Hands the file that is kept to a reader. */
  <T> T read(long id, Function<Path, T> reader) {
    byte[] content =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT coalesce(content, '') FROM people_file WHERE id = :id")
                    .bind("id", id)
                    .mapTo(byte[].class)
                    .one());
    return reading(content, reader);
  }

  public FileColumns columns(long id) {
    return read(id, FileColumns::of);
  }

  /**
   * The rows of a file that are left out, and why.
   *
   * @param most how many at most
   */
  public List<Problem> leftOut(Kept kept, int most) {
    List<Problem> rows = new ArrayList<>();
    read(
        kept.id(),
        file -> {
          subscribers
              .imports()
              .leftOut(
                  file,
                  kept.reading(),
                  problem -> {
                    if (rows.size() < most) {
                      rows.add(problem);
                    }
                  });
          return rows;
        });
    return rows;
  }

  public Optional<Kept> find(long id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  /** The same, and keeps it as it is until the caller's transaction ends. */
  static Optional<Kept> hold(Handle handle, long id) {
    return find(handle, id, " FOR UPDATE");
  }

  private static Optional<Kept> find(Handle handle, long id, String lock) {
    return handle
        .createQuery(
            """
            SELECT id, name, list, state, reading::text AS reading, looks, who, merged,
              imported_at, undone_at, undone_by, report::text AS report, undone::text AS undone
            FROM people_file WHERE id = :id\
            """
                + lock)
        .bind("id", id)
        .registerColumnMapper(State.class, (row, column, c) -> State.of(row.getString(column)))
        .registerColumnMapper(
            FileReading.class, (row, column, c) -> FileReading.of(row.getString(column)))
        .map(ConstructorMapper.of(Kept.class))
        .findOne();
  }

  /** What is in them are people's names and addresses. */
  public void deleteExpired() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                DELETE FROM people_file
                WHERE coalesce(imported_at, made_at) < ? AND state NOT IN ('asked', 'running')
                """,
                clock.instant().minus(KEPT)));
    lists.deleteExpired();
  }
}
