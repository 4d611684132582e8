package org.tocsin.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/** Bearer tokens of the API (RFC 6750). The database holds hashes only. */
public final class ApiTokens {
  private static final String SCHEME = "Bearer ";

  private final Jdbi jdbi;
  private final Clock clock;

  public ApiTokens(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * @return the token, which cannot be shown again
   */
  public String create(String name) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    int added =
        jdbi.withHandle(
            h ->
                h.createUpdate(
                        """
                        INSERT INTO api_token (name, hash, created_at) VALUES (:name, :hash, :now)
                        ON CONFLICT (name) DO NOTHING
                        """)
                    .bind("name", name)
                    .bind("hash", hash(token))
                    .bind("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                    .execute());
    if (added == 0) {
      throw new TocsinException("There is a token named '" + name + "' already. Choose another.");
    }
    return token;
  }

  /**
   * Lets only a known token pass.
   *
   * @param authorization the header, or null
   */
  void check(String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME) || !isKnown(authorization)) {
      throw new HttpFault(401, "Send 'Authorization: Bearer TOKEN'; see: tocsin token create");
    }
  }

  private boolean isKnown(String authorization) {
    byte[] hash = hash(authorization.substring(SCHEME.length()).strip());
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT EXISTS (SELECT FROM api_token WHERE hash = :hash)")
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .one());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new TocsinException("This Java has no SHA-256. Install a full JDK.", e);
    }
  }
}
