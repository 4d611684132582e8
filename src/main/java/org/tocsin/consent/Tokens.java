package org.tocsin.consent;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/**
 * The opaque part of a person's links (RFC 8058 3.1): who and which delivery, under a keyed MAC of
 * 128 bits. At most 48 characters of the URL-safe Base64 alphabet, since it also travels in texts.
 * Carries the id of its key, so that links of an earlier key keep working (C03). A key that another
 * process has begun to use is read when the first link of it comes.
 */
public final class Tokens {
  private static final int MAC_BYTES = 16;
  private static final int MARK_BYTES = 10;
  private static final String LINK = "link";
  private static final String CONFIRMATION = "confirm";

  private static final long READ_APART_NANOS = Duration.ofSeconds(5).toNanos();

  private final Supplier<NavigableMap<Integer, byte[]>> source;
  private volatile NavigableMap<Integer, SecretKeySpec> keys;
  private long readAt;

  /**
   * @param keys by id; the greatest id signs
   */
  public Tokens(NavigableMap<Integer, byte[]> keys) {
    this(() -> keys);
  }

  private Tokens(Supplier<NavigableMap<Integer, byte[]>> source) {
    this.source = source;
    this.keys = readKeys();
    if (keys.isEmpty()) {
      throw new TocsinException(
          "No key for links: table 'secret' has no row with purpose 'token'.");
    }
  }

  private NavigableMap<Integer, SecretKeySpec> readKeys() {
    readAt = System.nanoTime();
    NavigableMap<Integer, SecretKeySpec> read = new TreeMap<>();
    source.get().forEach((id, key) -> read.put(id, new SecretKeySpec(key, "HmacSHA256")));
    return read;
  }

  /** Looks for keys that were made since; not at every forged link. */
  private synchronized boolean hasNewKeys() {
    if (System.nanoTime() - readAt < READ_APART_NANOS) {
      return false;
    }
    int known = keys.size();
    keys = readKeys();
    return keys.size() > known;
  }

  /** With the keys that this installation made for itself. */
  public static Tokens of(Jdbi jdbi) {
    return new Tokens(
        () -> {
          NavigableMap<Integer, byte[]> keys = new TreeMap<>();
          jdbi.useHandle(
              handle ->
                  handle
                      .createQuery("SELECT id, key FROM secret WHERE purpose = 'token'")
                      .map((row, context) -> keys.put(row.getInt("id"), row.getBytes("key")))
                      .list());
          return keys;
        });
  }

  /**
   * Adds a key, which signs from the next start of each process on; the earlier ones still read.
   */
  public static void addKey(Jdbi jdbi) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    jdbi.useHandle(
        handle -> handle.execute("INSERT INTO secret (purpose, key) VALUES ('token', ?)", key));
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
    return issue(keys.lastKey(), LINK, token.subscriberId(), token.deliveryId());
  }

  /** Empty unless this installation issued exactly this token. */
  public Optional<Token> read(String token) {
    return read(LINK, token).map(pair -> new Token(pair[0], pair[1]));
  }

  /** Which sign-up a link confirms, and until when. */
  public record Confirmation(long signUpId, Instant expires) {}

  /** For the link that confirms a sign-up; good for nothing else. */
  public String issueConfirmation(long signUpId, Instant expires) {
    return issue(keys.lastKey(), CONFIRMATION, signUpId, expires.getEpochSecond());
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
    System.arraycopy(mac(keyId, use, said), 0, whole, said.length, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private Optional<long[]> read(String use, String token) {
    Optional<long[]> read = readKnown(use, token);
    return read.isEmpty() && hasNewKeys() ? readKnown(use, token) : read;
  }

  private Optional<long[]> readKnown(String use, String token) {
    try {
      ByteBuffer claim = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      long keyId = number(claim);
      long[] pair = {number(claim), number(claim)};
      return keyId == (int) keyId
              && keys.containsKey((int) keyId)
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

  /**
   * Names a delivery where others can see it, as in a Message-ID: always the same for the same
   * delivery, never guessable, and no use as a token. Made with the oldest key, so that a new key
   * between two attempts does not change it (H03).
   */
  public String mark(long deliveryId) {
    return mark(keys.firstKey(), "mark", deliveryId);
  }

  /** The same for a notice. */
  public String noticeMark(long noticeId) {
    return "n" + mark(keys.firstKey(), "notice", noticeId);
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
    return mark(keys.lastKey(), "return", deliveryId);
  }

  /** The delivery that {@link #returnMark} named so, under any of the keys. */
  public Optional<Long> returned(String mark) {
    return unmark(mark, "return");
  }

  private String mark(int keyId, String use, long deliveryId) {
    byte[] said = ByteBuffer.allocate(Long.BYTES).putLong(deliveryId).array();
    byte[] mac = Arrays.copyOf(mac(keyId, use, said), MARK_BYTES);
    return deliveryId + "." + HexFormat.of().formatHex(mac);
  }

  private Optional<Long> unmark(String mark, String use) {
    if (!mark.matches("(0|[1-9]\\d{0,17})\\.[0-9a-f]{20}")) {
      return Optional.empty();
    }
    long deliveryId = Long.parseLong(mark.substring(0, mark.indexOf('.')));
    byte[] given = mark.getBytes(StandardCharsets.US_ASCII);
    boolean ours = isMark(use, deliveryId, given) || hasNewKeys() && isMark(use, deliveryId, given);
    return ours ? Optional.of(deliveryId) : Optional.empty();
  }

  private boolean isMark(String use, long deliveryId, byte[] given) {
    return keys.keySet().stream()
        .map(key -> mark(key, use, deliveryId).getBytes(StandardCharsets.US_ASCII))
        .anyMatch(good -> MessageDigest.isEqual(good, given));
  }

  private byte[] mac(int keyId, String use, byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.get(keyId));
      mac.update(use.getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(said);
    } catch (GeneralSecurityException e) {
      throw new TocsinException("This Java has no HMAC-SHA256. Install a full JDK.", e);
    }
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
