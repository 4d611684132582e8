package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.app.Settings;
import org.tocsin.support.TestDatabase;
import picocli.CommandLine;

/** What holds for all commands: help, exit codes, wrong usage. */
final class CommandsTest {
  @TempDir static Path folder;
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static Cli cli;

  @BeforeAll
  static void install() {
    cli = new Cli(DATABASE, Clock.systemUTC(), folder);
  }

  /** Every command with those that it holds, as "alert show". */
  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(Tocsin.line(new Context(() -> Settings.of(Map.of()), Clock.systemUTC())), "", names);
    return names.stream();
  }

  private static void collect(CommandLine line, String before, List<String> names) {
    line.getSubcommands()
        .forEach(
            (name, sub) -> {
              names.add((before + " " + name).strip());
              collect(sub, before + " " + name, names);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_explains_itself(String command) {
    Cli.Ran ran = cli.run((Object[]) (command + " --help").split(" "));
    ran.done();
    assertThat(ran.out()).contains("Usage: tocsin " + command).hasLineCount(lines(ran.out()));
    assertThat(ran.out().lines().filter(line -> !line.isBlank()).count()).isGreaterThan(2);
  }

  private static int lines(String text) {
    return (int) text.lines().count();
  }

  @Test
  void all_commands_of_the_design_are_there() {
    assertThat(commands())
        .contains(
            "demo",
            "serve",
            "sheet check",
            "preview",
            "publish",
            "alert list",
            "alert show",
            "alert pause",
            "alert resume",
            "alert cancel",
            "subscribers import",
            "subscribers export",
            "subscribers show",
            "subscribers opt-out",
            "subscribers erase",
            "officials import",
            "districts import",
            "zones import",
            "token create");
  }

  @Test
  void the_whole_program_explains_itself_and_names_its_version() {
    assertThat(cli.run("--help").done().out()).contains("tocsin demo", "Exit codes", "publish");
    assertThat(cli.run("--version").done().out()).startsWith("tocsin ");
  }

  @Test
  void no_command_is_wrong_usage() {
    cli.run().wrongUsage("Which command?");
    cli.run("alert").wrongUsage("Which of its commands?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ring",
        "alert ring",
        "alert show",
        "alert show one",
        "alert list --loud",
        "publish",
        "officials import a.json b.json",
        "officials import a.json b.json --as-of yesterday",
        "districts import zccd.csv",
        "districts import zccd.csv --congress last",
        "token create",
        "channel pause pigeon",
        "publish sheet.md --channels email,pigeon",
        "publish sheet.md --audience county=Onondaga",
        "publish sheet.md --at soon",
        "publish sheet.md --deadline never"
      })
  void a_misspelt_command_is_wrong_usage_and_says_how_it_goes(String command) {
    cli.file("sheet.md", PublishCommandTest.SHEET);
    cli.run((Object[]) command.replace("sheet.md", folder + "/sheet.md").split(" ")).wrongUsage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alert show",
        "alert show one",
        "publish",
        "publish sheet.md --at soon",
        "publish sheet.md --at 2027-03-14T02:30",
        "publish sheet.md --audience county=Onondaga",
        "publish sheet.md --keep-older --cancel-older",
        "preview sheet.md --json",
        "officials import a.json b.json --as-of yesterday",
        "districts import zccd.csv",
        "channel pause pigeon"
      })
  void wrong_usage_is_one_line_so_that_it_stays_on_the_screen(String command) {
    cli.file("sheet.md", PublishCommandTest.SHEET);
    String[] words = command.replace("sheet.md", folder + "/sheet.md").split(" ");
    assertThat(cli.run((Object[]) words).wrongUsage().err())
        .hasLineCount(1)
        .containsPattern("[.!?] See: tocsin [a-z ]+ --help");
  }

  @Test
  void a_setting_that_is_wrong_is_no_wrong_usage() {
    var wrong = Map.of("tocsin.time-zone", "Eastern");
    new Cli(DATABASE, Clock.systemUTC(), folder, wrong)
        .run("publish", cli.file("sheet.md", PublishCommandTest.SHEET), "--yes")
        .failed("tocsin.time-zone", "'Eastern'", "America/New_York");
  }

  @Test
  void a_list_of_nothing_says_what_to_do_next() {
    assertThat(cli.run("alert", "list").done().out()).contains("tocsin publish FILE");
    assertThat(cli.run("alert", "list", "--json").done().out().strip()).isEqualTo("[ ]");
    assertThat(cli.run("channel", "list").done().out()).contains("No channel is paused");
  }

  @Test
  void what_does_not_exist_is_a_failure_in_words() {
    cli.run("alert", "show", 99).failed("There is no alert 99", "tocsin alert list");
    cli.run("alert", "pause", 99).failed("There is no alert 99");
    cli.run("publish", folder.resolve("missing.md"), "--yes").failed("missing.md", "no such file");
    cli.run("subscribers", "import", folder.resolve("missing.csv")).failed("no such file");
  }

  private static String refusedBy(Map<String, String> more) {
    return new Cli(DATABASE, Clock.systemUTC(), folder, more).run("alert", "list").failed().err();
  }

  @Test
  void a_database_that_does_not_answer_is_a_failure_in_one_sentence_that_names_the_setting() {
    String url = "tocsin.database.url";
    String place = DATABASE.url().replaceAll("/[^/]*$", "/");
    assertThat(refusedBy(Map.of(url, "jdbc:postgresql://127.0.0.1:1/none?password=secret")))
        .contains("jdbc:postgresql://127.0.0.1:1/none does not answer", url, "PostgreSQL runs")
        .doesNotContain("secret");
    assertThat(refusedBy(Map.of("tocsin.database.password", "wrong")))
        .contains("refuses the login of '" + DATABASE.user(), "tocsin.database.username");
    assertThat(refusedBy(Map.of(url, place + "nowhere")))
        .contains("There is no database at " + place + "nowhere", "Create it");
    assertThat(refusedBy(Map.of(url, "postgres://127.0.0.1/tocsin")))
        .contains("Write jdbc:postgresql://127.0.0.1:5432/tocsin");
    assertThat(refusedBy(Map.of(url, "jdbc:postgresql://db.nowhere.invalid/tocsin")))
        .contains("name of the server", "db.nowhere.invalid", url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:5432/tocsin",
        "jdbc:mysql://127.0.0.1/tocsin",
        "jdbc:postgresql://127.0.0.1:99999/tocsin",
        "jdbc:postgresql://127.0.0.1:0/tocsin",
        "jdbc:postgresql://127.0.0.1:abc/tocsin",
        "jdbc:postgresql://127.0.0.1:/tocsin",
        "jdbc:postgresql://[::1]:70000/tocsin",
        "jdbc:postgresql://one:5432,two:x/tocsin",
        "jdbc:postgresql://tocsin:s3cret@127.0.0.1:5432/tocsin",
        "jdbc:postgresql://tocsin:s3cret@127.0.0.1/tocsin?ssl=true"
      })
  void an_address_of_a_database_that_cannot_be_is_refused_without_repeating_it(String wrong) {
    assertThat(refusedBy(Map.of("tocsin.database.url", wrong)))
        .hasLineCount(1)
        .startsWith("tocsin.database.url")
        .contains("Write jdbc:postgresql://127.0.0.1:5432/tocsin")
        .doesNotContain("s3cret");
  }

  @Test
  void a_channel_is_paused_and_resumed_by_hand() {
    assertThat(cli.run("channel", "pause", "sms").done().out()).contains("is paused");
    assertThat(cli.run("channel", "pause", "sms").done().out()).contains("was paused already");
    assertThat(cli.run("channel", "list").done().out()).contains("sms is paused", "by hand");
    assertThat(cli.run("channel", "resume", "sms").done().out()).contains("goes on");
    assertThat(cli.run("channel", "resume", "sms").done().out()).contains("was not paused");
  }

  @Test
  void the_demo_on_a_taken_port_ends_with_what_to_type_instead() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      cli.run("demo", "--port", other.getLocalPort())
          .failed("Port " + other.getLocalPort() + " is taken", "tocsin demo --port 0");
    }
  }
}
