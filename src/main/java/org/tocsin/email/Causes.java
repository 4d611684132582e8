package org.tocsin.email;

/** Looks through what an exception was caused by. */
final class Causes {
  private Causes() {}

  static boolean contains(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
