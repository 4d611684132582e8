package org.tocsin.app;

/**
 * Something that is not well.
 *
 * @param name what it concerns, such as "database"
 * @param isDown the program cannot do its work; else it works, and somebody should look
 * @param message a sentence for an operator, with no personal data
 */
record Ailment(String name, boolean isDown, String message) {
  static Ailment down(String name, String message) {
    return new Ailment(name, true, message);
  }

  static Ailment degraded(String name, String message) {
    return new Ailment(name, false, message);
  }
}
