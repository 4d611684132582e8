package org.tocsin.support;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * A database whose disk is full as far as some changes go: they fail as PostgreSQL fails when it
 * can't extend a file (53100). Others go through, since old pages have room.
 */
public final class FullDisk implements AutoCloseable {
  private final Jdbi jdbi;
  private final List<String> tables;

  private FullDisk(Jdbi jdbi, String changes, String condition, List<String> tables) {
    this.jdbi = jdbi;
    this.tables = tables;
    jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN
                RAISE EXCEPTION 'could not extend file: No space left on device'
                  USING ERRCODE = 'disk_full';
              END $$
              """);
          for (String table : tables) {
            handle.execute(
                "CREATE TRIGGER no_room BEFORE "
                    + changes
                    + " ON "
                    + table
                    + " FOR EACH ROW WHEN ("
                    + condition
                    + ") EXECUTE FUNCTION no_room()");
          }
        });
  }

  /** Nothing goes into these tables. */
  public static FullDisk of(Jdbi jdbi, String... tables) {
    return new FullDisk(jdbi, "INSERT OR UPDATE", "true", List.of(tables));
  }

  /**
   * Some changes of the ledger are not possible.
   *
   * @param condition on NEW and OLD
   */
  public static FullDisk forDeliveries(Jdbi jdbi, String condition) {
    return new FullDisk(jdbi, "UPDATE", condition, List.of("delivery"));
  }

  /** There is room again. */
  @Override
  public void close() {
    jdbi.useHandle(
        handle ->
            tables.forEach(table -> handle.execute("DROP TRIGGER IF EXISTS no_room ON " + table)));
  }
}
