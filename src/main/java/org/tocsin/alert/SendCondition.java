package org.tocsin.alert;

import org.jdbi.v3.core.Handle;

/** What must hold at the moment an alert is made, by whoever has a say on it. */
@FunctionalInterface
public interface SendCondition {
  /**
   * @param handle in the transaction that makes the alert
   * @param alert its id
   * @throws org.tocsin.TocsinException where it does not hold: then there is no alert
   */
  void check(Handle handle, long alert);
}
