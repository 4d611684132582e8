package org.tocsin.alert;

import java.util.Locale;

/** Where an alert stands. Held by a CHECK in the database. */
public enum AlertState {
  /** Waits for its time, or for what it is held for. Moved on by the release. */
  SCHEDULED,
  /** Its receivers are written down, chunk by chunk; the first may have it already. */
  GATHERING,
  /** All receivers are known and something still waits. Moved on by upkeep. */
  SENDING,
  /** An organizer stopped it for now; resuming takes it back to where it was. */
  PAUSED,
  /** Nothing of it waits. Final, unless an organizer sends once more to those who got nothing. */
  DONE,
  /** An organizer or a newer alert ended it before its end. Final. */
  CANCELLED;

  /** As it stands in the database and in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether messages of it may go at this moment. */
  public boolean isRunning() {
    return this == GATHERING || this == SENDING;
  }

  /** Whether nothing more goes by itself. */
  public boolean isOver() {
    return this == DONE || this == CANCELLED;
  }
}
