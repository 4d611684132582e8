package org.tocsin.web;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tocsin.audience.Subscriber;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;

/** What people may choose, by what is on record of their addresses. */
public record Choices(Consent consent, AddressKeys addressKeys) {
  /** Of one person, a choice for each channel. */
  List<Choice> of(Handle handle, Subscriber person) {
    return Choice.of(handle, person, consent, addressKeys);
  }
}
