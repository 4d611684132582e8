package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;

/** Where a request comes from, by what connected and what our own proxies added. */
final class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of("127.0.0.0/8, ::1, 10.1.0.0/16, 2001:db8:1::/48");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1 | '' | 127.0.0.1",
        "127.0.0.1 | 203.0.113.7 | 203.0.113.7",
        "127.0.0.1 | 198.51.100.9, 203.0.113.7 | 203.0.113.7",
        "127.0.0.1 | 198.51.100.9, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
        "127.0.0.1 | 198.51.100.9,203.0.113.7:4711 | 203.0.113.7",
        "::1 | 2001:db8:ffff::7 | 2001:db8:ffff:0:0:0:0:7",
        "2001:db8:1::5 | [2001:db8:ffff::7]:443 | 2001:db8:ffff:0:0:0:0:7",
        "127.0.0.1 | ::ffff:203.0.113.7 | 203.0.113.7",
        "10.1.255.1 | 10.1.0.1 | 10.1.0.1",
        "10.2.0.1 | 203.0.113.7 | 10.2.0.1",
        "198.51.100.1 | 127.0.0.1 | 198.51.100.1",
        "127.0.0.1 | 203.0.113.7, unknown | 127.0.0.1",
        "127.0.0.1 | 203.0.113.7, localhost | 127.0.0.1",
        "127.0.0.1 | 300.0.113.7 | 127.0.0.1",
      })
  void the_last_hop_that_is_none_of_ours_is_the_client(String peer, String header, String client) {
    assertThat(PROXIES.client(peer, List.of(header == null ? "" : header))).isEqualTo(client);
  }

  @Test
  void a_header_that_comes_several_times_is_one_chain() {
    assertThat(PROXIES.client("127.0.0.1", List.of("198.51.100.9", "203.0.113.7", "10.1.0.1")))
        .isEqualTo("203.0.113.7");
    assertThat(PROXIES.client("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
  }

  @Test
  void where_no_proxy_is_named_only_the_connection_counts() {
    assertThat(TrustedProxies.of("").client("127.0.0.1", List.of("203.0.113.7")))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "::1/129", "10.0.0", "10.0.0.0/-1", "a b"})
  void what_is_no_network_is_refused(String written) {
    assertThatThrownBy(() -> TrustedProxies.of("127.0.0.1," + written))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining(written);
  }
}
