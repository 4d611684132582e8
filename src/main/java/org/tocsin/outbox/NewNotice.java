package org.tocsin.outbox;

import java.util.UUID;
import org.tocsin.Channel;

/**
 * A message to one person that is to be sent.
 *
 * @param address a lower-case email address or an E.164 number
 * @param addressKey under which it is suppressed
 * @param subject of an email; "" for a text
 */
public record NewNotice(
    Channel channel, String address, UUID addressKey, String subject, String body) {}
