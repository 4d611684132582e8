package org.tocsin.sheet;

/**
 * A sheet as it was stored; it never changes.
 *
 * @param number counted from 1 for each slug
 */
public record Revision(long id, int number, Sheet sheet) {}
