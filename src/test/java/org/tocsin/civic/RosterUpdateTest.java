package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.support.TestDatabase;

/** The published files, fetched over HTTP. */
final class RosterUpdateTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-04-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Path FILES = Path.of("src/test/resources/civic");

  private final Rosters rosters = new Rosters(JDBI, CLOCK);
  private final Districts districts = new Districts(JDBI, CLOCK);
  private HttpServer server;

  @BeforeEach
  void publish() throws IOException {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE roster, district_map CASCADE"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          Path file = FILES.resolve(exchange.getRequestURI().getPath().substring(1));
          boolean known = Files.exists(file);
          byte[] body = known ? Files.readAllBytes(file) : "no".getBytes();
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private RosterUpdate update(String offices) {
    String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return new RosterUpdate(
        rosters, CLOCK, URI.create(base + "legislators.json"), URI.create(base + offices));
  }

  @Test
  void the_published_files_are_in_force_as_of_today() {
    assertThat(update("offices.yaml").run().officials()).isPositive();
    assertThat(rosters.orRefused().asOf()).isEqualTo("2017-04-01");
  }

  @Test
  void a_file_that_is_not_there_changes_nothing_and_is_named() {
    assertThatThrownBy(() -> update("gone.json").run())
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("/gone.json answered with HTTP 404");
    assertThatThrownBy(() -> update("legislators.json").run())
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("legislators-district-offices");
    assertThat(rosters.inForce()).isEmpty();
  }

  @Test
  void a_file_without_end_changes_nothing_and_is_left() {
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[1 << 20];
          for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write(part);
          }
        });
    assertThatThrownBy(() -> update("endless").run())
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("/endless is larger than 32 MB");
    assertThat(rosters.inForce()).isEmpty();
  }

  /** The officials of a Congress before, with a map. */
  private void anOlderCongress() {
    rosters.add(LocalDate.parse("2016-12-30"), "the 114th", List.of());
    districts.add(114, "test", Map.of("13202", List.of(District.of("NY-24"))));
  }

  @Test
  void officials_whose_districts_are_not_known_wait_and_the_old_ones_stay_in_force() {
    anOlderCongress();
    assertThat(update("offices.yaml").run().waits().orElseThrow())
        .contains("115th Congress", "districts import ZCCD --congress 115");
    assertThat(rosters.orRefused().congress()).isEqualTo(114);
    assertThat(rosters.waitsForMap()).contains(115);
  }

  @Test
  void those_that_wait_come_into_force_when_their_districts_are_known() {
    anOlderCongress();
    update("offices.yaml").daily();
    districts.add(115, "test", Map.of("13202", List.of(District.of("NY-24"))));
    JDBI.useTransaction(handle -> Rosters.begin(handle, CLOCK.instant()));
    assertThat(rosters.orRefused().congress()).isEqualTo(115);
    assertThat(rosters.waitsForMap()).isEmpty();
  }

  @Test
  void those_that_wait_are_not_fetched_again_on_the_same_day() {
    anOlderCongress();
    update("offices.yaml").daily();
    update("offices.yaml").daily();
    String count = "SELECT count(*) FROM roster";
    int kept = JDBI.withHandle(handle -> handle.createQuery(count).mapTo(Integer.class).one());
    assertThat(kept).isEqualTo(2);
  }

  @Test
  void once_a_day_is_enough_and_a_failure_is_no_end() {
    update("gone.json").daily();
    assertThat(rosters.inForce()).isEmpty();
    update("offices.yaml").daily();
    long id = rosters.orRefused().id();
    update("offices.yaml").daily();
    assertThat(rosters.orRefused().id()).isEqualTo(id);
  }

  @Test
  void officials_of_a_congress_to_come_do_not_keep_those_of_now_from_their_updates() {
    anOlderCongress();
    districts.add(115, "test", Map.of("13202", List.of(District.of("NY-24"))));
    rosters.add(LocalDate.parse("2019-01-03"), "the 116th", List.of());
    update("offices.yaml").daily();
    assertThat(rosters.orRefused().asOf()).isEqualTo("2017-04-01");
  }
}
