package org.tocsin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.tocsin.TocsinException;

/** What only its holder knows: 256 random bits, of which the database keeps a hash. */
public final class SecretToken {
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretToken() {}

  /** A new one, of characters that stand in an address or a cookie as they are. */
  public static String create() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Under which it is kept. It is long and random, so a plain SHA-256 cannot be turned back. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new TocsinException("This Java has no SHA-256. Install a full JDK.", e);
    }
  }

  /** Whether two are the same, in a time that does not tell how far they agree. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
