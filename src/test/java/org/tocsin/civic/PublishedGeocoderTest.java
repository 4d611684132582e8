package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.civic.Geocoder.Address;
import org.tocsin.civic.Geocoder.Finding;
import org.tocsin.civic.Geocoder.Outcome;
import org.tocsin.support.GeocoderPeer;
import org.tocsin.support.GeocoderPeer.Answer;
import org.tocsin.support.Shared;

/** Answers in the exact shape of the Census's, each as its README expects. */
@Tag("shared")
final class PublishedGeocoderTest {
  private static Finding find(String file) throws IOException {
    String body = Files.readString(Shared.path("data/civic/geocoder/" + file + ".json"));
    int status = file.equals("error-400") ? 400 : 200;
    try (GeocoderPeer peer = new GeocoderPeer(query -> new Answer(status, body))) {
      return new Geocoder(peer.uri(), "ACS2025_Current", Duration.ofSeconds(20))
          .find(new Address("1 Main St", "", "", ""), 119);
    }
  }

  @Test
  void every_fixture_is_understood() throws IOException {
    assertThat(find("ok-ny22-cd119").district()).isEqualTo(District.of("NY-22"));
    assertThat(find("ok-ny22-no-cd-field").district()).isEqualTo(District.of("NY-22"));
    assertThat(find("ok-at-large-wy").district()).isEqualTo(District.of("WY-0"));
    assertThat(find("ok-delegate-dc").district()).isEqualTo(District.of("DC-0"));
    assertThat(find("wrong-congress-120-only").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(find("ambiguous-two-matches").outcome()).isEqualTo(Outcome.AMBIGUOUS);
    assertThat(find("no-match").outcome()).isEqualTo(Outcome.NOT_FOUND);
    assertThat(find("undefined-zz").outcome()).isEqualTo(Outcome.NOT_FOUND);
    assertThat(find("error-400").outcome()).isEqualTo(Outcome.NOT_FOUND);
  }
}
