package org.tocsin.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.TocsinException;

/** What an organizer types besides the link: a code of an app, or one that they keep on paper. */
public final class SecondFactors {
  /** Of recovery codes. */
  private static final int CODES = 10;

  private static final int SECRET_BYTES = 20; // RFC 4226 4, R6
  private static final int RECOVERY_BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** So many wrong codes in a while, and none is looked at any more. */
  private record Limit(Duration window, int most) {}

  private static final List<Limit> LIMITS =
      List.of(new Limit(Duration.ofMinutes(15), 5), new Limit(Duration.ofDays(1), 20));

  private final Jdbi jdbi;
  private final Clock clock;
  private final AuditLog audit;

  public SecondFactors(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = new AuditLog(jdbi, clock);
  }

  /** What came of a code. */
  public enum Result {
    RIGHT,
    WRONG,
    /** It was not looked at. */
    TOO_OFTEN
  }

  /**
   * Where it was right, and the transaction that found so has changed something.
   *
   * @param codes that are shown once, or none
   */
  public record Answer(Result result, List<String> codes) {
    static Answer of(Result result) {
      return new Answer(result, List.of());
    }
  }

  /** A row as it stands. */
  public record Row(byte[] secret, Instant setUpAt, long lastStep) {
    boolean isSetUp() {
      return setUpAt != null;
    }
  }

  private static Optional<Row> row(Handle handle, long account, String lock) {
    return handle
        .createQuery(
            "SELECT secret, set_up_at, last_step FROM second_factor WHERE account_id = :id <lock>")
        .define("lock", lock)
        .bind("id", account)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  /** Whether they are asked for a code. */
  public boolean has(Account account) {
    return jdbi.withHandle(handle -> row(handle, account.id(), "").filter(Row::isSetUp))
        .isPresent();
  }

  /** The secret that their app is to learn; empty where nothing is being set up. */
  public Optional<byte[]> beingSetUp(Account account) {
    return jdbi.withHandle(handle -> row(handle, account.id(), ""))
        .filter(row -> !row.isSetUp())
        .map(Row::secret);
  }

  /** Makes a secret; it counts when {@link #finish} has seen a code of it. */
  public void begin(Account account) {
    byte[] secret = random(SECRET_BYTES);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO second_factor (account_id, secret, made_at)
                    VALUES (:id, :secret, :now)
                    ON CONFLICT (account_id) DO UPDATE SET secret = :secret, made_at = :now
                      WHERE second_factor.set_up_at IS NULL
                    """)
                .bind("id", account.id())
                .bind("secret", secret)
                .bind("now", clock.instant())
                .execute());
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /**
   * From now on they are asked. Their other sessions end, since those were begun without a code.
   */
  public Answer finish(Account account, String code, String session) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Row> row = row(handle, account.id(), "FOR UPDATE").filter(r -> !r.isSetUp());
          if (row.isEmpty()) {
            return Answer.of(Result.WRONG);
          }
          Result result = tried(handle, account, row.get(), code);
          if (result != Result.RIGHT) {
            return Answer.of(result);
          }
          handle.execute(
              "UPDATE second_factor SET set_up_at = ? WHERE account_id = ?",
              clock.instant(),
              account.id());
          Sessions.endOthers(handle, account.id(), session);
          audit.add(handle, account.email(), "second factor set up", "");
          return new Answer(result, newCodes(handle, account));
        });
  }

  /** New ones in place of those there are, for who shows that they have the app. */
  public Answer renewCodes(Account account, String code) {
    return jdbi.inTransaction(
        handle -> {
          Result result = tried(handle, account, code);
          if (result != Result.RIGHT) {
            return Answer.of(result);
          }
          audit.add(handle, account.email(), "recovery codes renewed", "");
          return new Answer(result, newCodes(handle, account));
        });
  }

  /** They are not asked any more. */
  public Result end(Account account, String code) {
    return jdbi.inTransaction(
        handle -> {
          Result result = tried(handle, account, code);
          if (result == Result.RIGHT) {
            delete(handle, account);
            audit.add(handle, account.email(), "second factor ended", "by themselves");
          }
          return result;
        });
  }

  /**
   * For somebody who has lost their app. They are signed out everywhere.
   *
   * @param who does it, for the record
   * @throws TocsinException where they have none
   */
  public void reset(String who, Account account) {
    jdbi.useTransaction(
        handle -> {
          row(handle, account.id(), "FOR UPDATE")
              .orElseThrow(
                  () -> new TocsinException(account.email() + " has no second factor set up."));
          delete(handle, account);
          Sessions.endAll(handle, account.id());
          audit.add(handle, who, "second factor reset", account.email());
        });
  }

  static void delete(Handle handle, Account account) {
    handle.execute("DELETE FROM second_factor WHERE account_id = ?", account.id());
    handle.execute("DELETE FROM recovery_code WHERE account_id = ?", account.id());
  }

  /**
   * Ends the waiting of a session that was begun by a link.
   *
   * @param session what its cookie holds
   * @return what the cookie is to hold from now on; empty where the code was not right
   */
  public Optional<String> pass(Account account, String code, String session) {
    return jdbi.inTransaction(
        handle -> {
          if (tried(handle, account, code) != Result.RIGHT) {
            return Optional.empty();
          }
          audit.add(handle, account.email(), "typed the code", "");
          return Optional.of(Sessions.renew(handle, session, clock.instant()));
        });
  }

  /** Whether so many codes were wrong that none is looked at. */
  public boolean isLocked(Account account) {
    return jdbi.withHandle(handle -> isLocked(handle, account.id()));
  }

  private boolean isLocked(Handle handle, long account) {
    Instant now = clock.instant();
    return LIMITS.stream()
        .anyMatch(
            limit ->
                handle
                        .createQuery(
                            """
                            SELECT count(*) FROM second_factor_failure
                            WHERE account_id = :id AND at > :since
                            """)
                        .bind("id", account)
                        .bind("since", now.minus(limit.window()))
                        .mapTo(Long.class)
                        .one()
                    >= limit.most());
  }

  private Result tried(Handle handle, Account account, String code) {
    return row(handle, account.id(), "FOR UPDATE")
        .filter(Row::isSetUp)
        .map(row -> tried(handle, account, row, code))
        .orElse(Result.WRONG);
  }

  /** The row is locked, so of two who try at once one waits for what the other's failure counts. */
  private Result tried(Handle handle, Account account, Row row, String typed) {
    if (isLocked(handle, account.id())) {
      return Result.TOO_OFTEN;
    }
    String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (isOfApp(handle, account, row, code) || isOfPaper(handle, account, code)) {
      return Result.RIGHT;
    }
    handle.execute(
        "INSERT INTO second_factor_failure (account_id, at) VALUES (?, ?)",
        account.id(),
        clock.instant());
    return Result.WRONG;
  }

  private boolean isOfApp(Handle handle, Account account, Row row, String code) {
    OptionalLong step = Totp.find(row.secret(), code, clock.instant(), row.lastStep());
    step.ifPresent(
        used ->
            handle.execute(
                "UPDATE second_factor SET last_step = ? WHERE account_id = ?", used, account.id()));
    return step.isPresent();
  }

  private static boolean isOfPaper(Handle handle, Account account, String code) {
    return handle.execute(
            "DELETE FROM recovery_code WHERE account_id = ? AND code_hash = ?",
            account.id(),
            SecretToken.hash(code))
        > 0;
  }

  private static List<String> newCodes(Handle handle, Account account) {
    handle.execute("DELETE FROM recovery_code WHERE account_id = ?", account.id());
    List<String> codes =
        Stream.generate(() -> Totp.base32(random(RECOVERY_BYTES))).limit(CODES).toList();
    codes.forEach(
        code ->
            handle.execute(
                "INSERT INTO recovery_code (code_hash, account_id) VALUES (?, ?)",
                SecretToken.hash(code),
                account.id()));
    return codes.stream().map(code -> code.replaceAll("(.{4})(?!$)", "$1-")).toList();
  }

  /** How many recovery codes are left. */
  public long codesLeft(Account account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM recovery_code WHERE account_id = :id")
                .bind("id", account.id())
                .mapTo(Long.class)
                .one());
  }

  /** The accounts that are asked for a code, by id. */
  public List<Long> accounts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT account_id FROM second_factor WHERE set_up_at IS NOT NULL")
                .mapTo(Long.class)
                .list());
  }

  static void deleteOldFailures(Handle handle, Instant now) {
    handle.execute("DELETE FROM second_factor_failure WHERE at < ?", now.minus(Duration.ofDays(1)));
  }
}
