package org.tocsin.outbox;

/**
 * When something is tried again, and when it is not.
 *
 * @param inARow how many different people who are refused in a row for the same reason pause the
 *     channel
 */
public record RetryRule(Backoff backoff, int inARow) {}
