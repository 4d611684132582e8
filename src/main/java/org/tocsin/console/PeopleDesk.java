package org.tocsin.console;

import org.tocsin.audience.Erasure;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.audience.SubscriberRecords;
import org.tocsin.audience.Subscribers;
import org.tocsin.consent.Consent;

/**
 * What the pages about people work with.
 *
 * @param records all that is known of one person
 * @param imports files of people
 * @param inbox what people wrote
 * @param leaving how an organizer lets somebody go
 */
public record PeopleDesk(
    Subscribers subscribers,
    PeopleSearch search,
    SubscriberRecords records,
    ImportDesk imports,
    InboxDesk inbox,
    Leaving leaving) {
  /**
   * How an organizer lets somebody go.
   *
   * @param consent which is withdrawn for who said so
   * @param erasure of all that is known of who asks for it
   */
  public record Leaving(Consent consent, Erasure erasure) {}
}
