package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.TocsinException;
import org.tocsin.support.ReadyData;

final class EmbeddedDatabaseTest {
  @TempDir Path folder;

  @Test
  void data_are_kept_between_runs_and_the_server_stops_with_the_program() throws Exception {
    try (EmbeddedDatabase first = EmbeddedDatabase.open(folder)) {
      execute(first, "CREATE TABLE kept AS SELECT 7 AS n");
    }
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
    try (EmbeddedDatabase second = EmbeddedDatabase.open(folder)) {
      assertThat(number(second, "SELECT n FROM kept")).isEqualTo(7);
    }
  }

  @Test
  void the_folder_of_the_program_names_the_version_that_lies_in_it() throws Exception {
    try (EmbeddedDatabase here = EmbeddedDatabase.open(folder)) {
      int version = number(here, "SELECT current_setting('server_version_num')::int");
      String name = "postgresql-" + version / 10_000 + "." + version % 10_000 + ".0";
      assertThat(folder.resolve(name)).isDirectory();
    }
  }

  @Test
  void a_second_process_joins_and_the_last_one_out_stops_the_server() throws Exception {
    ReadyData.copyTo(folder);
    EmbeddedDatabase here = EmbeddedDatabase.open(folder);
    execute(here, "CREATE TABLE kept AS SELECT 7 AS n");
    Process other = otherProcess();
    here.close();
    assertThat(folder.resolve("cluster/postmaster.pid")).exists();
    try (EmbeddedDatabase again = EmbeddedDatabase.open(folder)) {
      assertThat(number(again, "SELECT n FROM kept")).isEqualTo(7);
    }
    other.getOutputStream().close();
    other.waitFor();
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void after_a_kill_the_orphaned_server_is_taken_over_with_its_data() throws Exception {
    ReadyData.copyTo(folder);
    Process other = otherProcess();
    other.destroyForcibly().waitFor();
    long orphan = serverPid();
    assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive)).contains(true);
    try (EmbeddedDatabase here = EmbeddedDatabase.open(folder)) {
      assertThat(serverPid()).isEqualTo(orphan);
      execute(here, "CREATE TABLE kept AS SELECT 7 AS n");
    }
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void when_the_server_was_killed_too_its_stale_lock_is_cleaned_up_and_the_data_are_there()
      throws Exception {
    ReadyData.copyTo(folder);
    try (EmbeddedDatabase first = EmbeddedDatabase.open(folder)) {
      execute(first, "CREATE TABLE kept AS SELECT 7 AS n");
    }
    // A lock as a crashed machine leaves it, whose number belongs to another program by now.
    Files.write(
        folder.resolve("cluster/postmaster.pid"),
        List.of("" + ProcessHandle.current().pid(), folder + "/cluster", "1700000000", "5432", ""));
    try (EmbeddedDatabase second = EmbeddedDatabase.open(folder)) {
      assertThat(number(second, "SELECT n FROM kept")).isEqualTo(7);
    }
  }

  @Test
  void when_the_server_alone_was_killed_every_process_finds_it_again_on_the_same_port()
      throws Exception {
    ReadyData.copyTo(folder);
    try (EmbeddedDatabase here = EmbeddedDatabase.open(folder)) {
      execute(here, "CREATE TABLE kept AS SELECT 7 AS n");
      long dead = serverPid();
      ProcessHandle.of(dead).orElseThrow().destroyForcibly();
      ProcessHandle.of(dead).orElseThrow().onExit().get();
      Process other = otherProcess();
      long alive = serverPid();
      assertThat(alive).isNotEqualTo(dead);
      assertThat(number(here, "SELECT n FROM kept")).isEqualTo(7);

      here.revive();
      assertThat(serverPid()).as("what runs is left alone").isEqualTo(alive);
      other.getOutputStream().close();
      other.waitFor();
      assertThat(number(here, "SELECT n FROM kept")).isEqualTo(7);

      ProcessHandle.of(alive).orElseThrow().destroyForcibly();
      ProcessHandle.of(alive).orElseThrow().onExit().get();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                here.revive();
                assertThat(number(here, "SELECT n FROM kept")).isEqualTo(7);
              });
    }
  }

  @Test
  void data_of_another_user_are_refused_with_the_user_to_run_as_and_nothing_is_touched()
      throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
    Path cluster = Files.createDirectories(folder.resolve("data/cluster"));
    Files.setAttribute(cluster, "unix:uid", 65534);
    assertThatThrownBy(() -> EmbeddedDatabase.open(folder.resolve("data")))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("belongs to " + Files.getOwner(cluster))
        .hasMessageContaining("sudo -u " + Files.getOwner(cluster));
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files).containsExactly(cluster);
    }
  }

  @Test
  void a_folder_of_another_user_is_refused_before_anything_is_made_in_it() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setAttribute(data, "unix:uid", 65534);
    assertThatThrownBy(() -> EmbeddedDatabase.open(data))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("The data folder " + data + " belongs to");
    try (var files = Files.list(data)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void a_file_in_the_place_of_the_folder_is_refused_by_its_setting() throws Exception {
    Path file = Files.writeString(folder.resolve("data"), "");
    assertThatThrownBy(() -> EmbeddedDatabase.open(file))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining(file + " is no folder. Set tocsin.data-dir");
  }

  @Test
  void only_the_owner_can_read_the_password() throws Exception {
    try (EmbeddedDatabase ignored = EmbeddedDatabase.open(folder)) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("password"))).hasSize(2);
    }
  }

  /** A process that holds the database open until its input ends. */
  private Process otherProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("open");
    return process;
  }

  static final class Holder {
    public static void main(String[] args) throws IOException {
      try (EmbeddedDatabase ignored = EmbeddedDatabase.open(Path.of(args[0]))) {
        System.out.println("open");
        while (System.in.read() >= 0) {
          // held until the parent closes the pipe
        }
      }
    }
  }

  private long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(0));
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
