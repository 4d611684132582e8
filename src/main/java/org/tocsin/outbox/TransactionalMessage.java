package org.tocsin.outbox;

import java.time.Instant;
import java.util.UUID;
import org.tocsin.Channel;

/**
 * A short message of our own to one person, in plain text, such as "please confirm". No alert: it
 * answers something that was done with this address, and holds no marketing.
 *
 * @param address a lower-case email address or an E.164 number
 * @param subject "" for a text
 * @param expiresAt after which it is no use any more
 */
public record TransactionalMessage(
    long id,
    Channel channel,
    String address,
    UUID addressKey,
    String subject,
    String body,
    Instant expiresAt) {}
