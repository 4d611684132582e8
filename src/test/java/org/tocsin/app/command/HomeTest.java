package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.TocsinProcess;

/** One installation, one database: whatever folder a command is typed in. */
final class HomeTest {
  private static final String HOME = "TOCSIN_HOME";

  @TempDir Path temp;
  private Path home;
  private Path elsewhere;

  @BeforeEach
  void folders() throws IOException {
    home = Files.createDirectory(temp.resolve("home"));
    elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
  }

  private TocsinProcess.Ended run(String... words) {
    return TocsinProcess.run(elsewhere, Map.of(HOME, home.toString()), words);
  }

  private Path people() throws IOException {
    return Files.writeString(
        elsewhere.resolve("people.csv"), "email,zip,email_consent\nann@example.org,13202,yes\n");
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void an_opt_out_typed_in_another_folder_changes_what_the_first_import_made() throws IOException {
    var first = run("subscribers", "import", people().toString()).done();
    assertThat(first.out()).contains("1 people added");
    assertThat(first.err()).contains("Made a new database in " + home.resolve("data"));

    Path third = Files.createDirectory(temp.resolve("third"));
    String[] optOut = {"subscribers", "opt-out", "ann@example.org", "--heard", "called Ann"};
    var out = TocsinProcess.run(third, Map.of(HOME, home.toString()), optOut).done();
    assertThat(out.err()).doesNotContain("WARN");
    assertThat(out.out()).contains("gets no more emails");
    assertThat(out.err()).isEmpty();
    assertThat(names(third)).isEmpty();

    var show =
        TocsinProcess.run(
            third, Map.of(), "subscribers", "show", "ann@example.org", "--home", home.toString());
    assertThat(show.done().out()).contains("called Ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscribers opt-out ann@example.org --heard words",
        "subscribers export",
        "subscribers show ann@example.org",
        "alert list",
        "token create website",
        "channel list",
        "inbox list",
        "explain zip 13202",
        "officials corrections",
        "publish SHEET --yes",
        "preview SHEET"
      })
  void a_command_where_no_database_is_says_where_it_looked_and_makes_nothing(String command)
      throws IOException {
    Path sheet = Files.writeString(elsewhere.resolve("sheet.md"), PublishCommandTest.SHEET);
    String line = "--home " + home + " " + command.replace("SHEET", sheet.toString());
    var ran = Cli.run(Tocsin.line(), (Object[]) line.split(" "));
    ran.failed(
        "There is no database in " + home.resolve("data"),
        "home " + home + ", by --home",
        "tocsin serve");
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(names(home)).isEmpty();
  }

  @Test
  void a_command_typed_in_another_folder_where_no_database_is_makes_nothing_there_either()
      throws IOException {
    var ended = run("subscribers", "opt-out", "ann@example.org", "--heard", "words");
    ended.failed(
        "There is no database in " + home.resolve("data"),
        "home " + home + ", by TOCSIN_HOME",
        "tocsin serve",
        "--home");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(names(home)).isEmpty();
    assertThat(names(elsewhere)).isEmpty();
  }

  @Test
  void an_import_of_a_file_that_is_not_there_makes_no_database() throws IOException {
    run("subscribers", "import", "missing.csv").failed("missing.csv", "no such file");
    run("officials", "import", "a.json", "b.json", "--as-of", "2026-06-15").failed("no such file");
    assertThat(names(home)).isEmpty();
  }

  @Test
  void the_option_wins_over_the_variable_and_the_variable_over_the_programs_own_folder()
      throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    assertThat(run("--version").done().out()).contains("home: " + home + " (TOCSIN_HOME)");
    assertThat(run("--home", other.toString(), "--version").done().out())
        .contains("home: " + other + " (--home)")
        .contains("embedded, in " + other.resolve("data") + " (there is none yet)");
    assertThat(TocsinProcess.run(elsewhere, Map.of(), "--version").done().out())
        .contains("(the program's own folder)")
        .doesNotContain(elsewhere.toString());
  }

  @Test
  void settings_in_the_working_directory_are_not_read_and_that_is_said() throws IOException {
    Files.writeString(
        elsewhere.resolve("application.properties"), "tocsin.data-dir = /somewhere/else\n");
    run("alert", "list")
        .failed(
            elsewhere.resolve("application.properties") + " is not read",
            home.resolve("application.properties").toString(),
            "There is no database in " + home.resolve("data"));
    Files.writeString(elsewhere.resolve("application.properties"), "spring.main.banner-mode=off\n");
    assertThat(run("alert", "list").failed().err()).doesNotContain("is not read");
  }

  @Test
  void paths_in_the_settings_begin_at_the_home() throws IOException {
    Files.writeString(home.resolve("application.properties"), "tocsin.data-dir = here/data\n");
    run("alert", "list").failed("There is no database in " + home.resolve("here/data"));
    var set = Map.of(HOME, home.toString(), "TOCSIN_DATA_DIR", "there");
    TocsinProcess.run(elsewhere, set, "alert", "list").failed(home.resolve("there").toString());
  }

  @Test
  void the_version_names_the_database_and_no_password() throws IOException {
    Files.writeString(
        home.resolve("application.properties"),
        "tocsin.database.url = jdbc:postgresql://127.0.0.1:5432/tocsin?password=secret\n");
    assertThat(run("serve", "--version").done().out())
        .contains("settings: " + home.resolve("application.properties"))
        .contains("database: jdbc:postgresql://127.0.0.1:5432/tocsin")
        .doesNotContain("secret");
  }

  @Test
  void a_home_that_is_not_there_is_refused_and_not_made() throws IOException {
    Path missing = temp.resolve("hom");
    TocsinProcess.run(elsewhere, Map.of(HOME, missing.toString()), "serve")
        .failed("There is no folder " + missing, "TOCSIN_HOME");
    assertThat(missing).doesNotExist();
  }

  @Test
  void passwords_that_everyone_can_read_are_remarked_on() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("application.properties"), "tocsin.smtp.password = secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run("alert", "list").failed().err()).contains("chmod o= " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run("alert", "list").failed().err()).doesNotContain("chmod");
  }
}
