package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tocsin.civic.Geocoder.Address;
import org.tocsin.civic.Geocoder.Finding;
import org.tocsin.civic.Geocoder.Outcome;
import org.tocsin.support.GeocoderPeer;
import org.tocsin.support.GeocoderPeer.Answer;

final class GeocoderTest {
  private static final GeocoderPeer PEER = new GeocoderPeer(query -> GeocoderPeer.SILENT);
  private static final Address SYRACUSE =
      new Address("100 S Clinton St # 4", "Syracuse", "NY", "13202");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @AfterAll
  static void close() {
    PEER.close();
  }

  private static Finding find(Answer answer, Address address) {
    PEER.answer(query -> answer);
    return new Geocoder(PEER.uri(), "ACS2025_Current", LIMIT).find(address, 119);
  }

  private static void assertFound(String geoid, String state, String code) {
    Address address = new Address("1 Main St", "", state, "");
    assertThat(find(GeocoderPeer.matches("119th", geoid, "00000"), address))
        .isEqualTo(new Finding(Outcome.FOUND, District.of(code), ""));
  }

  @Test
  void a_district_is_read_from_the_geoid_at_large_and_delegates_too() {
    assertFound("3622", "NY", "NY-22");
    assertFound("5600", "WY", "WY-0");
    assertFound("1198", "DC", "DC-0");
    assertFound("7298", "PR", "PR-0");
  }

  @Test
  void the_address_is_asked_for_in_one_line_in_the_vintage_that_was_set() {
    find(GeocoderPeer.matches("119th", "3622", "13202"), SYRACUSE);
    assertThat(PEER.asked().get(PEER.asked().size() - 1))
        .contains("address=100 S Clinton St # 4, Syracuse, NY 13202")
        .contains("benchmark=Public_AR_Current", "vintage=ACS2025_Current", "format=json");
  }

  @Test
  void another_congress_is_refused_and_it_is_said_what_to_set() {
    Finding finding = find(GeocoderPeer.matches("120th", "3622", "13202"), SYRACUSE);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.why()).contains("tocsin.geocoder.vintage");
  }

  @Test
  void several_addresses_in_several_districts_are_ambiguous_unless_one_is_in_the_zip() {
    Answer two = GeocoderPeer.matches("119th", "3622", "13021", "119th", "3624", "13126");
    assertThat(find(two, new Address("100 Main St", "", "NY", ""))).isEqualTo(Finding.AMBIGUOUS);
    assertThat(find(two, new Address("100 Main St", "", "NY", "13126")).district())
        .isEqualTo(District.of("NY-24"));
  }

  @Test
  void water_no_match_bad_input_and_another_state_are_not_found() {
    assertThat(find(GeocoderPeer.matches("119th", "36ZZ", "13126"), SYRACUSE))
        .isEqualTo(Finding.NOT_FOUND);
    assertThat(find(GeocoderPeer.matches(), SYRACUSE)).isEqualTo(Finding.NOT_FOUND);
    assertThat(find(new Answer(400, "{\"errors\": [\"x\"]}"), SYRACUSE))
        .isEqualTo(Finding.NOT_FOUND);
    assertThat(find(GeocoderPeer.matches("119th", "5600", "82001"), SYRACUSE))
        .isEqualTo(Finding.NOT_FOUND);
  }

  @Test
  void nonsense_and_faults_are_no_answer() {
    for (Answer nonsense :
        new Answer[] {
          new Answer(200, "<html>busy</html>"),
          new Answer(200, "{}"),
          new Answer(200, ""),
          new Answer(200, "[".repeat(5_000)),
          new Answer(200, " ".repeat(3 << 20)),
          new Answer(500, "broken"),
          new Answer(302, "moved")
        }) {
      assertThat(find(nonsense, SYRACUSE).outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  @Timeout(40) // without a limit it would not end
  void one_that_is_silent_or_drips_is_left_at_the_limit() {
    for (Answer slow : new Answer[] {GeocoderPeer.SILENT, GeocoderPeer.DRIPPING}) {
      PEER.answer(query -> slow);
      Finding finding = new Geocoder(PEER.uri(), "v", Duration.ofSeconds(1)).find(SYRACUSE, 119);
      assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void one_that_is_not_there_is_no_answer_and_nothing_said_of_it_names_the_address() {
    Finding finding =
        new Geocoder(URI.create("http://127.0.0.1:1/geocoder"), "v", LIMIT).find(SYRACUSE, 119);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.why() + SYRACUSE).doesNotContain("Clinton");
  }
}
