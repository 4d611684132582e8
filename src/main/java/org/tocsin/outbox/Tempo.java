package org.tocsin.outbox;

/**
 * How fast deliveries go out.
 *
 * @param rates by what was set for each channel
 * @param pace by how slow servers want it
 */
public record Tempo(RateLimiter rates, Pace pace) {}
