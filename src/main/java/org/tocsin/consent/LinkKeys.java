package org.tocsin.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/**
 * The keys under which links and marks are made; the greatest id signs. A key that another process
 * has begun to use is read when the first link of it comes.
 */
final class LinkKeys {
  private static final long READ_APART_NANOS = Duration.ofSeconds(5).toNanos();

  private final Supplier<NavigableMap<Integer, byte[]>> source;
  private volatile NavigableMap<Integer, SecretKeySpec> keys;
  private long readAt;

  /**
   * @param source gives the keys that there are, by id
   * @throws TocsinException where there is none
   */
  LinkKeys(Supplier<NavigableMap<Integer, byte[]>> source) {
    this.source = source;
    this.keys = readKeys();
    if (keys.isEmpty()) {
      throw new TocsinException(
          "No key for links: table 'secret' has no row with purpose 'token'.");
    }
  }

  static LinkKeys of(Jdbi jdbi) {
    return new LinkKeys(
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

  static void add(Jdbi jdbi) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    jdbi.useHandle(
        handle -> handle.execute("INSERT INTO secret (purpose, key) VALUES ('token', ?)", key));
  }

  private NavigableMap<Integer, SecretKeySpec> readKeys() {
    readAt = System.nanoTime();
    NavigableMap<Integer, SecretKeySpec> read = new TreeMap<>();
    source.get().forEach((id, key) -> read.put(id, new SecretKeySpec(key, "HmacSHA256")));
    return read;
  }

  /** Looks for keys that were made since; not at every forged link. */
  synchronized boolean haveGrown() {
    if (System.nanoTime() - readAt < READ_APART_NANOS) {
      return false;
    }
    int known = keys.size();
    keys = readKeys();
    return keys.size() > known;
  }

  boolean has(int id) {
    return keys.containsKey(id);
  }

  Set<Integer> ids() {
    return keys.keySet();
  }

  int oldest() {
    return keys.firstKey();
  }

  int newest() {
    return keys.lastKey();
  }

  /**
   * 32 bytes.
   *
   * @param use what it is for, so that what was made for one use is good for no other
   */
  byte[] mac(int keyId, String use, byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.get(keyId));
      mac.update(use.getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(said);
    } catch (GeneralSecurityException e) {
      throw new TocsinException("This Java has no HMAC-SHA256. Install a full JDK.", e);
    }
  }
}
