package org.tocsin.consent;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The opaque part of a person's links (RFC 8058 3.1): who and which delivery, under a keyed MAC of
 * 128 bits. At most 48 characters of the URL-safe Base64 alphabet, since it also travels in texts.
 * Carries the id of its key, so that links of an earlier key keep working (C03).
 */
public final class Tokens {
  private static final int MAC_BYTES = 16;
  private static final String LINK = "link";
  private static final String CONFIRMATION = "confirm";

  private final LinkKeys keys;
  private final DeliveryMarks marks;

  /**
   * @param keys by id; the greatest id signs
   */
  public Tokens(NavigableMap<Integer, byte[]> keys) {
    this(new LinkKeys(() -> keys));
  }

  private Tokens(LinkKeys keys) {
    this.keys = keys;
    this.marks = new DeliveryMarks(keys);
  }

  /** With the keys that this installation made for itself. */
  public static Tokens of(Jdbi jdbi) {
    return new Tokens(LinkKeys.of(jdbi));
  }

  /**
   * Adds a key, which signs from the next start of each process on; the earlier ones still read.
   */
  public static void addKey(Jdbi jdbi) {
    LinkKeys.add(jdbi);
  }

  /** Names of deliveries under the same keys. */
  public DeliveryMarks marks() {
    return marks;
  }

  /** Which person and which delivery a link belongs to. */
  public record Token(long subscriberId, long deliveryId) {
    public Token {
      if (subscriberId < 0 || deliveryId < 0) {
        throw new IllegalArgumentException("ids are not negative");
      }
    }
  }

  public String issue(long subscriberId, long deliveryId) {
    Token token = new Token(subscriberId, deliveryId);
    return issue(keys.newest(), LINK, token.subscriberId(), token.deliveryId());
  }

  /** Empty unless this installation issued exactly this token. */
  public Optional<Token> read(String token) {
    return read(LINK, token).map(pair -> new Token(pair[0], pair[1]));
  }

  /** Which sign-up a link confirms, and until when. */
  public record Confirmation(long signUpId, Instant expires) {}

  /** For the link that confirms a sign-up; good for nothing else. */
  public String issueConfirmation(long signUpId, Instant expires) {
    return issue(keys.newest(), CONFIRMATION, signUpId, expires.getEpochSecond());
  }

  /** Empty unless this installation issued exactly this; it may have expired. */
  public Optional<Confirmation> readConfirmation(String token) {
    return read(CONFIRMATION, token)
        .map(pair -> new Confirmation(pair[0], Instant.ofEpochSecond(pair[1])));
  }

  private String issue(int keyId, String use, long first, long second) {
    ByteBuffer claim = ByteBuffer.allocate(32);
    putNumber(claim, keyId);
    putNumber(claim, first);
    putNumber(claim, second);
    byte[] said = Arrays.copyOf(claim.array(), claim.position());
    byte[] whole = Arrays.copyOf(said, said.length + MAC_BYTES);
    System.arraycopy(keys.mac(keyId, use, said), 0, whole, said.length, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private Optional<long[]> read(String use, String token) {
    Optional<long[]> read = readKnown(use, token);
    return read.isEmpty() && keys.haveGrown() ? readKnown(use, token) : read;
  }

  private Optional<long[]> readKnown(String use, String token) {
    try {
      ByteBuffer claim = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      long keyId = number(claim);
      long[] pair = {number(claim), number(claim)};
      return keyId == (int) keyId
              && keys.has((int) keyId)
              && isSame(token, issue((int) keyId, use, pair[0], pair[1]))
          ? Optional.of(pair)
          : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
      return Optional.empty();
    }
  }

  /** Compares the whole text, so that no second spelling of a token is good, in constant time. */
  private static boolean isSame(String token, String issued) {
    return MessageDigest.isEqual(
        issued.getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
  }

  /** Seven bits a byte, the least first; small numbers make short links. */
  private static void putNumber(ByteBuffer out, long number) {
    long rest = number;
    while (rest > 0x7f) {
      out.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte next = in.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("longer than any id");
  }
}
