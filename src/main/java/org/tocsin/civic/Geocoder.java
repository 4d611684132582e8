package org.tocsin.civic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.TimedHttp;

/**
 * Asks the Census Geocoder (geocoding.geo.census.gov/geocoder) in which district a street address
 * lies. One request, no second try, an answer or none within a limit. Neither the address nor the
 * answer, which repeats it, gets into a log or a message of an exception.
 */
public final class Geocoder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 2 << 20;

  private final URI base;
  private final String vintage;
  private final Duration limit;
  private final TimedHttp http;

  /**
   * @param base "https://geocoding.geo.census.gov/geocoder"; /geocoder is added to a bare host
   * @param vintage whose districts to ask for: "ACS2025_Current" has those of the 119th Congress
   * @param limit for a whole answer
   */
  public Geocoder(URI base, String vintage, Duration limit) {
    String path = base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "");
    this.base = base.resolve(path.isEmpty() ? "/geocoder" : path);
    this.vintage = vintage;
    this.limit = limit;
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.http = new TimedHttp(client, "geocoder");
  }

  /**
   * @param congress whose districts are wanted; an answer of another Congress is refused
   */
  public Finding find(Address address, int congress) {
    HttpRequest request = HttpRequest.newBuilder(uri(address)).timeout(limit).GET().build();
    try {
      return http.ask(request, limit, (status, body) -> read(status, body, address, congress));
    } catch (HttpTimeoutException e) {
      return Finding.failed("it did not answer within " + limit.toSeconds() + " s");
    } catch (IOException e) {
      // Its message may name the address.
      return Finding.failed("it could not be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.failed("interrupted");
    }
  }

  private URI uri(Address address) {
    String query =
        Stream.of(
                "address=" + encoded(address.oneLine()),
                "benchmark=Public_AR_Current",
                "vintage=" + encoded(vintage),
                "format=json")
            .collect(Collectors.joining("&"));
    return URI.create(base + "/geographies/onelineaddress?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Finding read(int status, InputStream body, Address address, int congress) {
    try {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (status == 400) {
        return Finding.NOT_FOUND; // no address that could be looked up
      }
      if (status != 200) {
        return Finding.failed("it answered with HTTP " + status);
      }
      if (bytes.length > LARGEST) {
        return Finding.failed("its answer is too long");
      }
      JsonNode result = JSON.readTree(bytes).path("result");
      return result.path("addressMatches").isArray()
          ? new AddressMatches(result.path("addressMatches"), address, congress).finding()
          : Finding.failed("its answer is not in the form of the Census Geocoder");
    } catch (JsonProcessingException e) {
      return Finding.failed("its answer is not JSON");
    } catch (IOException e) {
      return Finding.failed("its answer broke off");
    }
  }

  /** Where someone lives, as they wrote it. Never shown: it is a person's. */
  public record Address(String street, String city, String state, String zip) {
    String oneLine() {
      return Stream.of(street, city, (state + " " + zip).strip())
          .filter(part -> !part.isBlank())
          .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
      return "an address";
    }
  }

  /** What came of it. */
  public enum Outcome {
    /** In one district for certain. */
    FOUND,
    /** It may be one of several addresses, in several districts. */
    AMBIGUOUS,
    /** Nowhere that has a district of that Congress. */
    NOT_FOUND,
    /** No answer, or none to rely on: worth another try later. */
    FAILED
  }

  /**
   * @param district where it was found, else null
   * @param why it failed, in words for the operator, else ""
   */
  public record Finding(Outcome outcome, District district, String why) {
    static final Finding NOT_FOUND = new Finding(Outcome.NOT_FOUND, null, "");
    static final Finding AMBIGUOUS = new Finding(Outcome.AMBIGUOUS, null, "");

    static Finding found(District district) {
      return new Finding(Outcome.FOUND, district, "");
    }

    static Finding failed(String why) {
      return new Finding(Outcome.FAILED, null, why);
    }
  }
}
