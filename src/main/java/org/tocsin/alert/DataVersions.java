package org.tocsin.alert;

/**
 * The officials and districts that the messages of an alert are made from; 0 where it matters not.
 */
record DataVersions(long rosterId, long mapId) {
  static final DataVersions NONE = new DataVersions(0, 0);
}
