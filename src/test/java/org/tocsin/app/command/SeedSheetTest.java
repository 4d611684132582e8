package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;

/** The first sheet of all, as it was pasted, with the officials of its time and with today's. */
@Tag("shared")
class SeedSheetTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final Path SEED = Shared.path("sheets/sessions-must-resign.txt");

  @TempDir Path folder;

  private Cli cli(String roster, String kind, String asOf) {
    Cli cli = new Cli(TestDatabase.fresh(), CLOCK, folder);
    Path civic = Shared.path("data/civic/" + roster);
    cli.run(
            "officials",
            "import",
            civic.resolve("legislators-current." + kind),
            civic.resolve("legislators-district-offices." + kind),
            "--as-of",
            asOf)
        .done();
    return cli;
  }

  @Test
  void the_seed_is_drafted_without_errors_in_2017_and_found_stale_today() {
    Path sheet = folder.resolve("sessions-must-resign.md");
    Cli then = cli("2017-03", "yaml", "2017-03-15");
    then.run("sheet", "draft", SEED, "-o", sheet).done();
    assertThat(then.run("sheet", "check", sheet).done().out()).doesNotContain("error");
    assertThat(cli("2026-06", "json", "2026-06-15").run("sheet", "check", sheet).out())
        .contains("315-423-5657", "315-253-4068", "202-225-3701", "Mannion (NY-22)")
        .contains("Al Franken", "Patrick Leahy", "John Katko", "positions.K000386");
  }

  @Test
  void a_draft_with_todays_officials_keeps_the_stale_numbers_for_the_check_to_refuse() {
    Path sheet = folder.resolve("today.md");
    Cli now = cli("2026-06", "json", "2026-06-15");
    now.run("sheet", "draft", SEED, "-o", sheet).done();
    Cli.Ran ran = now.run("sheet", "check", sheet);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("202-225-3701: This is the number of Rep. John W. Mannion");
  }
}
