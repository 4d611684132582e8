package org.tocsin;

/**
 * Root of everything that Tocsin throws on purpose. The message is for a person: it says what went
 * wrong and what to do next, with ids and never with an address or a number.
 */
public class TocsinException extends RuntimeException {
  public TocsinException(String message) {
    super(message);
  }

  public TocsinException(String message, Throwable cause) {
    super(message, cause);
  }
}
