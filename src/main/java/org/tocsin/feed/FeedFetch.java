package org.tocsin.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tocsin.TimedHttp;

/**
 * Asks a site for its feed, within bounds of time, size and redirects. Whatever the site does, what
 * comes of it is a feed's bytes, nothing new, or a {@link FeedFault}.
 */
final class FeedFetch {
  /** For the whole answer, redirects included; less than a server waits at its end. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Bytes, as they come and unpacked; the last hundred long posts have half of it. */
  static final int LARGEST = 4 << 20;

  private static final int MOST_REDIRECTS = 5;
  private static final int LONGEST_VALIDATOR = 500;
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private final TimedHttp http =
      new TimedHttp(
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(10))
              .followRedirects(HttpClient.Redirect.NEVER)
              .build(),
          "read-feed");
  private final Duration limit;

  FeedFetch() {
    this(LIMIT);
  }

  FeedFetch(Duration limit) {
    this.limit = limit;
  }

  /**
   * What a site gives to be asked with the next time (RFC 9110 8.8), "" where it gives none.
   *
   * @param modified a date as it wrote it
   */
  record Validators(String etag, String modified) {
    static final Validators NONE = new Validators("", "");

    static Validators of(HttpResponse<?> answer) {
      return new Validators(header(answer, "ETag"), header(answer, "Last-Modified"));
    }

    private static String header(HttpResponse<?> answer, String name) {
      return answer
          .headers()
          .firstValue(name)
          .filter(value -> value.length() <= LONGEST_VALIDATOR)
          .orElse("");
    }
  }

  /**
   * A feed as it came.
   *
   * @param contentType "" where the site says none
   */
  record Fetched(byte[] bytes, String contentType, Validators validators) {}

  /** What came of one request. */
  private record Step(Optional<URI> elsewhere, Optional<Fetched> fetched) {}

  /**
   * @param known from the last time it was read
   * @return empty where it has not changed since
   * @throws FeedFault where it cannot be had
   */
  Optional<Fetched> newer(URI url, Validators known) {
    Reach allowed = Reach.of(url);
    long end = System.nanoTime() + limit.toNanos();
    URI at = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Step step = ask(at, known, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      if (step.elsewhere().isEmpty()) {
        return step.fetched();
      }
      at = step.elsewhere().get();
      check(url, at, allowed);
    }
    throw new FeedFault("It leads on from address to address, more than 5 times.");
  }

  static void check(URI setting, URI at, Reach allowed) {
    boolean isHttp =
        "https".equalsIgnoreCase(at.getScheme()) || "http".equalsIgnoreCase(at.getScheme());
    if (!isHttp || at.getHost() == null || at.getUserInfo() != null) {
      throw new FeedFault("It leads on to an address that is not of the web.");
    }
    if ("https".equalsIgnoreCase(setting.getScheme())
        && !"https".equalsIgnoreCase(at.getScheme())) {
      throw new FeedFault("It leads on from https to http, where anybody can change what comes.");
    }
    if (Reach.of(at).compareTo(allowed) > 0) {
      throw new FeedFault(
          "It leads on to " + at.getHost() + ", an address inside this machine's network.");
    }
  }

  private Step ask(URI at, Validators known, Duration left) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .timeout(left)
            .header("User-Agent", "Tocsin")
            .header(
                "Accept", "application/rss+xml, application/atom+xml, application/xml, */*;q=.1")
            .header("Accept-Encoding", "gzip");
    if (!known.etag().isEmpty()) {
      request.header("If-None-Match", known.etag());
    }
    if (!known.modified().isEmpty()) {
      request.header("If-Modified-Since", known.modified());
    }
    try {
      return http.askWhole(request.build(), left, answer -> step(at, answer));
    } catch (HttpTimeoutException e) {
      throw new FeedFault(
          "It gave no whole answer within " + Math.max(1, limit.toSeconds()) + " seconds.", e);
    } catch (IOException e) {
      throw new FeedFault("It takes no connection, or broke it off.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedFault("It was asked for just as the server stopped.", e);
    }
  }

  private static Step step(URI at, HttpResponse<InputStream> answer) throws IOException {
    int status = answer.statusCode();
    if (status == 304) {
      return new Step(Optional.empty(), Optional.empty());
    }
    Optional<String> location = answer.headers().firstValue("Location");
    if (REDIRECTS.contains(status) && location.isPresent()) {
      return new Step(Optional.of(resolved(at, location.get())), Optional.empty());
    }
    if (status != 200) {
      throw new FeedFault("It answers with HTTP " + status + ".");
    }
    Fetched fetched =
        new Fetched(
            bytes(answer),
            answer.headers().firstValue("Content-Type").orElse(""),
            Validators.of(answer));
    return new Step(Optional.empty(), Optional.of(fetched));
  }

  private static URI resolved(URI at, String location) {
    try {
      return at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new FeedFault("It leads on to an address that is not of the web.", e);
    }
  }

  private static byte[] bytes(HttpResponse<InputStream> answer) throws IOException {
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
    return switch (encoding.toLowerCase(java.util.Locale.ROOT)) {
      case "identity", "" -> all(answer.body());
      case "gzip", "x-gzip" -> unpacked(all(answer.body()));
      default -> throw new FeedFault("It is packed in a way that was not asked for.");
    };
  }

  private static byte[] unpacked(byte[] sent) throws IOException {
    return all(new GZIPInputStream(new ByteArrayInputStream(sent)));
  }

  /** Gives up where more comes than a feed has. */
  private static byte[] all(InputStream in) throws IOException {
    byte[] all = in.readNBytes(LARGEST + 1);
    if (all.length > LARGEST) {
      throw new FeedFault("It has more than " + (LARGEST >> 20) + " MB, so it is no feed.");
    }
    return all;
  }
}
