package org.tocsin.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Who is signed in, by the secret in their cookie. Every server shares it. */
public final class Sessions {
  /** Without a request. */
  static final Duration IDLE = Duration.ofHours(12);

  /** Whatever they do. */
  public static final Duration LONGEST = Duration.ofDays(14);

  /** For typing the code of a second factor. */
  static final Duration PENDING = Duration.ofMinutes(15);

  /** How exactly the last request is known; a write for each would be too many. */
  private static final Duration EXACT = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final Clock clock;

  public Sessions(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * @return what the cookie holds; it cannot be had again
   */
  String begin(Handle handle, Account account) {
    String secret = SecretToken.create();
    handle
        .createUpdate(
            """
            INSERT INTO console_session (token_hash, account_id, csrf, began_at, seen_at, is_pending)
            SELECT :hash, :account, :csrf, :now, :now,
              EXISTS (SELECT FROM second_factor
                      WHERE account_id = :account AND set_up_at IS NOT NULL)
            """)
        .bind("hash", SecretToken.hash(secret))
        .bind("account", account.id())
        .bind("csrf", SecretToken.create())
        .bind("now", clock.instant())
        .execute();
    return secret;
  }

  /**
   * The code was right. Nobody who knew the old secret has the new one.
   *
   * @return what the cookie holds from now on
   */
  static String renew(Handle handle, String secret, Instant now) {
    String renewed = SecretToken.create();
    handle
        .createUpdate(
            """
            UPDATE console_session
            SET token_hash = :renewed, csrf = :csrf, is_pending = false, began_at = :now,
              seen_at = :now
            WHERE token_hash = :hash
            """)
        .bind("renewed", SecretToken.hash(renewed))
        .bind("csrf", SecretToken.create())
        .bind("now", now)
        .bind("hash", SecretToken.hash(secret))
        .execute();
    return renewed;
  }

  /** Whose it is, with the role they have now; empty where it has ended. */
  public Optional<Session> find(String secret) {
    return jdbi.withHandle(
        handle -> {
          Optional<Found> found = found(handle, secret);
          found
              .filter(f -> f.seenAt().isBefore(clock.instant().minus(EXACT)))
              .ifPresent(f -> see(handle, secret));
          return found.map(Found::session);
        });
  }

  /** A row as it stands. */
  public record Found(
      Account account, String csrf, boolean isPending, boolean hasFactor, Instant seenAt) {
    static Found read(ResultSet row, StatementContext context) throws SQLException {
      return new Found(
          ConstructorMapper.of(Account.class).map(row, context),
          row.getString("csrf"),
          row.getBoolean("is_pending"),
          row.getBoolean("has_factor"),
          row.getTimestamp("seen_at").toInstant());
    }

    Session session() {
      return new Session(account, csrf, isPending, hasFactor);
    }
  }

  private Optional<Found> found(Handle handle, String secret) {
    return handle
        .createQuery(
            """
            SELECT a.id, a.email, a.role, a.created_at, s.csrf, s.seen_at, s.is_pending,
              EXISTS (SELECT FROM second_factor f
                      WHERE f.account_id = a.id AND f.set_up_at IS NOT NULL) AS has_factor
            FROM console_session s JOIN account a ON a.id = s.account_id
            WHERE s.token_hash = :hash AND a.removed_at IS NULL
              AND s.seen_at > :idle AND s.began_at > :longest
              AND (NOT s.is_pending OR s.began_at > :pending)
            """)
        .bind("hash", SecretToken.hash(secret))
        .bind("idle", clock.instant().minus(IDLE))
        .bind("longest", clock.instant().minus(LONGEST))
        .bind("pending", clock.instant().minus(PENDING))
        .map(Found::read)
        .findOne();
  }

  private void see(Handle handle, String secret) {
    handle.execute(
        "UPDATE console_session SET seen_at = ? WHERE token_hash = ?",
        clock.instant(),
        SecretToken.hash(secret));
  }

  /** Signs out here. */
  public void end(String secret) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM console_session WHERE token_hash = ?", SecretToken.hash(secret)));
  }

  /** Signs out everywhere. */
  public void endAll(Account account) {
    jdbi.useHandle(handle -> endAll(handle, account.id()));
  }

  /** Within a transaction of the caller's: they are ended if and only if that is done. */
  static void endAll(Handle handle, long account) {
    handle.execute("DELETE FROM console_session WHERE account_id = ?", account);
  }

  static void endOthers(Handle handle, long account, String secret) {
    handle.execute(
        "DELETE FROM console_session WHERE account_id = ? AND token_hash <> ?",
        account,
        SecretToken.hash(secret));
  }

  /** Those that have ended anyway, and what was kept for them. */
  public void deleteExpired() {
    Instant now = clock.instant();
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "DELETE FROM console_session WHERE seen_at < ? OR began_at < ?",
              now.minus(IDLE),
              now.minus(LONGEST));
          SecondFactors.deleteOldFailures(handle, now);
          handle.execute("DELETE FROM sign_in_link WHERE expires_at < ?", now.minus(LONGEST));
          handle.execute("DELETE FROM sign_in_request WHERE at < ?", now.minus(LONGEST));
        });
  }
}
