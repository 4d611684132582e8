package org.tocsin.mailbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.TocsinException;
import org.tocsin.mailbox.DeliveryMatcher.Written;
import org.tocsin.mailbox.Finding.Kind;

/**
 * The mails that have been taken, once each by a digest; of replies of people on the list also the
 * beginning of what they say.
 */
final class Received {
  private final Clock clock;

  Received(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a mail is and where it goes.
   *
   * @param counts whether it is one more soft bounce of that address
   */
  record Taken(
      Kind kind, String reason, TargetFolder sorted, Optional<Written> written, boolean counts) {
    static Taken of(Kind kind, String reason, TargetFolder sorted, Optional<Written> written) {
      return new Taken(kind, reason, sorted, written, false);
    }
  }

  /**
   * The same mail by another way is still the same (B16); but another one under the same
   * Message-ID, as some programs send a warning and then the end, is not.
   */
  static String digest(InboundMessage letter) {
    String id = letter.headers().get("message-id");
    String text = (id.isEmpty() ? letter.headers().toString() : id) + "\n" + letter.texts();
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new TocsinException("This Java has no SHA-256. Install a full JDK.", e);
    }
  }

  /**
   * Where it was put when it was taken before. Two that take it at once wait here, one for the
   * other.
   */
  Optional<TargetFolder> earlier(Handle handle, String digest) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 7))", digest);
    return handle
        .createQuery("SELECT folder FROM inbound_mail WHERE digest = :digest")
        .bind("digest", digest)
        .mapTo(String.class)
        .findOne()
        .map(TargetFolder::valueOf);
  }

  /**
   * @param said what somebody on the list wrote; empty of anything else
   */
  void note(Handle handle, String digest, Taken taken, Optional<EmailOptOut.Said> said) {
    handle
        .createUpdate(
            """
            INSERT INTO inbound_mail (digest, at, kind, reason, folder, delivery_id, address_key,
              counts, number, from_key, words)
            VALUES (:digest, :now, :kind, :reason, :folder, :delivery, :key, :counts,
              CASE WHEN :from::uuid IS NOT NULL THEN nextval('reply_number') END, :from, :words)
            """)
        .bind("digest", digest)
        .bind("now", clock.instant())
        .bind("kind", taken.kind().code())
        .bind("reason", taken.reason().replace("\0", ""))
        .bind("folder", taken.sorted().name())
        .bind("delivery", taken.written().map(Written::id).orElse(null))
        .bindByType("key", taken.written().map(Written::addressKey).orElse(null), UUID.class)
        .bind("counts", taken.counts())
        .bindByType("from", said.map(EmailOptOut.Said::from).orElse(null), UUID.class)
        .bind("words", said.map(EmailOptOut.Said::words).orElse("").replace("\0", ""))
        .execute();
  }
}
