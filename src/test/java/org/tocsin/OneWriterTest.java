package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.support.TestDatabase;

/** Each table is written by one package only, as the SQL in the code says. */
final class OneWriterTest {
  private static final Path CODE = Path.of("src/main/java/org/tocsin");

  private static final Pattern WRITES =
      Pattern.compile(
          "\\b(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO|COPY|TRUNCATE)\\s+([a-z_]+)"
              + "|CopyRows\\.into\\([^\"]*\"([a-z_]+)");

  private static Set<String> tables;
  private static Map<String, Set<String>> writers;

  @BeforeAll
  static void read() throws IOException {
    tables =
        Set.copyOf(
            TestDatabase.fresh()
                .jdbi()
                .withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                            .mapTo(String.class)
                            .list()));
    writers = new TreeMap<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        read(file);
      }
    }
  }

  private static void read(Path file) throws IOException {
    String concept = CODE.relativize(file).getName(0).toString();
    for (String table : written(Files.readString(file))) {
      if (tables.contains(table)) {
        writers.computeIfAbsent(table, t -> new TreeSet<>()).add(concept);
      }
    }
  }

  private static List<String> written(String code) {
    return WRITES
        .matcher(code)
        .results()
        .map((MatchResult found) -> found.group(found.group(1) == null ? 2 : 1))
        .toList();
  }

  @Test
  void each_table_is_written_by_one_package() {
    assertThat(writers).allSatisfy((table, concepts) -> assertThat(concepts).hasSize(1));
  }

  @Test
  void the_ledger_writes_its_own_tables() {
    assertThat(List.of("delivery", "delivery_event", "exclusion"))
        .allSatisfy(table -> assertThat(writers.get(table)).containsExactly("ledger"));
  }

  @Test
  void what_is_written_in_any_way_is_found() {
    assertThat(
            written(
                """
                INSERT INTO a UPDATE b SET DELETE FROM c MERGE INTO d
                CopyRows.into(h.getConnection(), "e (x)")
                """))
        .containsExactly("a", "b", "c", "d", "e");
  }
}
