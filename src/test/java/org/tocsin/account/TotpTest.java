package org.tocsin.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes as the RFCs have them. */
final class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 6238 appendix B, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void a_code_is_as_the_rfc_has_it(long seconds, String code) {
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
  }

  /** RFC 4648 10. */
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void a_secret_is_written_as_the_rfc_has_it(String text, String written) {
    assertThat(Totp.base32(text.getBytes(US_ASCII))).isEqualTo(written);
  }

  @Test
  void a_code_counts_half_a_minute_early_or_late_and_never_twice() {
    Instant now = Instant.ofEpochSecond(1_000_000_005);
    long step = Totp.step(now);
    for (long beside = -1; beside <= 1; beside++) {
      String code = Totp.code(SECRET, now.plusSeconds(30 * beside));
      assertThat(Totp.find(SECRET, code, now, 0)).hasValue(step + beside);
      assertThat(Totp.find(SECRET, code, now, step + beside)).isEmpty();
    }
    for (long beside : new long[] {-2, 2}) {
      String code = Totp.code(SECRET, now.plusSeconds(30 * beside));
      assertThat(Totp.find(SECRET, code, now, 0)).isEmpty();
    }
  }
}
