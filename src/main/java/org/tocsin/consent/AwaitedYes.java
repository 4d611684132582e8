package org.tocsin.consent;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Sign-ups that wait for a YES by text. */
public interface AwaitedYes {
  /** Whether a sign-up with this number waits. */
  boolean isAwaited(Handle handle, UUID phoneKey);

  /**
   * Takes a YES, or a START, within a transaction of the caller's: what waited is confirmed.
   *
   * @param sid of the text
   * @param words of the text
   */
  void confirm(Handle handle, UUID phoneKey, String sid, String words);
}
