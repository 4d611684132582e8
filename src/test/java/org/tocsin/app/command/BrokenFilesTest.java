package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Ledger;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** P11: a file that is broken is refused with file, line and field, and nothing has changed. */
final class BrokenFilesTest {
  private static final Path CIVIC = Path.of("src/test/resources/civic");

  @TempDir static Path folder;
  private static Cli cli;
  private static Map<String, String> before;

  @BeforeAll
  static void an_installation_that_works() {
    cli = new Cli(TestDatabase.fresh(), new SettableClock(Ledger.NOON), folder);
    officials(legislators());
    cli.run("districts", "import", districts("NY,13202,24"), "--congress", 115).done();
    cli.run("zones", "import", zones("13202,America/New_York")).done();
    cli.run("subscribers", "import", people("ann@example.org,13202,yes")).done();
    before = cli.everything();
    assertThat(before.get("official")).startsWith("3 ");
    assertThat(before.get("zip_district")).startsWith("1 ");
    assertThat(before.get("zip_zone")).startsWith("1 ");
    assertThat(before.get("subscriber")).startsWith("1 ");
  }

  @AfterEach
  void nothing_has_changed() {
    assertThat(cli.everything()).isEqualTo(before);
  }

  private static String legislators() {
    try {
      return Files.readString(CIVIC.resolve("legislators.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Cli.Ran officials(String legislators) {
    return cli.run(
        "officials",
        "import",
        cli.file("legislators.json", legislators),
        CIVIC.resolve("offices.yaml"),
        "--as-of",
        "2017-03-14");
  }

  private static Path districts(String row) {
    return cli.file("zccd.csv", "state_abbr,zcta,cd\n" + row + "\n");
  }

  private static Path zones(String row) {
    return cli.file("zones.csv", "zip,tz\n" + row + "\n");
  }

  private static Path people(String rows) {
    return cli.file("people.csv", "email,zip,email_consent\n" + rows + "\n");
  }

  @Test
  void a_broken_roster() {
    officials(legislators().replace("\"last\": \"Baker\"", "\"x\": 1"))
        .failed("legislators.json:13", "name.last", "X000002");
    officials(legislators() + "x").failed("legislators.json:31");
    officials("<html>").failed("legislators.json:1");
  }

  @Test
  void broken_districts() {
    cli.run("districts", "import", districts("NY,13202,24\nNY,1320,24"), "--congress", 115)
        .failed("zccd.csv:3", "zcta");
    cli.run("districts", "import", districts("NY,13202,x"), "--congress", 115)
        .failed("zccd.csv:2", "cd");
    cli.run("districts", "import", cli.file("other.csv", "zip,cd\n1,2\n"), "--congress", 115)
        .failed("other.csv:1", "state_abbr");
  }

  @Test
  void broken_zones() {
    cli.run("zones", "import", zones("13202,America/New_York\n13203,America/Syracuse"))
        .failed("zones.csv:3", "tz", "America/Syracuse");
    cli.run("zones", "import", zones("1,America/New_York")).failed("zones.csv:2", "zip");
  }

  @Test
  void a_list_of_people_without_the_columns_that_it_needs() {
    cli.run("subscribers", "import", cli.file("people.csv", "name,zip\nAnn,13202\n"))
        .failed("people.csv:1", "email or phone");
  }

  @Test
  void a_list_of_people_with_a_quote_that_never_ends() {
    cli.run(
            "subscribers",
            "import",
            people("ben@example.org,13202,yes\n\"carla@example.org,13202,yes\n"))
        .failed("people.csv:3");
  }

  @Test
  void a_list_of_people_that_is_a_workbook() throws IOException {
    Path file = people("");
    Files.write(file, new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0});
    cli.run("subscribers", "import", file).failed("people.csv", "workbook", "CSV UTF-8");
  }

  @Test
  void a_list_of_people_without_a_header() {
    Cli.Ran ran =
        cli.run("subscribers", "import", cli.file("bare.csv", "Ann,ann@example.org,13202\n"));
    ran.failed("bare.csv:1", "The first line");
    assertThat(ran.out() + ran.err()).doesNotContain("ann@example", "13202");
  }

  @Test
  void rows_that_make_no_sense_are_named_and_left_out() {
    Cli.Ran ran =
        cli.run(
            "subscribers", "import", people("no address,13202,yes\nben@example..org,13202,yes"));
    assertThat(ran.out()).contains("people.csv:2: email:", "2 times: lines 2, 3");
    assertThat(ran.out())
        .contains(
            "2 rows: 0 people added, 0 updated, 0 unchanged, 2 rows skipped",
            "can be written to: email 0, text 0; ZIP unknown 0")
        .doesNotContain("ben@example");
    ran.failed("Nobody was imported");
  }

  @Test
  void a_broken_sheet_is_neither_published_nor_kept() {
    Path sheet =
        cli.file("broken.md", PublishCommandTest.SHEET.replace("Number one.", "{{ nobody }}"));
    for (String command : new String[] {"publish", "preview"}) {
      cli.run(command, sheet).failed("broken.md:10", "nobody");
    }
    Cli.Ran checked = cli.run("sheet", "check", sheet);
    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.out()).contains("error broken.md:10", "nobody");
  }

  @Test
  void a_sheet_with_a_broken_head() {
    Path sheet = cli.file("head.md", PublishCommandTest.SHEET.replace("subject:", "subjct:"));
    cli.run("publish", sheet, "--yes").failed("head.md:1", "subject");
    cli.run("publish", cli.file("none.md", "Only text.\n"), "--yes").failed("none.md:1");
  }

  @Test
  void a_deadline_that_has_passed() {
    Path sheet = cli.file("sheet.md", PublishCommandTest.SHEET);
    cli.run("publish", sheet, "--yes", "--deadline", "2017-03-14T12:00 America/New_York")
        .failed("deadline", "14 March 2017, 16:00 UTC");
  }
}
