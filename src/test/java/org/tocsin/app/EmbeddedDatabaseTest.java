package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {
  @TempDir Path folder;

  @Test
  void keeps_its_data_between_runs() throws Exception {
    try (EmbeddedDatabase first = EmbeddedDatabase.open(folder)) {
      execute(first, "CREATE TABLE kept AS SELECT 7 AS n");
    }
    try (EmbeddedDatabase second = EmbeddedDatabase.open(folder)) {
      execute(second, "SELECT n FROM kept");
    }
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
