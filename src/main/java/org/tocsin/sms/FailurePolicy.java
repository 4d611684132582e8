package org.tocsin.sms;

import org.tocsin.outbox.Backoff;

/**
 * What follows where Twilio reports that a text did not arrive.
 *
 * @param errors what its code means
 * @param backoff how long one waits that is tried again
 * @param inARow how many different people with the same code in a row pause the channel
 */
public record FailurePolicy(TwilioErrors errors, Backoff backoff, int inARow) {}
