package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.support.TestDatabase;

final class ExplainZipTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void set_up() {
    cli = new Cli(DATABASE, Clock.systemUTC(), folder);
    DATABASE.jdbi().useHandle(handle -> handle.execute("TRUNCATE roster, district_map CASCADE"));
  }

  private void withFacts() {
    DemoFacts facts = new DemoFacts();
    new Rosters(DATABASE.jdbi(), Clock.systemUTC()).add(DemoFacts.AS_OF, "test", facts.officials());
    new Districts(DATABASE.jdbi(), Clock.systemUTC())
        .add(DemoFacts.CONGRESS, "test", facts.districts());
  }

  @Test
  void a_zip_in_one_district_has_its_member_with_numbers_and_both_senators() {
    withFacts();
    assertThat(cli.run("explain", "zip", "13202-1234", "--json").done().out())
        .startsWith("{\"zip\":\"13202\",\"assignment\":\"ZIP\",\"districts\":[\"NY-24\"],")
        .contains("\"representative\":{\"bioguide\":\"K000386\",\"name\":\"John Katko\"")
        .contains("{\"label\":\"DC\",\"number\":\"202-225-3701\",\"tel\":\"tel:+12022253701\"}")
        .contains("\"candidates\":[]", "S000148", "G000555");
  }

  @Test
  void what_is_asked_on_standard_input_is_answered_line_by_line_in_its_order() {
    withFacts();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("00000\n13202\n\nx\n".getBytes(StandardCharsets.UTF_8)));
    try {
      List<String> lines = cli.run("explain", "zip", "--json").done().out().lines().toList();
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0))
          .isEqualTo(
              "{\"zip\":\"00000\",\"assignment\":\"UNKNOWN\",\"districts\":[],"
                  + "\"representative\":null,\"candidates\":[],\"senators\":[]}");
      assertThat(lines.get(1)).contains("13202");
      assertThat(lines.get(2)).contains("\"zip\":\"x\",\"assignment\":\"UNKNOWN\"");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void without_json_it_is_said_in_words() {
    withFacts();
    assertThat(cli.run("explain", "zip", "13202").done().out())
        .contains("13202: NY-24, certain", "Rep. John Katko (R-NY-24, K000386)", "202-225-3701");
  }

  @Test
  void nothing_changes_and_what_is_missing_is_said() {
    cli.run("explain", "zip", "13202").failed("tocsin officials import");
    withFacts();
    Map<String, String> before = cli.everything();
    cli.run("explain", "zip", "13202", "99999", "abc").done();
    assertThat(cli.everything()).isEqualTo(before);
    cli.run("explain").wrongUsage();
  }

  @Test
  void senators_do_not_depend_on_the_map_of_the_house() {
    DemoFacts facts = new DemoFacts();
    new Rosters(DATABASE.jdbi(), Clock.systemUTC()).add(DemoFacts.AS_OF, "test", facts.officials());
    cli.run("explain", "zip", "13202").failed("districts import ZCCD --congress 115");
    new Districts(DATABASE.jdbi(), Clock.systemUTC())
        .add(114, "the Congress before", facts.districts());
    Cli.Ran ran = cli.run("explain", "zip", "13202", "--json");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("districts import ZCCD --congress 115");
    assertThat(ran.out())
        .contains("\"assignment\":\"STATE\"", "\"representative\":null", "S000148", "G000555");
  }
}
