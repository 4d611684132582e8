package org.tocsin.account;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.TocsinException;

/** The organizers' accounts. There is always an admin once there has been one. */
public final class Accounts {
  private static final int LONGEST_EMAIL = 254;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AuditLog audit;

  public Accounts(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = new AuditLog(jdbi, clock);
  }

  public List<Account> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM account WHERE removed_at IS NULL ORDER BY email")
                .map(ConstructorMapper.of(Account.class))
                .list());
  }

  /** Whether nobody can sign in yet. */
  public boolean isEmpty() {
    return list().isEmpty();
  }

  public Optional<Account> find(String email) {
    return jdbi.withHandle(handle -> find(handle, email));
  }

  /** Whether it is an organizer's, or was one's before the account was removed. */
  public boolean isOrWas(String email) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM account WHERE email = :email)")
                .bind("email", key(email))
                .mapTo(Boolean.class)
                .one());
  }

  /** Within a transaction of the caller's, who changes what was found. */
  static Optional<Account> find(Handle handle, String email) {
    return handle
        .createQuery("SELECT * FROM account WHERE email = :email AND removed_at IS NULL")
        .bind("email", key(email))
        .map(ConstructorMapper.of(Account.class))
        .findOne();
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @param who adds it, for the record
   * @throws TocsinException where it is no address, or has an account already
   */
  public Account add(String who, String email, Role role) {
    return jdbi.inTransaction(
        handle -> {
          Account account = insert(handle, email, role);
          audit.add(handle, who, "account added", account.email() + ", " + role.code());
          return account;
        });
  }

  /** Whether an account could have it. */
  public static boolean isAddress(String email) {
    return email.length() <= LONGEST_EMAIL
        && email.matches("[^\\s@<>\",;]+@[^\\s@<>\",;]+\\.[^\\s@<>\",;.]+");
  }

  Account insert(Handle handle, String email, Role role) {
    String key = key(email);
    if (!isAddress(key)) {
      throw new TocsinException(
          "An account is named by an email address, such as pat@example.org.");
    }
    return handle
        .createQuery(
            """
            INSERT INTO account (email, role, created_at) VALUES (:email, :role, :now)
            ON CONFLICT (email) WHERE removed_at IS NULL DO NOTHING
            RETURNING *
            """)
        .bind("email", key)
        .bind("role", role.code())
        .bind("now", clock.instant())
        .map(ConstructorMapper.of(Account.class))
        .findOne()
        .orElseThrow(() -> new TocsinException(key + " has an account already."));
  }

  /**
   * What they may do changes at once, in the sessions that are open too.
   *
   * @throws TocsinException where they have no account, or no admin would be left
   */
  public void setRole(String who, String email, Role role) {
    jdbi.useTransaction(
        handle -> {
          Account account = toChange(handle, email, role == Role.ADMIN);
          handle
              .createUpdate("UPDATE account SET role = :role WHERE id = :id")
              .bind("role", role.code())
              .bind("id", account.id())
              .execute();
          audit.add(handle, who, "role changed", account.email() + ", now " + role.code());
        });
  }

  /**
   * They are signed out at once.
   *
   * @throws TocsinException where they have no account, or no admin would be left
   */
  public void remove(String who, String email) {
    jdbi.useTransaction(
        handle -> {
          Account account = toChange(handle, email, false);
          handle.execute(
              "UPDATE account SET removed_at = ? WHERE id = ?", clock.instant(), account.id());
          Sessions.endAll(handle, account.id());
          SecondFactors.delete(handle, account);
          audit.add(handle, who, "account removed", account.email());
        });
  }

  /** The admins are locked, so that two who remove each other do not both succeed. */
  private static Account toChange(Handle handle, String email, boolean staysAdmin) {
    List<String> admins =
        handle
            .createQuery(
                """
                SELECT email FROM account WHERE role = 'admin' AND removed_at IS NULL
                ORDER BY id FOR UPDATE
                """)
            .mapTo(String.class)
            .list();
    Account account =
        find(handle, email)
            .orElseThrow(
                () ->
                    new TocsinException(
                        key(email) + " has no account. See who has: tocsin account list"));
    if (!staysAdmin && admins.equals(List.of(account.email()))) {
      throw new TocsinException(
          account.email() + " is the only admin. Make somebody else one before.");
    }
    return account;
  }
}
