package org.tocsin.sms;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.outbox.SendGate;

/**
 * What is asked about each text at the last moment.
 *
 * @param gate whether it may go at all
 * @param closing when the hours for it end; empty where it may go at all hours
 * @param mayReach whether texts may go to a number, E.164
 */
public record SmsChecks(
    SendGate gate,
    Function<ClaimedDelivery, Optional<Instant>> closing,
    Predicate<String> mayReach) {}
