package org.tocsin.mailbox;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.tocsin.consent.Tokens;
import org.tocsin.outbox.ReturnAddress;

/** Finds the delivery that a mail is about, by what only we can have put there (B01, B15, H13). */
public final class DeliveryMatcher {
  private static final Pattern MESSAGE_ID = Pattern.compile("<(\\d{1,18}\\.[0-9a-f]{20})@");
  private static final Pattern LINK = Pattern.compile("/u/([A-Za-z0-9_-]{20,70})>");
  private static final Pattern WISH =
      Pattern.compile("(?i)\\bunsubscribe[ +_]+([A-Za-z0-9_-]{20,70})(?![A-Za-z0-9_-])");

  private final Optional<ReturnAddress> returns;
  private final Tokens tokens;

  /**
   * @param returns the addresses that bounces come to; empty where they all come to one
   */
  public DeliveryMatcher(Optional<ReturnAddress> returns, Tokens tokens) {
    this.returns = returns;
    this.tokens = tokens;
  }

  /**
   * A delivery that really went out.
   *
   * @param address as it was written to
   */
  record Written(long id, long subscriberId, String address, UUID addressKey) {}

  Optional<Written> of(Handle handle, InboundMessage letter) {
    return toReturnAddress(letter)
        .or(() -> byReturned(letter))
        .or(() -> byReference(letter))
        .flatMap(id -> written(handle, id));
  }

  private Optional<Long> toReturnAddress(InboundMessage letter) {
    Headers head = letter.headers();
    return Stream.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to")
        .flatMap(field -> head.all(field).stream())
        .flatMap(field -> returnAddress(field).stream())
        .findFirst();
  }

  private Optional<Long> returnAddress(String field) {
    return returns.flatMap(
        ours -> Addresses.in(field).stream().flatMap(a -> ours.delivery(a).stream()).findFirst());
  }

  /** What the mail that was returned says of itself (A06). */
  private Optional<Long> byReturned(InboundMessage letter) {
    Headers original = new BounceText(letter).original();
    return marked(original.get("message-id"))
        .or(() -> returnAddress(original.get("return-path")))
        .or(() -> linked(original.get("list-unsubscribe")));
  }

  private Optional<Long> linked(String links) {
    Matcher link = LINK.matcher(links);
    return link.find()
        ? tokens.read(link.group(1)).map(Tokens.Token::deliveryId)
        : Optional.empty();
  }

  /** What it answers to. */
  private Optional<Long> byReference(InboundMessage letter) {
    Headers head = letter.headers();
    return marked(head.get("in-reply-to")).or(() -> marked(head.get("references")));
  }

  private Optional<Long> marked(String ids) {
    Matcher id = MESSAGE_ID.matcher(ids);
    while (id.find()) {
      Optional<Long> delivery = tokens.marks().marked(id.group(1));
      if (delivery.isPresent()) {
        return delivery;
      }
    }
    return Optional.empty();
  }

  /** The delivery whose List-Unsubscribe was written to. */
  Optional<Written> wish(Handle handle, InboundMessage letter) {
    Matcher wish = WISH.matcher(letter.headers().text("subject"));
    return wish.find()
        ? tokens.read(wish.group(1)).flatMap(token -> written(handle, token.deliveryId()))
        : Optional.empty();
  }

  private static Optional<Written> written(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT id, subscriber_id, address, address_key FROM delivery
            WHERE id = :id AND channel = <email> AND attempts > 0
            """)
        .bind("id", id)
        .map(
            (row, context) ->
                new Written(
                    row.getLong("id"),
                    row.getLong("subscriber_id"),
                    row.getString("address"),
                    row.getObject("address_key", UUID.class)))
        .findOne();
  }
}
