package org.tocsin.alert;

/** What becomes of what still waits of an older alert of the same sheet. */
public enum Leftover {
  /** It never goes. Refused where it waits for people that the newer alert does not reach. */
  REPLACE,
  /** It never goes, whomever it waits for. */
  CANCEL,
  /** It goes as it is, and the newer alert leaves those people out. */
  KEEP
}
