package org.tocsin.alert;

/** The subscribers whose ids are above one and at most the other. */
record IdRange(long after, long lastId) {
  static final IdRange ALL = new IdRange(0, Long.MAX_VALUE);
}
