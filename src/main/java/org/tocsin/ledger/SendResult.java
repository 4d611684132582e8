package org.tocsin.ledger;

/** A delivery and what came of handing it over. */
public record SendResult(ClaimedDelivery due, Outcome outcome) {}
