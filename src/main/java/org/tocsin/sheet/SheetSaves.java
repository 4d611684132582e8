package org.tocsin.sheet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.sheet.SheetDrafts.Text;

/** What drafts said before, the last hundred saves of each edition. */
public final class SheetSaves {
  /** What one organizer types within this time is one save. */
  private static final Duration ONE_SAVE = Duration.ofMinutes(10);

  /** Of an edition. */
  static final int KEPT = 100;

  private final Jdbi jdbi;

  public SheetSaves(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A save in a list.
   *
   * @param version of the draft, 0 for what was published before there was one
   * @param savedBy an account's email, "" for what was published
   */
  public record Save(int version, Instant begunAt, Instant savedAt, String savedBy) {}

  /** The newest first. */
  public List<Save> list(String slug, String lang) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT version, begun_at, saved_at, saved_by FROM sheet_save
                    WHERE slug = :slug AND lang = :lang ORDER BY version DESC LIMIT :kept
                    """)
                .bind("slug", slug)
                .bind("lang", lang)
                .bind("kept", KEPT)
                .map(ConstructorMapper.of(Save.class))
                .list());
  }

  public Optional<Text> find(String slug, String lang, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT slug, lang, version, source, saved_at, saved_by FROM sheet_save
                    WHERE slug = :slug AND lang = :lang AND version = :version
                    """)
                .bind("slug", slug)
                .bind("lang", lang)
                .bind("version", version)
                .map(ConstructorMapper.of(Text.class))
                .findOne());
  }

  /**
   * Keeps what was just saved, within its transaction.
   *
   * @param isOpen whether what the same organizer saves next takes its place
   */
  static void note(Handle handle, Text saved, boolean isOpen) {
    int grown =
        handle
            .createUpdate(
                """
                UPDATE sheet_save SET version = :version, source = :source, saved_at = :savedAt,
                  is_open = :isOpen
                WHERE slug = :slug AND lang = :lang AND version = :version - 1 AND is_open
                  AND saved_by = :savedBy AND begun_at > :since AND saved_at <= :savedAt
                """)
            .bindMethods(saved)
            .bind("isOpen", isOpen)
            .bind("since", saved.savedAt().minus(ONE_SAVE))
            .execute();
    if (grown == 0) {
      handle
          .createUpdate(
              """
              INSERT INTO sheet_save
                (slug, lang, version, source, begun_at, saved_at, saved_by, is_open)
              VALUES (:slug, :lang, :version, :source, :savedAt, :savedAt, :savedBy, :isOpen)
              """)
          .bindMethods(saved)
          .bind("isOpen", isOpen)
          .execute();
      forget(handle, saved);
    }
  }

  private static void forget(Handle handle, Text saved) {
    handle
        .createUpdate(
            """
            DELETE FROM sheet_save WHERE slug = :slug AND lang = :lang AND version < (
              SELECT min(version) FROM (
                SELECT version FROM sheet_save WHERE slug = :slug AND lang = :lang
                ORDER BY version DESC LIMIT :kept) AS newest)
            """)
        .bindMethods(saved)
        .bind("kept", KEPT)
        .execute();
  }

  /** From now on the newest save stays as it is. */
  static void close(Handle handle, String slug, String lang) {
    handle
        .createUpdate(
            "UPDATE sheet_save SET is_open = false WHERE slug = :slug AND lang = :lang AND is_open")
        .bind("slug", slug)
        .bind("lang", lang)
        .execute();
  }
}
