package org.tocsin.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.FeedSite;

/** Whatever a site does, a feed's bytes come of it, or a sentence. */
final class FeedFetchTest {
  private final FeedSite site = new FeedSite();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    site.close();
  }

  private byte[] fetched() {
    return new FeedFetch()
        .newer(site.url("/feed/"), FeedFetch.Validators.NONE)
        .orElseThrow()
        .bytes();
  }

  private void assertRefused(String... words) {
    assertRefused(new FeedFetch(), words);
  }

  private void assertRefused(FeedFetch fetch, String... words) {
    assertThatThrownBy(() -> fetch.newer(site.url("/feed/"), FeedFetch.Validators.NONE))
        .isInstanceOf(FeedFault.class)
        .hasMessageContainingAll(words);
  }

  private static byte[] zipped(byte[] bytes, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        zip.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  @Test
  void a_feed_comes_as_it_is_and_packed() throws IOException {
    site.text("application/xml", "<rss/>");
    assertThat(fetched()).asString().isEqualTo("<rss/>");
    byte[] packed = zipped("<rss/>".getBytes(), 1);
    site.bytes("application/xml", packed, "Content-Encoding", "gzip");
    assertThat(fetched()).asString().isEqualTo("<rss/>");
  }

  @Test
  void what_has_not_changed_is_not_sent_again() {
    // RFC 9110 13.1.2, 13.1.3
    site.handler(
        exchange -> {
          boolean isKnown =
              "\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                  && "Mon".equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
          exchange.getResponseHeaders().set("ETag", "\"7\"");
          exchange.getResponseHeaders().set("Last-Modified", "Mon");
          exchange.sendResponseHeaders(isKnown ? 304 : 200, -1);
        });
    FeedFetch fetch = new FeedFetch();
    FeedFetch.Fetched first =
        fetch.newer(site.url("/feed/"), FeedFetch.Validators.NONE).orElseThrow();
    assertThat(fetch.newer(site.url("/feed/"), first.validators())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 403, 404, 410, 429, 500, 503})
  void any_other_answer_is_named(int status) {
    site.status(status);
    assertRefused("HTTP " + status);
  }

  @Test
  void a_feed_without_end_is_left() {
    site.handler(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[1 << 16];
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(part);
          }
        });
    assertRefused("more than 4 MB");
  }

  @Test
  void what_grows_when_it_is_unpacked_is_left() throws IOException {
    byte[] bomb = zipped(new byte[1 << 20], 500);
    assertThat(bomb).hasSizeLessThan(FeedFetch.LARGEST);
    site.bytes("application/xml", bomb, "Content-Encoding", "gzip");
    assertRefused("more than 4 MB");
  }

  @Test
  void packing_that_nobody_asked_for_is_refused() {
    site.bytes("application/xml", new byte[9], "Content-Encoding", "br");
    assertRefused("packed");
    site.bytes("application/xml", new byte[9], "Content-Encoding", "gzip");
    assertRefused("broke");
  }

  @Test
  void a_site_that_is_silent_or_sends_in_drops_is_not_waited_for() {
    FeedFetch hasty = new FeedFetch(Duration.ofMillis(300));
    site.handler(exchange -> await());
    assertRefused(hasty, "no whole answer");
    site.handler(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('<');
          exchange.getResponseBody().flush();
          await();
        });
    assertRefused(hasty, "no whole answer");
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_site_that_is_gone_is_named_as_that() {
    site.close();
    assertRefused("no connection");
    assertThatThrownBy(
            () ->
                new FeedFetch()
                    .newer(URI.create("http://nobody.invalid/"), FeedFetch.Validators.NONE))
        .isInstanceOf(FeedFault.class)
        .hasMessageContaining("nobody.invalid");
  }

  @Test
  void a_few_redirects_are_followed() {
    site.handler(
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (path.length() < 10) {
            exchange.getResponseHeaders().set("Location", path + "x");
            exchange.sendResponseHeaders(301, -1);
          } else {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("last".getBytes());
          }
        });
    assertThat(fetched()).asString().isEqualTo("last");
    site.status(302, "Location", "/feed/");
    assertRefused("from address to address");
    assertThat(site.asked).hasSize(5 + 6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "jar:http://127.0.0.1/x!/y",
        "http://user:pass@127.0.0.1/",
        "http:///x",
        "http://[",
        "gopher://127.0.0.1:70/"
      })
  void a_redirect_to_what_is_not_of_the_web_is_not_followed(String location) {
    site.status(302, "Location", location);
    assertRefused("not of the web");
  }

  @ParameterizedTest
  @CsvSource({
    "https://8.8.8.8/,https://127.0.0.1/",
    "https://8.8.8.8/,https://[::1]/",
    "https://8.8.8.8/,https://[::ffff:127.0.0.1]/",
    "https://8.8.8.8/,https://0.0.0.0/",
    "https://8.8.8.8/,https://2130706433/",
    "https://8.8.8.8/,https://169.254.169.254/latest/meta-data",
    "https://8.8.8.8/,https://10.0.0.1/",
    "https://8.8.8.8/,https://[fd00::1]/",
    "https://10.0.0.1/,https://127.0.0.1/",
    "https://10.0.0.1/,https://[fe80::1]/"
  })
  void a_redirect_does_not_lead_further_inside_than_the_setting(URI setting, URI at) {
    assertThatThrownBy(() -> FeedFetch.check(setting, at, Reach.of(setting)))
        .isInstanceOf(FeedFault.class)
        .hasMessageContaining("inside this machine's network");
  }

  @ParameterizedTest
  @CsvSource({
    "http://8.8.8.8/,https://9.9.9.9/",
    "http://10.0.0.1/,http://10.0.0.2/",
    "http://127.0.0.1/,http://127.0.0.1:81/",
    "http://10.0.0.1/,https://8.8.8.8/"
  })
  void a_redirect_outwards_or_beside_is_followed(URI setting, URI at) {
    assertThatCode(() -> FeedFetch.check(setting, at, Reach.of(setting)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_redirect_from_https_to_http_is_not_followed() {
    URI setting = URI.create("https://8.8.8.8/");
    URI at = URI.create("http://8.8.8.8/");
    assertThatThrownBy(() -> FeedFetch.check(setting, at, Reach.WORLD))
        .isInstanceOf(FeedFault.class)
        .hasMessageContaining("from https to http");
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8,WORLD",
    "2001:4860:4860::8888,WORLD",
    "172.32.0.1,WORLD",
    "172.16.0.1,NETWORK",
    "192.168.1.1,NETWORK",
    "100.64.0.1,NETWORK",
    "198.18.0.1,NETWORK",
    "255.255.255.255,NETWORK",
    "0.1.2.3,NETWORK",
    "64:ff9b::7f00:1,NETWORK",
    "2002:7f00:1::,NETWORK",
    "127.9.9.9,MACHINE",
    "224.0.0.1,MACHINE",
    "169.254.1.1,MACHINE",
    "::,MACHINE"
  })
  void how_near_an_address_is_is_known(String address, Reach reach) throws IOException {
    assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
  }
}
