package org.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;

class DemoTableTest {
  @TempDir Path folder;

  @Test
  void everyone_has_a_line_that_fits_and_the_totals_follow() throws IOException {
    SeededWorld world = new SeededWorld(TestDatabase.fresh().jdbi()).withPeople(folder).withAlert();
    world.deliver("alice.moreno@example.org", "accepted", null, null);
    world.deliver("+13155550101", "delivered", null, null);
    world.deliver("+13155550102", "queued", null, null);

    String table = printed(new DemoTable(new DemoPeople(world.jdbi)));

    assertThat(table.lines()).allMatch(line -> line.length() <= 100);
    assertThat(table).doesNotContain("…");
    assertThat(table)
        .containsPattern("Alice Moreno +13202 +NY-24 +Katko 202-225-3701 +delivered +delivered")
        .containsPattern(
            "Irene Novak +13035 +NY-22 +Tenney 202-225-3665 .*\n +or NY-24 +or Katko 202")
        .containsPattern("Quinn Alder +90012 +CA-34 +seat vacant ")
        .containsPattern("Tess Underhill +99999 +unknown +not known ")
        .containsPattern("\\(no name given\\) +13066 +NY-24 +Katko ")
        .contains("26 people: 1 email and 1 text arrived, 1 still waits; 24 people got nothing.");
  }

  private static String printed(DemoTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
