package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.message.RenderingKey;
import org.tocsin.support.TestDatabase;

/** A database is brought up to date, and never used by a program that is older than it. */
final class MigrationTest {
  @Test
  void an_installation_makes_its_own_keys() {
    var keys =
        TestDatabase.fresh()
            .jdbi()
            .withHandle(
                handle ->
                    handle.createQuery("SELECT purpose FROM secret").mapTo(String.class).list());
    assertThat(keys).containsExactlyInAnyOrder("token", "address");
  }

  @Test
  void a_database_that_a_newer_version_brought_up_to_date_is_refused_in_one_sentence() {
    TestDatabase database = TestDatabase.fresh();
    Database.migrate(database.source());
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO flyway_schema_history
                      (installed_rank, version, description, type, script, installed_by,
                       execution_time, success)
                    SELECT max(installed_rank) + 1, '999', 'of tomorrow', 'SQL',
                      'V999__of_tomorrow.sql', 'tocsin', 1, true
                    FROM flyway_schema_history
                    """));
    assertThatThrownBy(() -> Database.migrate(database.source()))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll("newer version", "nothing was changed", "restore the backup")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_file_with_a_lower_number_that_came_later_is_taken_too() {
    TestDatabase database = TestDatabase.fresh();
    String theirs = " FROM flyway_schema_history WHERE version = '043'";
    database.jdbi().useHandle(handle -> handle.execute("DELETE" + theirs));
    Database.migrate(database.source());
    int rows =
        database
            .jdbi()
            .withHandle(
                handle -> handle.createQuery("SELECT count(*)" + theirs).mapTo(int.class).one());
    assertThat(rows).isEqualTo(1);
  }

  /** As they stood before V049, while an alert is being gathered. */
  @Test
  void renderings_of_an_older_version_are_found_again_and_say_what_they_asked() {
    TestDatabase database = TestDatabase.fresh();
    database
        .jdbi()
        .useHandle(handle -> handle.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
    Flyway.configure()
        .dataSource(database.source())
        .locations("classpath:db")
        .target("048")
        .load()
        .migrate();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO revision (slug, number, fingerprint, created_at)
                    VALUES ('sheet', 1, 'f', now());
                    INSERT INTO alert (revision_id, channels, release_at, created_at)
                    VALUES (1, '{sms}', now(), now());
                    INSERT INTO rendering (alert_id, fits, channel, lang, body)
                    SELECT 1, fits, 'sms', 'en', 'x'
                    FROM unnest('{en|ZIP_SPLIT|NY-24%NY-22|60%40|told,en|ZIP_SPLIT|NY-24%NY-22|60%40,
                                  en|sure|NY-24}'::text[]) WITH ORDINALITY AS old (code, n),
                      replace(code, '%', ',') AS fits ORDER BY n
                    """));
    Database.migrate(database.source());
    assertThat(renderings(database))
        .containsExactly("{NY-24,NY-22} f t", "{NY-24,NY-22} t t", "{} t f");
  }

  private static List<String> renderings(TestDatabase database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT concat_ws(' ', r.choices, r.tells_stop, r.key = <key>)
                        FROM rendering r CROSS JOIN (
                          SELECT 'en' AS lang, 'ZIP_SPLIT' AS assignment, '{NY-24,NY-22}'::text[] AS districts,
                            '{60,40}'::smallint[] AS shares, '' AS state, false AS named,
                            false AS corrects, '' AS near) p
                        ORDER BY id
                        """)
                    .define("key", RenderingKey.KEY.replace("lang", "p.lang"))
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void a_database_that_is_not_as_its_files_say_is_refused_in_one_line() {
    TestDatabase database = TestDatabase.fresh();
    String changed = "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '043'";
    database.jdbi().useHandle(handle -> handle.execute(changed));
    assertThatThrownBy(() -> Database.at(database.url(), database.user(), database.password(), 2))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll("nothing was changed", "043", "report this")
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("http");
  }
}
