package org.tocsin.mailbox;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.mailbox.Bounces.Applied;
import org.tocsin.mailbox.DeliveryMatcher.Written;
import org.tocsin.mailbox.Finding.Kind;
import org.tocsin.mailbox.Received.Taken;
import org.tocsin.verdict.Reason;

/**
 * Takes each mail that comes in, once: what it asks for and the note that it was taken are one
 * transaction, so that a mail that is seen again after a crash has no second effect. We answer none
 * of them (H07 to H09).
 */
public final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final Jdbi jdbi;
  private final Consent consent;
  private final Received received;
  private final DeliveryMatcher trace;
  private final Bounces bounces;
  private final EmailOptOut leaving;
  private final String folderPrefix;
  private final MailReader reader = new MailReader();

  /**
   * How it is set up.
   *
   * @param folderPrefix stands before the names of the folders
   * @param softBounces after so many an address is given up; 0 for never
   * @param softBouncesWithin the time in which they are counted
   */
  public record Setup(String folderPrefix, int softBounces, Duration softBouncesWithin) {}

  /**
   * @param trace finds the delivery that a mail is about
   * @param leaving does what a mail wants that asks to stop
   */
  public Mailbox(
      Jdbi jdbi,
      Clock clock,
      Consent consent,
      DeliveryMatcher trace,
      EmailOptOut leaving,
      Setup setup) {
    this.jdbi = jdbi;
    this.received = new Received(clock);
    this.consent = consent;
    this.trace = trace;
    this.bounces =
        new Bounces(
            consent, clock, new Bounces.Rule(setup.softBounces(), setup.softBouncesWithin()));
    this.leaving = leaving;
    this.folderPrefix = setup.folderPrefix();
  }

  /**
   * Where a mail belongs.
   *
   * @param isNew whether it had not been taken before, so that it cannot lie there yet
   */
  public record Destination(String folder, boolean isNew) {}

  /**
   * Does what a mail asks for.
   *
   * @throws MessagingException where the mail server is gone; the mail is to be taken again then
   */
  public Destination take(IMAPMessage message) throws MessagingException, IOException {
    // fetched piece by piece, and no further than it is read
    try (InputStream in = message.getMimeStream()) {
      Placed placed = take(in.readNBytes(InboundMessage.MOST));
      return new Destination(folderPrefix + placed.sorted().folder(), placed.isNew());
    }
  }

  /** A mail and whether it was taken only now. */
  record Placed(TargetFolder sorted, boolean isNew) {}

  /**
   * One that cannot be read is put aside for a person to look at, so that it does not keep those
   * behind it waiting; one that the database cannot take just now is to be taken again.
   */
  Placed take(byte[] mail) {
    try {
      InboundMessage letter = InboundMessage.of(mail);
      Finding finding = reader.read(letter);
      return jdbi.inTransaction(handle -> once(handle, letter, finding));
    } catch (RuntimeException | StackOverflowError broken) {
      if (broken instanceof JdbiException gone && !isOfTheMail(gone)) {
        throw gone;
      }
      LOG.warn("Mail {} cannot be read and is put aside: {}", name(mail), cause(broken));
      return new Placed(TargetFolder.UNREADABLE, true);
    }
  }

  /** Whether the database refuses what stands in the mail (SQLSTATE classes 22 and 23). */
  private static boolean isOfTheMail(JdbiException refused) {
    return sqlState(refused).filter(s -> s.startsWith("22") || s.startsWith("23")).isPresent();
  }

  private static Optional<String> sqlState(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(10)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Where it broke, without what it says: that may be someone's words. */
  private static String cause(Throwable broken) {
    StackTraceElement[] trace = broken.getStackTrace();
    return broken.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** By which the same mail is known in the log. */
  private static String name(byte[] mail) {
    return Received.digest(mail).substring(0, 12);
  }

  private Placed once(Handle handle, InboundMessage letter, Finding finding) {
    String digest = Received.digest(letter);
    return received
        .earlier(handle, digest)
        .map(sorted -> new Placed(sorted, false))
        .orElseGet(
            () -> {
              Taken taken = apply(handle, letter, finding);
              received.note(handle, digest, taken, said(handle, letter, taken));
              return new Placed(taken.sorted(), true);
            });
  }

  /** Only where it lies in the folder of replies: what a program wrote is nobody's words. */
  private Optional<EmailOptOut.Said> said(Handle handle, InboundMessage letter, Taken taken) {
    return taken.sorted() == TargetFolder.REPLIES
        ? leaving.said(handle, letter, taken.written())
        : Optional.empty();
  }

  /** Forgets what an address wrote. The digests stay: by them the same mail is known. */
  public static void forget(Handle handle, UUID addressKey) {
    handle
        .createUpdate(
            """
            UPDATE inbound_mail SET number = NULL, from_key = NULL, words = ''
            WHERE from_key = :key
            """)
        .bind("key", addressKey)
        .execute();
  }

  private Taken apply(Handle handle, InboundMessage letter, Finding finding) {
    Optional<Written> written = trace.of(handle, letter);
    Optional<ReplyIntent> wish = wish(handle, letter, written);
    if (wish.isPresent() && finding.kind() != Kind.COMPLAINT) {
      return Taken.of(Kind.OTHER, wish.get().code(), TargetFolder.REPLIES, written);
    }
    return switch (finding.kind()) {
      case BOUNCE -> bounce(handle, finding, written);
      case COMPLAINT -> complaint(handle, finding, written);
      case AUTO_REPLY -> Taken.of(Kind.AUTO_REPLY, "", TargetFolder.AUTOMATIC, written);
      case OTHER -> other(handle, letter, finding, written);
    };
  }

  /** A wish to leave counts in whatever kind of mail it comes (C05). */
  private Optional<ReplyIntent> wish(
      Handle handle, InboundMessage letter, Optional<Written> written) {
    return leaving.isWish(handle, letter)
        ? Optional.of(leaving.apply(handle, letter, written))
        : Optional.empty();
  }

  private Taken bounce(Handle handle, Finding finding, Optional<Written> written) {
    if (written.isEmpty()) {
      boolean nobody = finding.recipients().stream().allMatch(r -> r.address().isEmpty());
      return Taken.of(
          Kind.BOUNCE,
          "not ours",
          nobody ? TargetFolder.UNREADABLE : TargetFolder.BOUNCES,
          written);
    }
    Applied applied = bounces.apply(handle, written.get(), finding);
    return new Taken(
        Kind.BOUNCE, applied.reason(), TargetFolder.BOUNCES, written, applied.counts());
  }

  private Taken complaint(Handle handle, Finding finding, Optional<Written> written) {
    boolean clear = !finding.complaint().isEmpty() && written.isPresent();
    if (clear && finding.isObjection()) {
      consent.withdraw( // A05, A07
          handle,
          Channel.EMAIL,
          written.get().addressKey(),
          Consent.Reason.COMPLAINT,
          new Evidence("complaint", "delivery " + written.get().id(), finding.complaint()));
    }
    if (finding.complaint().equals("fraud")) {
      LOG.error("A mail of ours was reported as fraud; it lies in the folder of complaints");
    }
    TargetFolder sorted = clear ? TargetFolder.COMPLAINTS : TargetFolder.UNREADABLE;
    return Taken.of(Kind.COMPLAINT, finding.complaint(), sorted, written);
  }

  private Taken other(
      Handle handle, InboundMessage letter, Finding finding, Optional<Written> written) {
    if (!finding.recipients().isEmpty()) {
      return Taken.of(Kind.OTHER, Reason.DELIVERED.code(), TargetFolder.AUTOMATIC, written);
    }
    ReplyIntent reply = leaving.apply(handle, letter, written);
    boolean unclear = letter.headers().get("from").isEmpty() || letter.isUnbounded();
    return Taken.of(
        Kind.OTHER,
        reply.code(),
        unclear ? TargetFolder.UNREADABLE : TargetFolder.REPLIES,
        written);
  }
}
