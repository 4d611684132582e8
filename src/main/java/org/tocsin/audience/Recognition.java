package org.tocsin.audience;

import org.jdbi.v3.core.Handle;

/**
 * Tells whom each incoming row is about. An email address is one person's. A number may be shared
 * by people who each have an address; else it tells who it is, too. Rows of one file are held
 * against each other in the same way, in the order of their lines.
 */
final class Recognition {
  private final Handle h;

  Recognition(Handle h) {
    this.h = h;
  }

  /** Nobody else adds or changes people from here until the commit. */
  void run() {
    h.execute("LOCK TABLE subscriber IN SHARE ROW EXCLUSIVE MODE");
    h.execute("ANALYZE incoming");
    knownByEmail();
    newAddressOfKnownPhone();
    knownByPhone();
    newByEmail();
    phoneOfAnotherRow();
    newByPhone();
  }

  private void knownByEmail() {
    h.execute(
        """
        UPDATE incoming i SET subscriber_id = s.id FROM subscriber s WHERE s.email = i.email\
        """);
  }

  /** A known number without an email address takes the first new address that comes with it. */
  private void newAddressOfKnownPhone() {
    h.execute(
        """
        WITH offer AS (
          SELECT DISTINCT ON (s.id) s.id, i.email, i.line
          FROM incoming i JOIN subscriber s ON s.phone = i.phone AND s.email IS NULL
          WHERE i.subscriber_id IS NULL AND i.email IS NOT NULL
          ORDER BY s.id, i.line
        ), taken AS (
          SELECT DISTINCT ON (email) id, email FROM offer ORDER BY email, line
        )
        UPDATE incoming i SET subscriber_id = t.id FROM taken t WHERE t.email = i.email\
        """);
  }

  /** Of several who share a number, the one without an email address, else the oldest. */
  private void knownByPhone() {
    h.execute(
        """
        WITH holder AS (
          SELECT DISTINCT ON (s.phone) s.phone, s.id
          FROM subscriber s JOIN incoming i ON i.phone = s.phone AND i.email IS NULL
          ORDER BY s.phone, s.email IS NULL DESC, s.id
        )
        UPDATE incoming i SET subscriber_id = p.id
        FROM holder p WHERE p.phone = i.phone AND i.email IS NULL\
        """);
  }

  private void newByEmail() {
    h.execute(
        """
        WITH person AS MATERIALIZED (
          SELECT email, nextval(pg_get_serial_sequence('subscriber', 'id')) AS id
          FROM (SELECT email FROM incoming WHERE subscriber_id IS NULL AND email IS NOT NULL
                GROUP BY email ORDER BY min(line)) e
        )
        UPDATE incoming i SET subscriber_id = p.id, is_new = true
        FROM person p WHERE p.email = i.email\
        """);
  }

  private void phoneOfAnotherRow() {
    h.execute(
        """
        WITH holder AS (
          SELECT DISTINCT ON (phone) phone, subscriber_id, is_new
          FROM incoming WHERE email IS NOT NULL AND phone IS NOT NULL
          ORDER BY phone, line
        )
        UPDATE incoming i SET subscriber_id = p.subscriber_id, is_new = p.is_new
        FROM holder p WHERE i.subscriber_id IS NULL AND p.phone = i.phone\
        """);
  }

  private void newByPhone() {
    h.execute(
        """
        WITH person AS MATERIALIZED (
          SELECT phone, nextval(pg_get_serial_sequence('subscriber', 'id')) AS id
          FROM (SELECT phone FROM incoming WHERE subscriber_id IS NULL
                GROUP BY phone ORDER BY min(line)) p
        )
        UPDATE incoming i SET subscriber_id = p.id, is_new = true
        FROM person p WHERE i.subscriber_id IS NULL AND p.phone = i.phone\
        """);
  }
}
