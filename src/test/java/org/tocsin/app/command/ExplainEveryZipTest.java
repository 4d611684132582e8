package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;
import org.yaml.snakeyaml.LoaderOptions;

/** P7 by the command line: every ZIP of the published files, against the files themselves. */
@Tag("shared")
final class ExplainEveryZipTest {
  private static final String CIVIC = "data/civic/";

  @TempDir Path folder;
  private final Cli cli = new Cli(TestDatabase.fresh(), Clock.systemUTC(), folder);

  @Test
  void every_zip_of_2026_with_the_supplement_is_as_the_files_say() throws IOException {
    importOfficials("2026-06/", ".json", "2026-06-15");
    // the supplement first: the other order is that of the other test of maps
    districts("2026-06/zip-supplement.csv", "119");
    districts("2026-06/zccd.csv", "119");
    Map<String, TreeSet<String>> listed = listed("2026-06/zccd.csv", 2);
    assertThat(listed).hasSize(33_774);
    listed.putAll(listed("2026-06/zip-supplement.csv", 0));
    assertThat(EveryZip.statesOf(listed.values())).hasSize(56);
    assertAsListed(listed, new ObjectMapper(), "2026-06/", ".json");
  }

  @Test
  void every_zip_of_2017_is_as_the_file_says() throws IOException {
    importOfficials("2017-03/", ".yaml", "2017-03-14");
    districts("2017-03/zccd.csv", "115");
    LoaderOptions large = new LoaderOptions();
    large.setCodePointLimit(64 << 20);
    YAMLMapper yaml =
        new YAMLMapper(
            com.fasterxml.jackson.dataformat.yaml.YAMLFactory.builder()
                .loaderOptions(large)
                .build());
    assertAsListed(listed("2017-03/zccd.csv", 2), yaml, "2017-03/", ".yaml");
  }

  private void importOfficials(String vintage, String ending, String day) {
    cli.run(
            "officials",
            "import",
            Shared.path(CIVIC + vintage + "legislators-current" + ending),
            Shared.path(CIVIC + vintage + "legislators-district-offices" + ending),
            "--as-of",
            day)
        .done();
  }

  private void districts(String file, String congress) {
    cli.run("districts", "import", Shared.path(CIVIC + file), "--congress", congress).done();
  }

  private static Map<String, TreeSet<String>> listed(String file, int zipAt) throws IOException {
    return EveryZip.listed(Shared.path(CIVIC + file), zipAt);
  }

  private void assertAsListed(
      Map<String, TreeSet<String>> listed, ObjectMapper mapper, String vintage, String ending)
      throws IOException {
    Path file = Shared.path(CIVIC + vintage + "legislators-current" + ending);
    new EveryZip(listed, EveryZip.holders(mapper.readTree(file.toFile()))).assertTold(cli);
  }
}
