package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;
import org.tocsin.consent.Tokens;

final class ReturnAddressTest {
  private static final String PATTERN = "Bounces+*@alerts.example.org";

  private static Tokens tokens(int... keys) {
    TreeMap<Integer, byte[]> all = new TreeMap<>();
    for (int key : keys) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) key;
      all.put(key, bytes);
    }
    return new Tokens(all);
  }

  private final ReturnAddress returns = new ReturnAddress(PATTERN, tokens(1));

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7_000_000, 999_999_999_999_999_999L})
  void names_one_delivery_in_64_octets(long delivery) { // B01, B02
    String address = returns.of(delivery);
    assertThat(returns.delivery(address)).contains(delivery);
    assertThat(returns.delivery(address.toUpperCase(Locale.ROOT))).contains(delivery);
    assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
  }

  @Test
  void an_address_of_an_earlier_key_still_counts() {
    String old = returns.of(5);
    ReturnAddress renewed = new ReturnAddress(PATTERN, tokens(1, 2));
    assertThat(renewed.of(5)).isNotEqualTo(old);
    assertThat(renewed.delivery(old)).contains(5L);
  }

  @Test
  void a_forged_one_names_nobody() { // B15
    String good = returns.of(5);
    assertThat(returns.delivery(good.replace("+5.", "+6."))).isEmpty();
    assertThat(returns.delivery(good.replace("+5.", "+05."))).isEmpty();
    assertThat(returns.delivery(good.replace("alerts.", "other."))).isEmpty();
    assertThat(returns.delivery(good.substring(1))).isEmpty();
    assertThat(returns.delivery("bounces+@alerts.example.org")).isEmpty();
    assertThat(returns.delivery("bounces+" + tokens(1).marks().mark(5) + "@alerts.example.org"))
        .isEmpty();
    assertThat(new ReturnAddress(PATTERN, tokens(3)).delivery(good)).isEmpty();
    assertThat(returns.delivery("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bounces@example.org",
        "bounces+*",
        "*@localhost",
        "b*c*@example.org",
        "far-too-long-a-local-part-for-it*@example.org",
        "a b*@example.org"
      })
  void a_pattern_without_a_place_for_the_code_is_refused(String pattern) {
    assertThatThrownBy(() -> new ReturnAddress(pattern, tokens(1)))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.email.bounce-address");
  }
}
