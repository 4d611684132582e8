package org.tocsin.outbox;

import java.util.Optional;

/**
 * A delivery and what came of handing it over.
 *
 * @param outcome empty where it cannot be known whether the provider has it
 */
public record Attempted(Due due, Optional<Outcome> outcome) {}
