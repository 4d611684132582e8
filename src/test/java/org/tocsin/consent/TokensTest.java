package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.support.TestDatabase;

final class TokensTest {
  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private final Tokens tokens = new Tokens(new TreeMap<>(java.util.Map.of(1, key(1))));

  @Property
  void every_token_reads_back_and_is_short_and_safe_in_a_link(
      @ForAll @LongRange(min = 0) long subscriber, @ForAll @LongRange(min = 0) long delivery) {
    String token = tokens.issue(subscriber, delivery);
    assertThat(token).matches("[A-Za-z0-9_-]{1,48}");
    assertThat(tokens.read(token)).contains(new Tokens.Token(subscriber, delivery));
  }

  @Property
  void no_other_text_is_a_token(@ForAll String text) {
    assertThat(tokens.read(text)).isEmpty();
  }

  @Test
  void no_token_with_a_character_changed_is_good() {
    // E07; the last character carries unused bits, which must not make a second spelling
    String token = tokens.issue(71, 9_000_123);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=";
    for (int i = 0; i < token.length(); i++) {
      for (char c : alphabet.toCharArray()) {
        if (c != token.charAt(i)) {
          String other = token.substring(0, i) + c + token.substring(i + 1);
          assertThat(tokens.read(other)).as(other).isEmpty();
        }
      }
      assertThat(tokens.read(token.substring(0, i))).isEmpty();
    }
    assertThat(tokens.read(token + "A")).isEmpty();
    assertThat(tokens.read(token + "=")).isEmpty();
  }

  @Test
  void a_token_of_an_earlier_key_still_verifies_and_the_newest_signs() {
    // C03
    String old = tokens.issue(5, 6);
    NavigableMap<Integer, byte[]> both = new TreeMap<>(java.util.Map.of(1, key(1), 4, key(4)));
    Tokens rotated = new Tokens(both);
    assertThat(rotated.read(old)).contains(new Tokens.Token(5, 6));
    assertThat(rotated.issue(5, 6)).isNotEqualTo(old);
    assertThat(tokens.read(rotated.issue(5, 6))).isEmpty();
  }

  @Test
  void a_mark_outlives_a_new_key_and_is_no_token() {
    // H03
    Tokens rotated = new Tokens(new TreeMap<>(java.util.Map.of(1, key(1), 2, key(2))));
    assertThat(rotated.marks().mark(12))
        .isEqualTo(tokens.marks().mark(12))
        .matches("12\\.[0-9a-f]{20}");
    assertThat(tokens.read(tokens.marks().mark(12))).isEmpty();
  }

  @Test
  void marks_differ_from_delivery_to_delivery() {
    Set<String> marks = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      marks.add(tokens.marks().mark(i).replaceAll("^\\d+\\.", ""));
    }
    assertThat(marks).hasSize(1000);
  }

  @Test
  void an_installation_signs_with_its_own_keys() {
    var one = Tokens.of(TestDatabase.fresh().jdbi());
    assertThat(one.read(one.issue(1, 2))).isPresent();
    assertThat(tokens.read(one.issue(1, 2))).isEmpty();
  }

  @Test
  void without_a_key_nothing_starts() {
    assertThatThrownBy(() -> new Tokens(new TreeMap<>()))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("secret");
  }
}
