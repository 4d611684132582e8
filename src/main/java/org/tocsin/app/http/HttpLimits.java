package org.tocsin.app.http;

import java.time.Duration;

/**
 * What strangers can take up.
 *
 * @param connections at once
 * @param request how long the head of a request may take, and again its body
 * @param idle how long a connection is kept open for the next request, or for an answer that is
 *     read slowly
 */
public record HttpLimits(int connections, Duration request, Duration idle) {
  /** Bytes of all bodies in memory together. */
  static final long BODIES = 16 * 1024 * 1024;

  static final int LINE = 8 * 1024;
  static final int HEAD = 16 * 1024;

  /** Where somebody may be leaving: threads, and requests that are answered or wait. */
  static final int URGENT_AT_ONCE = 6;

  static final int URGENT = 400;

  /** For all others. */
  static final int PAGES_AT_ONCE = 6;

  static final int PAGES = 100;

  /** For an answer to arrive while its request still comes in; closing would lose it. */
  static final Duration LINGER = Duration.ofSeconds(2);
}
