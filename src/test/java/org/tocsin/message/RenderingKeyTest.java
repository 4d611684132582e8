package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tocsin.support.TestDatabase;

/** Whom one rendering fits has one key, and nobody else has it. */
final class RenderingKeyTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  private static final String SURE = "'en', 'ZIP', '{NY-24}', '{}', '', false, false, ''";
  private static final String SPLIT =
      "'en', 'ZIP_SPLIT', '{NY-22,NY-24}', '{60,40}', '', false, false, ''";

  private static UUID key(String person) {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT <key> FROM (SELECT <person>) AS p
                      (lang, assignment, districts, shares, state, named, corrects, near)
                    """)
                .define("key", RenderingKey.KEY)
                .define(
                    "person",
                    person
                        .replaceFirst("'\\{([^}]*)}', '\\{", "'{$1}'::text[], '{")
                        .replaceFirst("'\\{([0-9,]*)}', '", "'{$1}'::smallint[], '"))
                .mapTo(UUID.class)
                .one());
  }

  @Test
  void how_a_certain_district_came_to_be_known_makes_no_difference() {
    assertThat(key(SURE)).isEqualTo(key(SURE.replace("ZIP", "ADDRESS")));
  }

  @Test
  void all_that_a_rendering_depends_on_makes_one() {
    assertThat(
            new String[] {
              SURE,
              SURE.replace("en", "es"),
              SURE.replace("NY-24", "NY-22"),
              SURE.replaceFirst("false", "true"),
              SURE.replace("false, ''", "true, ''"),
              SURE.replace("false, ''", "false, 'K000386 Syracuse'"),
              SPLIT,
              SPLIT.replace("NY-22,NY-24", "NY-24,NY-22"),
              SPLIT.replace("60,40", "50,50"),
              SPLIT.replace("60,40", ""),
              "'en', 'UNKNOWN', '{}', '{}', '', false, false, ''",
              "'en', 'STATE', '{}', '{}', 'NY', false, false, ''",
              "'en', 'STATE', '{}', '{}', 'PA', false, false, ''"
            })
        .extracting(RenderingKeyTest::key)
        .doesNotHaveDuplicates();
  }
}
