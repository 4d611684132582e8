package org.tocsin.sms;

import org.tocsin.TocsinException;

/** A webhook request that does not come from our account at Twilio. */
public final class ForgedRequest extends TocsinException {
  ForgedRequest() {
    super("The signature is not right.");
  }
}
