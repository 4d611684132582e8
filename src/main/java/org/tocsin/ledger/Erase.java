package org.tocsin.ledger;

import org.jdbi.v3.core.Handle;

/**
 * Forgets who the people are that something was sent to; that it was sent stays, and is counted.
 */
public final class Erase {
  private Erase() {}

  /**
   * Blanks names, addresses and words. The keys of the addresses stay: by them, links in old mails
   * still end mail.
   *
   * @return how many deliveries there are of them
   */
  public static long people(Handle handle, long[] subscriberIds) {
    handle
        .createUpdate(
            """
            UPDATE delivery_event SET detail = split_part(detail, ' ', 1)
            WHERE delivery_id IN (SELECT id FROM delivery WHERE subscriber_id = ANY(:ids))
            """)
        .bind("ids", subscriberIds)
        .execute();
    return handle
        .createUpdate(
            """
            UPDATE delivery SET address = '', first_name = '', reason = NULL
            WHERE subscriber_id = ANY(:ids)
            """)
        .bind("ids", subscriberIds)
        .execute();
  }
}
