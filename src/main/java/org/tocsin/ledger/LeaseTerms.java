package org.tocsin.ledger;

import java.time.Instant;
import org.tocsin.Channel;

/**
 * For what channel and worker deliveries are leased, and when.
 *
 * @param worker its id
 * @param atMost the latest time that it may be: what closes by then stays
 */
public record LeaseTerms(Channel channel, long worker, Instant now, Instant atMost) {}
