package org.tocsin.app.command;

import org.tocsin.TocsinException;

/** What ended a command, in words for whoever typed it. */
final class Ending {
  private Ending() {}

  /** One sentence, or what a failure that was foreseen says itself. */
  static String of(Throwable cause) {
    if (cause instanceof TocsinException) {
      return cause.getMessage();
    }
    if (cause instanceof StackOverflowError) {
      return "What was to be read is nested too deeply. Make it simpler, then try again.";
    }
    if (cause instanceof OutOfMemoryError) {
      return "There is too little memory. Give smaller files, or more memory by JAVA_OPTS=-Xmx1g.";
    }
    return "This failed in a way that nobody foresaw ("
        + place(cause)
        + "). Type it again with --trace, and report what it says.";
  }

  /** What it was and where, without its words: people may be named in them. */
  private static String place(Throwable cause) {
    for (StackTraceElement at : cause.getStackTrace()) {
      if (at.getClassName().startsWith("org.tocsin.")) {
        return cause.getClass().getSimpleName()
            + ", "
            + at.getFileName()
            + ":"
            + at.getLineNumber();
      }
    }
    return cause.getClass().getSimpleName();
  }
}
