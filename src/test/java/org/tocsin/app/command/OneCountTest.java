package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Ledger;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** publish and preview count the same people: those who get something. */
final class OneCountTest {
  @TempDir static Path folder;
  private static Cli cli;

  @BeforeAll
  static void a_household_with_one_number_and_somebody_whom_no_text_fits() {
    cli = new Cli(TestDatabase.fresh(), new SettableClock(Ledger.NOON), folder);
    Path civic = Path.of("src/test/resources/civic");
    cli.run(
            "officials",
            "import",
            civic.resolve("legislators.json"),
            civic.resolve("offices.yaml"),
            "--as-of",
            "2017-03-14")
        .done();
    Path districts = cli.file("zccd.csv", "state_abbr,zcta,cd\nNY,13202,24\n");
    cli.run("districts", "import", districts, "--congress", 115).done();
    Path people =
        cli.file(
            "people.csv",
            """
            email,phone,first_name,zip,email_consent,sms_consent
            ann@example.org,315-555-0101,Ann,13202,yes,yes
            ben@example.org,315-555-0101,Ben,13202,yes,yes
            ,315-555-0103,Cy,,,yes
            """);
    cli.run("subscribers", "import", people).done();
  }

  private static List<String> counts(String out) {
    return out.lines()
        .filter(line -> line.matches("(By (email|sms): .*|Left out, .*)"))
        .sorted()
        .toList();
  }

  @Test
  void a_shared_number_and_a_text_that_does_not_fit_count_alike() {
    Path sheet = cli.file("sheet.md", PublishCommandTest.SHEET);
    List<String> previewed = counts(cli.run("preview", sheet, "--all").done().out());
    List<String> published = counts(cli.run("publish", sheet, "--yes").done().out());
    assertThat(published).isEqualTo(previewed).contains("By sms: 1", "By email: 2");
    assertThat(published).contains("Left out, number shared: 1");
  }
}
