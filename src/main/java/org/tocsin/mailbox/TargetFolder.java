package org.tocsin.mailbox;

import java.util.Locale;

/** Where a mail that came in is put when it has been processed. */
public enum TargetFolder {
  BOUNCES,
  COMPLAINTS,
  /** Answers of programs, and reports that something was delivered. */
  AUTOMATIC,
  /** What people wrote; also those who left by it. */
  REPLIES,
  /** For a person to look at: nobody can say who it is about, or what it is. */
  UNREADABLE;

  /** "Unreadable". */
  String folder() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
