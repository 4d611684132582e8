package org.tocsin.account;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Links that sign an organizer in, each once and within a short time. There are no passwords. */
public final class SignInLinks {
  /** For a link that was asked for. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  /** For the first admin's, who may not be at the server's log at once. */
  private static final Duration FIRST_LIFE = Duration.ofDays(1);

  /** An invitation is read when there is time. */
  public static final Duration INVITATION_LIFE = Duration.ofDays(3);

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST_REQUESTS = 20;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Accounts accounts;
  private final Sessions sessions;
  private final AuditLog audit;

  public SignInLinks(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.accounts = new Accounts(jdbi, clock);
    this.sessions = new Sessions(jdbi, clock);
    this.audit = new AuditLog(jdbi, clock);
  }

  /**
   * A link that still signs in.
   *
   * @param email of the one it signs in, or null: it makes the first admin
   * @param isOtherBrowser whether it was asked for in another browser than this
   */
  public record Open(String email, boolean isOtherBrowser) {
    public boolean isFirst() {
      return email == null;
    }
  }

  /** For the command line. */
  public String issue(Account account) {
    return jdbi.withHandle(handle -> issue(handle, account.id(), null, LIFE));
  }

  /** For a new organizer's email, within a transaction of the caller's. */
  public String invite(Handle handle, Account account) {
    return issue(handle, account.id(), null, INVITATION_LIFE);
  }

  /** Makes the first admin; void as soon as there is an account. */
  public String issueFirst() {
    return jdbi.withHandle(handle -> issue(handle, null, null, FIRST_LIFE));
  }

  /**
   * For whoever asks in a browser, within a transaction of the caller's, who mails it.
   *
   * @param browser the secret in that browser's cookie
   */
  public String issueTo(Handle handle, Account account, String browser) {
    return issue(handle, account.id(), browser, LIFE);
  }

  /** For an address that has no account: takes the time that a link takes. The caller undoes it. */
  public String issueToNobody(Handle handle, String browser) {
    return issue(handle, null, browser, Duration.ZERO);
  }

  private String issue(Handle handle, Long account, String browser, Duration life) {
    String token = SecretToken.create();
    Instant now = clock.instant();
    handle
        .createUpdate(
            """
            INSERT INTO sign_in_link (token_hash, account_id, browser, made_at, expires_at)
            VALUES (:hash, :account, :browser, :now, :expires)
            """)
        .bind("hash", SecretToken.hash(token))
        .bind("account", account)
        .bind("browser", browser == null ? null : SecretToken.hash(browser))
        .bind("now", now)
        .bind("expires", now.plus(life))
        .execute();
    return token;
  }

  /** Whether another link may be asked for from there; it counts as asked. */
  public boolean mayAsk(String client) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          handle
              .createQuery("SELECT true FROM pg_advisory_xact_lock(hashtextextended(:client, 61))")
              .bind("client", client)
              .mapTo(Boolean.class)
              .one();
          return handle
                  .createUpdate(
                      """
                      INSERT INTO sign_in_request (client, at)
                      SELECT :client, :now
                      WHERE (SELECT count(*) FROM sign_in_request
                             WHERE client = :client AND at > :since) < :most
                      """)
                  .bind("client", client)
                  .bind("now", now)
                  .bind("since", now.minus(WINDOW))
                  .bind("most", MOST_REQUESTS)
                  .execute()
              > 0;
        });
  }

  /**
   * @param browser the secret in this browser's cookie, or ""
   * @return empty where it was used, is too old, or never was
   */
  public Optional<Open> look(String token, String browser) {
    return jdbi.withHandle(handle -> row(handle, token, "").map(row -> row.open(browser)));
  }

  /** A row as it stands. */
  public record Row(Long accountId, String email, byte[] browser) {
    Open open(String secret) {
      return new Open(
          email, browser != null && !MessageDigest.isEqual(browser, SecretToken.hash(secret)));
    }
  }

  private Optional<Row> row(Handle handle, String token, String lock) {
    return handle
        .createQuery(
            """
            SELECT l.account_id, a.email, l.browser
            FROM sign_in_link l LEFT JOIN account a ON a.id = l.account_id
            WHERE l.token_hash = :hash AND l.used_at IS NULL AND l.expires_at > :now
              AND CASE WHEN l.account_id IS NULL
                    THEN NOT EXISTS (SELECT FROM account WHERE removed_at IS NULL)
                    ELSE a.removed_at IS NULL END
            <lock>
            """)
        .define("lock", lock)
        .bind("hash", SecretToken.hash(token))
        .bind("now", clock.instant())
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  /**
   * Signs in; the link is used up.
   *
   * @param firstEmail the first admin's address, where it is that link
   * @return what the session's cookie holds; empty where the link signs in nobody
   * @throws org.tocsin.TocsinException where the first admin's address is none; the link stays
   */
  public Optional<String> redeem(String token, String firstEmail) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE");
          return row(handle, token, "FOR UPDATE OF l")
              .map(row -> signIn(handle, token, row, firstEmail));
        });
  }

  private String signIn(Handle handle, String token, Row row, String firstEmail) {
    Account account =
        row.accountId() == null
            ? accounts.insert(handle, firstEmail, Role.ADMIN)
            : Accounts.find(handle, row.email()).orElseThrow();
    handle.execute(
        "UPDATE sign_in_link SET used_at = ? WHERE token_hash = ?",
        clock.instant(),
        SecretToken.hash(token));
    audit.add(
        handle,
        account.email(),
        row.accountId() == null ? "became the first admin" : "signed in",
        "");
    return sessions.begin(handle, account);
  }
}
