package org.tocsin.audience;

import org.jdbi.v3.core.Handle;

/**
 * Rows of our own export, which name a person by id, so that a slip in an address can be mended and
 * a cell emptied. An id of another installation may be somebody else's here: it counts only where
 * the row has an address, a number or the name of that person as well.
 */
final class ClaimedIds {
  private final Handle handle;
  private final FoundProblems problems;

  ClaimedIds(Handle handle, FoundProblems problems) {
    this.handle = handle;
    this.problems = problems;
  }

  /** Tells by id who rows are about; of the others the ids say nothing from then on. */
  void run() {
    handle.execute(
        """
        UPDATE incoming i SET subscriber_id = s.id FROM subscriber s
        WHERE s.id = i.claimed_id
          AND (i.email = s.email OR i.phone = s.phone
               OR folded_name(concat(i.first_name, i.last_name))
                  = nullif(folded_name(s.first_name || s.last_name), ''))
        """);
    tellOthers();
    handle.execute(
        """
        UPDATE incoming SET claimed_id = NULL, empties_email = false, empties_phone = false,
          first_name = nullif(first_name, ''), last_name = nullif(last_name, ''),
          language = nullif(language, ''), street = nullif(street, ''), city = nullif(city, ''),
          state = nullif(state, ''), zip = nullif(zip, ''), tags = nullif(tags, ''),
          consent_source = nullif(consent_source, '')
        WHERE claimed_id IS NOT NULL AND subscriber_id IS NULL
        """);
    leaveAddressesOfOthers();
    forgetBouncesOfOldAddresses();
    handle.execute(
        """
        UPDATE incoming i SET subscriber_id = c.subscriber_id FROM incoming c
        WHERE c.claimed_id IS NOT NULL AND c.email = i.email AND i.subscriber_id IS NULL
        """);
  }

  private void tellOthers() {
    warn(
        "id",
        "It is the id of somebody else here; the row was taken by its addresses.",
        """
        SELECT i.line FROM incoming i JOIN subscriber s ON s.id = i.claimed_id
        WHERE i.subscriber_id IS NULL ORDER BY i.line
        """);
  }

  private void leaveAddressesOfOthers() {
    warn(
        "email",
        "It is the address of somebody else; the person keeps the one that is known.",
        """
        UPDATE incoming i SET email = NULL, email_key = NULL, empties_email = false,
          email_out = NULL
        WHERE claimed_id IS NOT NULL
          AND (EXISTS (SELECT FROM subscriber s
                       WHERE s.email = i.email AND s.id <> i.subscriber_id)
               OR EXISTS (SELECT FROM incoming o
                          WHERE o.email = i.email AND o.line < i.line
                            AND o.subscriber_id <> i.subscriber_id))
        RETURNING i.line
        """);
  }

  /** What came back from an address with a slip says nothing of the right one. */
  private void forgetBouncesOfOldAddresses() {
    handle.execute(
        """
        UPDATE incoming i SET
          email_out = CASE WHEN s.email <> i.email AND i.email_out = 'hard_bounce' THEN NULL
                           ELSE i.email_out END,
          sms_out = CASE WHEN s.phone <> i.phone AND i.sms_out = 'provider' THEN NULL
                         ELSE i.sms_out END
        FROM subscriber s WHERE i.claimed_id IS NOT NULL AND s.id = i.subscriber_id
        """);
  }

  private void warn(String field, String message, String query) {
    handle
        .createQuery(query)
        .mapTo(Integer.class)
        .forEach(line -> problems.warn(line, field, message));
  }
}
