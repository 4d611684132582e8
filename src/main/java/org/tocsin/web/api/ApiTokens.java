package org.tocsin.web.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.TocsinException;
import org.tocsin.account.SecretToken;

/** Bearer tokens of the API. The database holds hashes only. */
public final class ApiTokens {
  private static final int LONGEST_NAME = 100;

  /** How exactly the last use is known; a write for each request would be too many. */
  private static final Duration LAST_USE = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final Clock clock;

  public ApiTokens(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * A token as it can be shown.
   *
   * @param lastUsedAt to the minute; null where it never was
   * @param revokedAt null where it was not
   */
  public record Shown(
      long id,
      String name,
      Instant createdAt,
      Instant expiresAt,
      Instant lastUsedAt,
      Instant revokedAt) {
    /** "valid", "expired" or "revoked". */
    public String state(Instant now) {
      if (revokedAt != null) {
        return "revoked";
      }
      return expiresAt.isAfter(now) ? "valid" : "expired";
    }
  }

  /**
   * @param name of what uses it, one line; no other valid token may have it
   * @param life for how long it is taken
   * @return the token, which cannot be shown again
   */
  public String create(String name, Duration life) {
    if (name.isBlank() || name.length() > LONGEST_NAME || name.matches("(?s).*\\p{Cntrl}.*")) {
      throw new TocsinException("Name what it is for in a word or two, such as website.");
    }
    String token = SecretToken.create();
    if (!insert(name, SecretToken.hash(token), clock.instant().plus(life))) {
      throw new TocsinException(
          "There is a token named '"
              + name
              + "' already (see: tocsin token list). Choose another name, or revoke that one.");
    }
    return token;
  }

  private boolean insert(String name, byte[] hash, Instant expires) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO api_token (name, hash, created_at, expires_at)
                        VALUES (:name, :hash, :now, :expires)
                        ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
                        """)
                    .bind("name", name)
                    .bind("hash", hash)
                    .bind("now", clock.instant())
                    .bind("expires", expires)
                    .execute())
        > 0;
  }

  /** All of them, the newest first. */
  public List<Shown> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM api_token ORDER BY id DESC")
                .map(ConstructorMapper.of(Shown.class))
                .list());
  }

  /**
   * Ends a token at once.
   *
   * @throws TocsinException where there is none of this id that was not revoked
   */
  public void revoke(long id) {
    int revoked =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS"
                            + " NULL")
                    .bind("now", clock.instant())
                    .bind("id", id)
                    .execute());
    if (revoked == 0) {
      throw new TocsinException("There is no token " + id + " to revoke. See: tocsin token list");
    }
  }

  /** The one that this is, revoked and expired ones too; its use is noted where it is valid. */
  Optional<Shown> find(String token) {
    Optional<Shown> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM api_token WHERE hash = :hash")
                    .bind("hash", SecretToken.hash(token))
                    .map(ConstructorMapper.of(Shown.class))
                    .findOne());
    found.filter(this::isUseNew).ifPresent(this::noteUse);
    return found;
  }

  private boolean isUseNew(Shown token) {
    Instant now = clock.instant();
    return token.state(now).equals("valid")
        && (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(LAST_USE)));
  }

  private void noteUse(Shown token) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE api_token SET last_used_at = :now WHERE id = :id")
                .bind("now", clock.instant())
                .bind("id", token.id())
                .execute());
  }
}
