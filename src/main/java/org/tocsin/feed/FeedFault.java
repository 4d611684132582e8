package org.tocsin.feed;

import org.tocsin.TocsinException;

/** A feed that cannot be read. The message says why, as a sentence about "it". */
final class FeedFault extends TocsinException {
  FeedFault(String message) {
    super(message);
  }

  FeedFault(String message, Throwable cause) {
    super(message, cause);
  }
}
