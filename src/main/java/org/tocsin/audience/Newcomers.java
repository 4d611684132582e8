package org.tocsin.audience;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.tocsin.audience.SignUp.Kept;

/**
 * Finds or makes the subscriber that a confirmed sign-up is about. Only what has been confirmed
 * tells who it is: an address that merely stands in the same form may be a stranger's.
 */
final class Newcomers {
  /**
   * Whoever has the address, else the one that the same sign-up's number already made, else someone
   * new.
   */
  long byEmail(Handle handle, Kept kept) {
    Turns.toAdd(handle);
    SignUp s = kept.signUp();
    handle.execute(LEAVE_EMAIL, s.email(), s.firstName(), s.lastName());
    Optional<Long> known =
        id(handle, "SELECT id FROM subscriber WHERE email = ?", s.email())
            .or(() -> id(handle, ALSO_EMAIL, s.email(), s.emailKey(), kept.subscriberId()));
    return written(
        handle, s, known, () -> id(handle, NEW, s.email(), s.emailKey(), null, null).orElseThrow());
  }

  /**
   * The same by number; of several who share it, the one that this sign-up's email made, else the
   * oldest. Who has it under another name is somebody else, and stays as they are.
   */
  long byPhone(Handle handle, Kept kept) {
    Turns.toAdd(handle);
    SignUp s = kept.signUp();
    Optional<Long> known =
        id(handle, BY_PHONE, s.phone(), s.firstName(), s.lastName(), kept.subscriberId())
            .or(() -> id(handle, ALSO_PHONE, s.phone(), s.phoneKey(), kept.subscriberId()));
    if (known.filter(id -> id != kept.subscriberId() && isDoubtful(handle, id, s)).isPresent()) {
      return known.get();
    }
    return written(
        handle, s, known, () -> id(handle, NEW, null, null, s.phone(), s.phoneKey()).orElseThrow());
  }

  /** Who shared the mailbox and has a number under another name keeps all but the mailbox. */
  private static final String LEAVE_EMAIL =
      """
      UPDATE subscriber
      SET email = NULL, email_key = NULL, email_consent = false, email_said_at = NULL
      WHERE email = ? AND phone IS NOT NULL AND are_other_people(first_name, last_name, ?, ?)
      """;

  private static final String ALSO_EMAIL =
      """
      UPDATE subscriber SET email = ?, email_key = ? WHERE id = ? AND email IS NULL RETURNING id
      """;

  private static final String ALSO_PHONE =
      """
      UPDATE subscriber SET phone = ?, phone_key = ? WHERE id = ? AND phone IS NULL RETURNING id
      """;

  private static final String BY_PHONE =
      """
      SELECT id FROM subscriber
      WHERE phone = ? AND NOT are_other_people(first_name, last_name, ?, ?)
      ORDER BY id = ? DESC, id LIMIT 1
      """;

  /** Somebody with an address of their own, with no name that says it was they. */
  private static boolean isDoubtful(Handle handle, long id, SignUp s) {
    return id(handle, DOUBTFUL, id, s.firstName() + s.lastName()).isPresent();
  }

  private static final String DOUBTFUL =
      """
      SELECT id FROM subscriber
      WHERE id = ? AND email IS NOT NULL
        AND '' IN (folded_name(first_name || last_name), folded_name(?))
      """;

  private static final String NEW =
      """
      INSERT INTO subscriber (email, email_key, phone, phone_key)
      VALUES (?, ?::uuid, ?, ?::uuid) RETURNING id
      """;

  private static Optional<Long> id(Handle handle, String sql, Object... values) {
    return handle.select(sql, values).mapTo(Long.class).findFirst();
  }

  private long written(Handle handle, SignUp s, Optional<Long> known, LongSupplier fresh) {
    long id = known.orElseGet(fresh::getAsLong);
    handle
        .createUpdate(
            """
            UPDATE subscriber SET
              first_name = coalesce(nullif(:firstName, ''), first_name),
              last_name = coalesce(nullif(:lastName, ''), last_name),
              language = coalesce(nullif(:language, ''), language)
            WHERE id = :id
            """)
        .bindMethods(s)
        .bind("id", id)
        .execute();
    int moved =
        handle
            .createUpdate(
                """
                UPDATE subscriber SET zip = :zip, street = :street, city = :city, state = :state
                WHERE id = :id AND (zip <> :zip OR street <> :street AND :street <> ''
                                    OR state <> :state AND zip = '')
                """)
            .bindMethods(s)
            .bind("id", id)
            .execute();
    if (moved > 0 || known.isEmpty()) {
      Assignments.assign(handle, id);
    }
    return id;
  }
}
