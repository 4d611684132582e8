package org.tocsin.alert;

/**
 * The officials and districts that the messages of an alert are made from; 0 where it matters not.
 */
record Basis(long rosterId, long mapId) {
  static final Basis NONE = new Basis(0, 0);
}
