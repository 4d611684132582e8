package org.tocsin.consent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names of deliveries for where others can see them: their number and, in lower case, a keyed MAC
 * of 80 bits.
 */
public final class DeliveryMarks {
  private static final int MARK_BYTES = 10;

  private final LinkKeys keys;

  DeliveryMarks(LinkKeys keys) {
    this.keys = keys;
  }

  /**
   * Names a delivery where others can see it, as in a Message-ID: always the same for the same
   * delivery, never guessable, and no use as a token. Made with the oldest key, so that a new key
   * between two attempts does not change it (H03).
   */
  public String mark(long deliveryId) {
    return mark(keys.oldest(), "mark", deliveryId);
  }

  /** The same for a notice. */
  public String noticeMark(long noticeId) {
    return "n" + mark(keys.oldest(), "notice", noticeId);
  }

  /** The delivery that {@link #mark} named so; empty where this installation did not. */
  public Optional<Long> marked(String mark) {
    return unmark(mark, "mark");
  }

  /**
   * Names a delivery in the address that its mail comes back to. In lower case, since mail servers
   * may change that, and at most 40 characters.
   */
  public String returnMark(long deliveryId) {
    return mark(keys.newest(), "return", deliveryId);
  }

  /** The delivery that {@link #returnMark} named so, under any of the keys. */
  public Optional<Long> returned(String mark) {
    return unmark(mark, "return");
  }

  private String mark(int keyId, String use, long deliveryId) {
    byte[] said = ByteBuffer.allocate(Long.BYTES).putLong(deliveryId).array();
    byte[] mac = Arrays.copyOf(keys.mac(keyId, use, said), MARK_BYTES);
    return deliveryId + "." + HexFormat.of().formatHex(mac);
  }

  private Optional<Long> unmark(String mark, String use) {
    if (!mark.matches("(0|[1-9]\\d{0,17})\\.[0-9a-f]{20}")) {
      return Optional.empty();
    }
    long deliveryId = Long.parseLong(mark.substring(0, mark.indexOf('.')));
    byte[] given = mark.getBytes(StandardCharsets.US_ASCII);
    boolean ours =
        isMark(use, deliveryId, given) || keys.haveGrown() && isMark(use, deliveryId, given);
    return ours ? Optional.of(deliveryId) : Optional.empty();
  }

  private boolean isMark(String use, long deliveryId, byte[] given) {
    return keys.ids().stream()
        .map(key -> mark(key, use, deliveryId).getBytes(StandardCharsets.US_ASCII))
        .anyMatch(good -> MessageDigest.isEqual(good, given));
  }
}
