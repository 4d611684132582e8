package org.tocsin.audience;

import org.jdbi.v3.core.Handle;

/**
 * Those who do the same to people wait for each other until the end of the transaction, and for
 * nobody else: the table itself is locked by none of them.
 */
final class Turns {
  private Turns() {}

  /** For whoever adds people or gives them addresses: an import's batch, a confirmed sign-up. */
  static void toAdd(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(7465368103)");
  }

  /** For whoever changes many people at once, in no order that others know. */
  static void toChangeMany(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(7465368104)");
  }
}
