package org.tocsin.web;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.consent.Tokens;

/** The people that the links in our messages speak for. */
final class Recipients {
  private final Tokens tokens;

  Recipients(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Someone who got a message from us.
   *
   * @param channel by which they got it
   * @param addressKeys what it was sent to, and where the person is written to now
   * @param language "" where unknown
   * @param isKnown false where they have been erased since
   */
  record Recipient(
      long subscriberId,
      long deliveryId,
      Channel channel,
      Map<Channel, Set<UUID>> addressKeys,
      String language,
      boolean isKnown) {
    /** How the record of consent names what they held in their hands. */
    String source() {
      return "delivery " + deliveryId;
    }
  }

  /** Empty unless the token is one of ours (E07). */
  Optional<Recipient> of(Handle handle, String token) {
    return tokens.read(token).map(read -> of(handle, read));
  }

  private static Recipient of(Handle handle, Tokens.Token token) {
    Map<Channel, Set<UUID>> keys = new EnumMap<>(Channel.class);
    Channel channel =
        handle
            .createQuery("SELECT channel, address_key FROM delivery WHERE id = :id")
            .bind("id", token.deliveryId())
            .map(
                (row, context) -> {
                  Channel by = Channel.of(row.getString("channel"));
                  add(keys, by, row.getObject("address_key", UUID.class));
                  return by;
                })
            .findOne()
            .orElse(Channel.EMAIL);
    Optional<String> language =
        handle
            .createQuery("SELECT language, email_key, phone_key FROM subscriber WHERE id = :id")
            .bind("id", token.subscriberId())
            .map(
                (row, context) -> {
                  add(keys, Channel.EMAIL, row.getObject("email_key", UUID.class));
                  add(keys, Channel.SMS, row.getObject("phone_key", UUID.class));
                  return row.getString("language");
                })
            .findOne();
    return new Recipient(
        token.subscriberId(),
        token.deliveryId(),
        channel,
        keys,
        language.orElse(""),
        language.isPresent());
  }

  private static void add(Map<Channel, Set<UUID>> keys, Channel channel, UUID key) {
    if (key != null) {
      keys.computeIfAbsent(channel, none -> new LinkedHashSet<>()).add(key);
    }
  }
}
