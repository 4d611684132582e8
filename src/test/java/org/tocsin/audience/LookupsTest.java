package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.civic.District;
import org.tocsin.civic.Geocoder;
import org.tocsin.support.GeocoderPeer;
import org.tocsin.support.GeocoderPeer.Answer;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** Street addresses are looked up in the background; the ZIP tells until then and otherwise. */
final class LookupsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final String HEADER = "email,street,city,state,zip";
  private static final String ANN = "ann@example.org";
  private static final Answer NY_22 = GeocoderPeer.matches("115th", "3622", "13440");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(People.CLOCK.instant());
  private final GeocoderPeer peer = new GeocoderPeer(query -> NY_22);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder).withDistricts();
    people.importRows(HEADER, ANN + ",7 Secret Ln,Rome,NY,13440");
    log.start();
    ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(log);
  }

  @AfterEach
  void close() {
    ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(log);
    peer.close();
  }

  private boolean look() {
    Geocoder geocoder = new Geocoder(peer.uri(), "ACS2025_Current", Duration.ofSeconds(1));
    return new Lookups(JDBI, clock, new Assignments(JDBI, clock), Optional.of(geocoder)).next();
  }

  private Assignment ann() {
    return people.find(ANN).assignment();
  }

  @Test
  void an_address_that_is_found_settles_a_split_zip_and_is_asked_for_once() {
    assertThat(ann().kind()).isEqualTo(Kind.ZIP_SPLIT);
    assertThat(look()).isTrue();
    assertThat(ann()).isEqualTo(new Assignment(Kind.ADDRESS, "NY", List.of(District.of("NY-22"))));
    people.importRows(HEADER, ANN + ",7 Secret Ln,Rome,NY,13440");
    assertThat(look()).isFalse();
    assertThat(peer.asked()).hasSize(1);
    assertThat(ann().kind()).isEqualTo(Kind.ADDRESS);
  }

  @Test
  void a_new_street_is_looked_up_again() {
    look();
    people.importRows(HEADER, ANN + ",8 Other Ln,Rome,NY,13440");
    assertThat(ann().kind()).isEqualTo(Kind.ZIP_SPLIT);
    peer.answer(query -> GeocoderPeer.matches("115th", "3621", "13440"));
    look();
    assertThat(ann().districts()).containsExactly(District.of("NY-21"));
  }

  @Test
  void what_cannot_be_true_of_the_zip_is_not_believed() {
    peer.answer(query -> GeocoderPeer.matches("115th", "3601", "13440"));
    look();
    assertThat(ann().kind()).isEqualTo(Kind.ZIP_SPLIT);
  }

  @Test
  void where_the_geocoder_fails_the_zip_tells_it_is_tried_later_and_no_address_is_logged() {
    for (Answer fault :
        List.of(
            GeocoderPeer.SILENT,
            new Answer(500, "7 Secret Ln"),
            new Answer(200, "7 Secret Ln"),
            GeocoderPeer.matches("120th", "3622", "13440"))) {
      peer.answer(query -> fault);
      look();
      assertThat(ann().kind()).isEqualTo(Kind.ZIP_SPLIT);
      assertThat(look()).as("not again at once").isFalse();
      clock.advance(Duration.ofHours(12));
    }
    peer.answer(query -> NY_22);
    look();
    assertThat(ann().kind()).isEqualTo(Kind.ADDRESS);
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("Secret") || line.contains(ANN));
  }

  @Test
  void what_someone_said_themselves_needs_no_look() {
    long id = people.find(ANN).id();
    JDBI.useTransaction(
        handle ->
            new Assignments(JDBI, clock)
                .settle(handle, id, District.of("NY-21"), Assignments.Way.PAGE));
    assertThat(look()).isFalse();
    assertThat(peer.asked()).isEmpty();
    assertThat(ann().districts()).containsExactly(District.of("NY-21"));
  }

  @Test
  void without_a_geocoder_nothing_is_asked() {
    Lookups off = new Lookups(JDBI, clock, new Assignments(JDBI, clock), Optional.empty());
    assertThat(off.next()).isFalse();
    assertThat(peer.asked()).isEmpty();
  }

  @Test
  void after_some_that_got_no_answer_the_others_do_not_wait_for_theirs() {
    people.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO subscriber (email, email_key, street, zip)
                SELECT 'many' || n || '@example.org', gen_random_uuid(), n || ' Oak St', '13202'
                FROM generate_series(1, 19) n
                """));
    peer.answer(query -> GeocoderPeer.SILENT);
    assertThat(look()).isFalse();
    assertThat(peer.asked()).hasSizeLessThan(12);
  }
}
