package org.tocsin.audience;

import org.jdbi.v3.core.Handle;

/** Hears of each part of a file in the transaction that merges it. */
@FunctionalInterface
interface ImportJournal {
  ImportJournal NONE = (handle, rows) -> {};

  /**
   * @param handle in whose temporary table {@code settled} those stand who the part is about
   * @param rows of the part
   */
  void merged(Handle handle, long rows);
}
