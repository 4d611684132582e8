package org.tocsin.web;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.tocsin.alert.TextHours;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Contact;

/**
 * When a text may go to somebody who is not on the list yet (P6).
 *
 * @param assignments know where a ZIP and a state lie
 */
public record FirstTextHours(Assignments assignments, TextHours hours) {
  /**
   * The next window.
   *
   * @param zip "" where it is not known; so is state
   * @return empty where there is no hour that is sure
   */
  Optional<TextHours.Window> next(
      Handle handle, Instant from, Contact contact, String zip, String state) {
    String phone = contact.address();
    return hours.next(from, assignments.of(handle, zip, state, phone), phone);
  }
}
