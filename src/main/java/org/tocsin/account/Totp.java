package org.tocsin.account;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tocsin.TocsinException;

/**
 * Codes that change every 30 seconds, made of a shared secret and the time. RFC 6238, with SHA-1.
 */
public final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int CODES = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /** Six digits, as an app shows them at a time. */
  public static String code(byte[] secret, Instant at) {
    return code(secret, step(at));
  }

  /** RFC 4226 5.3. */
  static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % CODES);
    } catch (GeneralSecurityException e) {
      throw new TocsinException("This Java has no HMAC-SHA1. Install a full JDK.", e);
    }
  }

  /**
   * The step that a code is of: this one, or one beside it, since clocks differ (RFC 6238 5.2).
   *
   * @param last no step up to this one counts any more
   * @return empty where it is none of them
   */
  static OptionalLong find(byte[] secret, String code, Instant now, long last) {
    long here = step(now);
    return LongStream.rangeClosed(here - 1, here + 1)
        .filter(step -> step > last & SecretToken.same(code(secret, step), code))
        .findFirst();
  }

  /** As apps read it. RFC 4648 6, without padding. */
  public static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = buffer << 8 | each & 0xFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(buffer >> bits & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    return bits == 0 ? text.toString() : text.append(BASE32.charAt(buffer << 5 - bits)).toString();
  }
}
