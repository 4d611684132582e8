package org.tocsin.audience;

import org.jdbi.v3.core.Handle;

/**
 * Tells who each incoming row is about. An email address is one person's. A number may be shared by
 * people who each have an address; else it tells who it is, too. Rows of one file are held against
 * each other in the same way, in the order of their lines. Another name is another person: they may
 * share a number, and of an address that is somebody else's only the consent is taken.
 */
final class Recognition {
  private final Handle handle;
  private final FoundProblems problems;

  Recognition(Handle handle, FoundProblems problems) {
    this.handle = handle;
    this.problems = problems;
  }

  /** After {@link Turns#toAdd}; whoever is known is held from here until the commit. */
  void run() {
    handle.execute("ANALYZE incoming");
    SharedAddresses shared = new SharedAddresses(handle, problems);
    shared.leaveOthersAddress();
    knownByEmail();
    newAddressOfKnownPhone();
    knownByPhone();
    newByEmail();
    phoneOfAnotherRow();
    newByPhone();
    shared.takeOnlyWhatBelongsToTheNumber();
    shared.tellSharedNumbers();
    hold();
  }

  private void knownByEmail() {
    handle.execute(
        """
        UPDATE incoming i SET subscriber_id = s.id FROM subscriber s
        WHERE s.email = i.email AND i.subscriber_id IS NULL\
        """);
  }

  /** A known number without an email address takes the first new address that comes with it. */
  private void newAddressOfKnownPhone() {
    handle.execute(
        """
        WITH offer AS (
          SELECT DISTINCT ON (s.id) s.id, i.email, i.line
          FROM incoming i JOIN subscriber s ON s.phone = i.phone AND s.email IS NULL
          WHERE i.subscriber_id IS NULL AND i.email IS NOT NULL
            AND NOT are_other_people(s.first_name, s.last_name, i.first_name, i.last_name)
            AND NOT (folded_name(s.first_name || s.last_name) = '' AND s.zip <> i.zip)
            AND NOT (coalesce(i.first_name, i.last_name) IS NULL AND s.zip NOT IN ('', i.zip))
          ORDER BY s.id, i.line
        ), taken AS (
          SELECT DISTINCT ON (email) id, email FROM offer ORDER BY email, line
        )
        UPDATE incoming i SET subscriber_id = t.id FROM taken t
        WHERE t.email = i.email AND i.subscriber_id IS NULL\
        """);
  }

  /** Of several who share a number, the one without an email address, else the oldest. */
  private void knownByPhone() {
    handle.execute(
        """
        WITH holder AS (
          SELECT DISTINCT ON (i.line) i.line, s.id
          FROM subscriber s JOIN incoming i ON i.phone = s.phone AND i.email IS NULL
          WHERE NOT are_other_people(s.first_name, s.last_name, i.first_name, i.last_name)
          ORDER BY i.line,
            folded_name(s.first_name || s.last_name)
              = folded_name(concat(i.first_name, i.last_name)) DESC,
            s.email IS NULL DESC, s.id
        )
        UPDATE incoming i SET subscriber_id = p.id FROM holder p
        WHERE p.line = i.line AND i.subscriber_id IS NULL\
        """);
  }

  private void newByEmail() {
    handle.execute(
        """
        WITH person AS MATERIALIZED (
          SELECT email, nextval(pg_get_serial_sequence('subscriber', 'id')) AS id
          FROM (SELECT email FROM incoming WHERE subscriber_id IS NULL AND email IS NOT NULL
                GROUP BY email ORDER BY min(line)) e
        )
        UPDATE incoming i SET subscriber_id = p.id, is_new = true
        FROM person p
        WHERE p.email = i.email AND i.subscriber_id IS NULL\
        """);
  }

  private void phoneOfAnotherRow() {
    handle.execute(
        """
        WITH holder AS (
          SELECT DISTINCT ON (i.line) i.line, w.subscriber_id, w.is_new
          FROM incoming i
          JOIN incoming w ON w.phone = i.phone AND w.email IS NOT NULL
          LEFT JOIN subscriber s ON s.id = w.subscriber_id
          WHERE i.subscriber_id IS NULL
            AND NOT are_other_people(coalesce(w.first_name, s.first_name),
                                     coalesce(w.last_name, s.last_name),
                                     i.first_name, i.last_name)
          ORDER BY i.line, w.line
        )
        UPDATE incoming i SET subscriber_id = p.subscriber_id, is_new = p.is_new
        FROM holder p WHERE p.line = i.line\
        """);
  }

  /** A row without a name is about the first who has the number. */
  private void newByPhone() {
    handle.execute(
        """
        WITH nobody AS (
          SELECT line, phone, first_name, last_name, min(line) OVER (PARTITION BY phone) AS first
          FROM incoming WHERE subscriber_id IS NULL
        ), named AS (
          SELECT n.line, min(o.line) AS first FROM nobody n JOIN nobody o ON o.phone = n.phone
          WHERE coalesce(o.first_name, o.last_name) IS NOT NULL
            AND NOT are_other_people(o.first_name, o.last_name, n.first_name, n.last_name)
          GROUP BY n.line
        ), row AS (
          SELECT n.line, coalesce(m.first, n.first) AS first
          FROM nobody n LEFT JOIN named m ON m.line = n.line
        ), person AS MATERIALIZED (
          SELECT first, nextval(pg_get_serial_sequence('subscriber', 'id')) AS id
          FROM (SELECT DISTINCT first FROM row ORDER BY first) p
        )
        UPDATE incoming i SET subscriber_id = p.id, is_new = true
        FROM row r JOIN person p ON p.first = r.first WHERE r.line = i.line\
        """);
  }

  /** In one order, so that nobody waits for somebody who waits for them. */
  private void hold() {
    handle
        .createQuery(
            """
            SELECT count(*) FROM (
              SELECT FROM subscriber WHERE id IN (SELECT subscriber_id FROM incoming)
              ORDER BY id FOR NO KEY UPDATE) held
            """)
        .mapTo(Long.class)
        .one();
  }
}
