package org.tocsin.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who has approved that a sheet goes to many. An approval serves one alert. */
public final class Approvals {
  /** After it one has to look again. */
  public static final Duration LIFE = Duration.ofDays(7);

  private final Jdbi jdbi;
  private final Clock clock;
  private final AuditLog audit;

  public Approvals(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = new AuditLog(jdbi, clock);
  }

  /**
   * What is approved, exactly.
   *
   * @param fingerprint of the sheet with its editions and positions: 64 hexadecimal digits
   * @param sending audience, channels and times; equal where they are the same
   * @param messages how many would go
   */
  public record Matter(String slug, String fingerprint, String sending, long messages) {}

  /**
   * @param by an account's email
   */
  public record Approval(long id, String by, Instant at) {}

  /**
   * The one that holds: for this text and way of sending, not used, not too old, and not for far
   * fewer messages. People come and go, so up to a tenth more are still the same audience.
   *
   * @param writers whose approval does not count, by the emails of their accounts
   */
  public Optional<Approval> find(Matter matter, List<String> writers) {
    return jdbi.withHandle(handle -> find(handle, matter, writers, ""));
  }

  /** The same within a transaction of the caller's; nobody else can use it until that ends. */
  public Optional<Approval> find(Handle handle, Matter matter, List<String> writers) {
    return find(handle, matter, writers, "FOR UPDATE OF s");
  }

  private Optional<Approval> find(Handle handle, Matter matter, List<String> writers, String lock) {
    return handle
        .createQuery(
            """
            SELECT s.id, a.email AS by, s.approved_at AS at
            FROM send_approval s JOIN account a ON a.id = s.account_id
            WHERE s.slug = :slug AND s.fingerprint = :fingerprint AND s.sending = :sending
              AND s.alert_id IS NULL AND s.approved_at > :since AND a.removed_at IS NULL
              AND a.email <> ALL(:writers)
              AND :messages * 10 <= s.messages * 11 AND a.role IN ('publisher', 'admin')
            ORDER BY s.id DESC LIMIT 1
            <lock>
            """)
        .define("lock", lock)
        .bindMethods(matter)
        .bindArray("writers", String.class, writers.toArray())
        .bind("since", clock.instant().minus(LIFE))
        .map(ConstructorMapper.of(Approval.class))
        .findOne();
  }

  /**
   * Of two who approve the same at once the first counts, and both read whose it is.
   *
   * @param account who approves; whether they may is for the caller to say
   * @param writers whose approval does not count
   */
  public Approval approve(Account account, Matter matter, List<String> writers) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createQuery("SELECT true FROM pg_advisory_xact_lock(80, hashtext(:slug))")
              .bind("slug", matter.slug())
              .mapTo(Boolean.class)
              .one();
          return find(handle, matter, writers).orElseGet(() -> insert(handle, account, matter));
        });
  }

  private Approval insert(Handle handle, Account account, Matter matter) {
    Instant now = clock.instant();
    long id =
        handle
            .createQuery(
                """
                INSERT INTO send_approval
                  (slug, fingerprint, sending, messages, account_id, approved_at)
                VALUES (:slug, :fingerprint, :sending, :messages, :account, :now)
                RETURNING id
                """)
            .bindMethods(matter)
            .bind("account", account.id())
            .bind("now", now)
            .mapTo(Long.class)
            .one();
    audit.add(
        handle,
        account.email(),
        "send approved",
        "sheet %s, %d messages, %s".formatted(matter.slug(), matter.messages(), matter.sending()));
    return new Approval(id, account.email(), now);
  }

  /** It has served an alert, within the transaction that makes it. */
  public void use(Handle handle, Approval approval, long alert) {
    handle.execute("UPDATE send_approval SET alert_id = ? WHERE id = ?", alert, approval.id());
  }
}
