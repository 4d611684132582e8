package org.tocsin.audience;

import org.jdbi.v3.core.Handle;

/**
 * Addresses and numbers that several people have. What a row says of somebody else than whoever has
 * them is left out, except what belongs to the address or number itself: the consent. Each is
 * warned about, with both lines.
 */
final class SharedAddresses {
  /** Of whoever stands in an earlier part of the same file; 0 for all others. */
  private static final String LINE =
      """
      coalesce((SELECT min(p.line) FROM placed p WHERE p.subscriber_id = subscriber.id), 0)\
      """;

  private final Handle handle;
  private final FoundProblems problems;

  SharedAddresses(Handle handle, FoundProblems problems) {
    this.handle = handle;
    this.problems = problems;
  }

  /** What a row says of somebody else than whoever has the address is left out, but consent. */
  void leaveOthersAddress() {
    warn(
        "email",
        "It is the address of <other>, who has another name; only the consent to emails was taken.",
        """
        WITH owner AS (
          SELECT email, first_name, last_name, <line> AS line FROM subscriber
          WHERE first_name || last_name <> '' AND email IN (SELECT email FROM incoming)
          UNION ALL
          SELECT email, first_name, last_name, line FROM incoming
          WHERE first_name IS NOT NULL AND email IS NOT NULL
        ), first_owner AS (
          SELECT DISTINCT ON (email) * FROM owner ORDER BY email, line
        )
        UPDATE incoming i SET first_name = NULL, last_name = NULL, language = NULL,
          street = NULL, city = NULL, state = NULL, zip = NULL, tags = NULL, phone = NULL,
          phone_key = NULL, sms_consent = NULL
        FROM first_owner o
        WHERE i.subscriber_id IS NULL AND o.email = i.email AND o.line <> i.line AND o.first_name <> ''
          AND are_other_people(o.first_name, '', i.first_name, '')
          AND are_other_people(o.first_name, o.last_name, i.first_name, i.last_name)
        RETURNING i.line, o.line AS other
        """);
  }

  /**
   * A row with a number alone and without a name, or about someone without one, may be another's
   * where it says something else of them.
   */
  void takeOnlyWhatBelongsToTheNumber() {
    warn(
        "phone",
        "It is the number of <other> and no name says that it is the same person; only the"
            + " consent to texts was taken.",
        """
        WITH person AS (
          SELECT id AS subscriber_id, <line> AS line, first_name || last_name AS name, zip,
                 street, state, language
          FROM subscriber WHERE email IS NOT NULL AND id IN (SELECT subscriber_id FROM incoming)
          UNION ALL
          SELECT subscriber_id, line, concat(first_name, last_name), zip, street, state, language
          FROM incoming WHERE email IS NOT NULL
        ), doubt AS (
          SELECT i.line, min(p.line) AS other
          FROM incoming i JOIN person p ON p.subscriber_id = i.subscriber_id
          WHERE i.email IS NULL AND i.claimed_id IS NULL
            AND '' IN (folded_name(p.name), folded_name(concat(i.first_name, i.last_name)))
            AND (nullif(p.zip, '') <> i.zip OR nullif(p.language, '') <> i.language
                 OR nullif(p.street, '') <> i.street OR nullif(p.state, '') <> i.state)
          GROUP BY i.line
        )
        UPDATE incoming i SET first_name = NULL, last_name = NULL, language = NULL,
          street = NULL, city = NULL, state = NULL, zip = NULL, tags = NULL
        FROM doubt d WHERE d.line = i.line RETURNING i.line, d.other
        """);
  }

  /** New people whose number somebody else has. */
  void tellSharedNumbers() {
    warn(
        "phone",
        "It is the number of <other> too, who has another name; they are kept as two people.",
        """
        SELECT i.line, min(coalesce(o.line, 0)) AS other
        FROM incoming i
        JOIN (SELECT phone, line, subscriber_id, first_name, last_name FROM incoming
              UNION ALL
              SELECT phone, <line>, id, first_name, last_name FROM subscriber
              WHERE phone IN (SELECT phone FROM incoming)) o
          ON o.phone = i.phone AND o.subscriber_id <> i.subscriber_id
         AND coalesce(o.line, 0) < i.line
        WHERE i.is_new
          AND are_other_people(o.first_name, o.last_name, i.first_name, i.last_name)
        GROUP BY i.line ORDER BY i.line
        """);
  }

  private record Shared(int line, int otherLine) {}

  private void warn(String field, String message, String query) {
    handle
        .createQuery(query.replace("<line>", LINE))
        .map((r, x) -> new Shared(r.getInt("line"), r.getInt("other")))
        .forEach(s -> problems.warnOfTwo(s.line, s.otherLine, field, message));
  }
}
