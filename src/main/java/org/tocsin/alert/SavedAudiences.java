package org.tocsin.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.TocsinException;

/** Audiences that organizers use again, by name. */
public final class SavedAudiences {
  private static final int LONGEST_NAME = 60;
  private static final int MOST = 200;

  private final Jdbi jdbi;
  private final Clock clock;

  public SavedAudiences(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param areas as {@link SendOptions} has them, at least one
   * @param savedBy the account's address
   */
  public record Saved(long id, String name, List<String> areas, String savedBy, Instant savedAt) {}

  /** By name; 200 at most. */
  public List<Saved> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM saved_audience ORDER BY lower(name), id")
                .map(ConstructorMapper.of(Saved.class))
                .list());
  }

  public Optional<Saved> find(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM saved_audience WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Saved.class))
                .findOne());
  }

  /**
   * @param areas checked as {@link SendOptions} checks them
   * @return its id; empty where there is one of that name, which stays as it is
   * @throws TocsinException where it has no name, a long one, or there is no room
   */
  public Optional<Long> save(String name, List<String> areas, String who) {
    String known = name.strip().replaceAll("\\s+", " ");
    if (known.isEmpty() || known.length() > LONGEST_NAME) {
      throw new TocsinException(
          "Give the audience a name of " + LONGEST_NAME + " characters at most.");
    }
    return jdbi.withHandle(
        handle -> {
          long many =
              handle.createQuery("SELECT count(*) FROM saved_audience").mapTo(Long.class).one();
          if (many >= MOST) {
            throw new TocsinException(
                "There are " + MOST + " saved audiences. Remove one that is not used any more.");
          }
          return handle
              .createQuery(
                  """
                  INSERT INTO saved_audience (name, areas, saved_by, saved_at)
                  VALUES (:name, :areas, :who, :now)
                  ON CONFLICT (name) DO NOTHING RETURNING id
                  """)
              .bind("name", known)
              .bindArray(
                  "areas", String.class, areas.stream().map(Areas::checked).distinct().toArray())
              .bind("who", who)
              .bind("now", clock.instant())
              .mapTo(Long.class)
              .findOne();
        });
  }

  /**
   * Alerts that went to it keep their audience.
   *
   * @return its name, or empty where it is not there any more
   */
  public Optional<String> remove(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("DELETE FROM saved_audience WHERE id = :id RETURNING name")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
  }
}
