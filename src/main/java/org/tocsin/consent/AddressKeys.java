package org.tocsin.consent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.TocsinException;

/**
 * Turns an address into the key under which it is suppressed, so that "never write here" can be
 * kept after the person has been erased. The first 128 bits of HMAC-SHA256, held as a UUID because
 * that is PostgreSQL's smallest 16-byte type.
 */
public final class AddressKeys {
  private final SecretKeySpec key;

  public AddressKeys(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** With the key that this installation made for itself. */
  public static AddressKeys of(Jdbi jdbi) {
    return new AddressKeys(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT key FROM secret WHERE purpose = 'address'")
                    .mapTo(byte[].class)
                    .one()));
  }

  /**
   * @param address normalised: a lower-case email address or an E.164 number
   */
  public UUID of(Channel channel, String address) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] text = (channel.code() + ":" + address).getBytes(StandardCharsets.UTF_8);
      ByteBuffer code = ByteBuffer.wrap(mac.doFinal(text));
      return new UUID(code.getLong(), code.getLong());
    } catch (GeneralSecurityException e) {
      throw new TocsinException("This Java has no HMAC-SHA256. Install a full JDK.", e);
    }
  }
}
