package org.tocsin.consent;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The addresses that people have on the other channel. */
public final class SamePerson {
  private SamePerson() {}

  /** Keys of the numbers of those with this email address. */
  public static List<UUID> phones(Handle handle, UUID emailKey) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT phone_key FROM subscriber
            WHERE email_key = :key AND phone_key IS NOT NULL
            """)
        .bind("key", emailKey)
        .mapTo(UUID.class)
        .list();
  }

  /** Keys of the email addresses of those with this number. */
  public static List<UUID> emails(Handle handle, UUID phoneKey) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT email_key FROM subscriber
            WHERE phone_key = :key AND email_key IS NOT NULL
            """)
        .bind("key", phoneKey)
        .mapTo(UUID.class)
        .list();
  }
}
