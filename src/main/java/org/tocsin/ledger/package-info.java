/**
 * The ledger of deliveries: their states, and every statement that writes them. One class a duty;
 * {@link org.tocsin.ledger.Move} lists them all. Others give values and read; nobody else writes
 * the tables {@code delivery}, {@code delivery_event} and {@code exclusion}.
 */
package org.tocsin.ledger;
