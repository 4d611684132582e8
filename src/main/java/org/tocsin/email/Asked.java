package org.tocsin.email;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.Outcome.Target;

/**
 * The mails that have paused email by what they hold. Someone was asked about it then and let email
 * go on, so the same mail does not ask again: it is refused, and the others get theirs. Kept in one
 * process; any number of threads may call.
 */
final class Asked {
  private static final int MOST = 10_000;

  private final Set<Long> deliveries =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  /** What follows from an answer to this very mail. */
  Outcome of(ClaimedDelivery due, Outcome outcome) {
    return outcome instanceof Deferred deferred
            && SmtpReplyClassifier.isOfMail(deferred)
            && !deliveries.add(due.id())
        ? new Refused(deferred.code(), deferred.reason(), Target.MESSAGE)
        : outcome;
  }
}
