package org.tocsin.sms;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.OurLanguages;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;

/** Texts that people send us. What they want has taken effect before Twilio gets its answer. */
public final class Inbound {
  private final Jdbi jdbi;
  private final Consent consent;
  private final AddressKeys addressKeys;
  private final Departures departures;
  private final OwnReplies ownReplies;
  private final TextReaders readers;
  private final InboundTexts texts;
  private final TwilioWords twilio = new TwilioWords();

  public Inbound(
      Jdbi jdbi,
      Clock clock,
      Consent consent,
      AddressKeys addressKeys,
      OwnReplies ownReplies,
      TextReaders readers) {
    this.jdbi = jdbi;
    this.consent = consent;
    this.addressKeys = addressKeys;
    this.departures = new Departures(consent, new Holds(clock));
    this.ownReplies = ownReplies;
    this.readers = readers;
    this.texts = new InboundTexts(clock);
  }

  /**
   * Takes an inbound webhook whose signature has been checked. The same text again has no second
   * effect and gets the same answer (I07).
   *
   * @param form its fields (I01)
   * @return TwiML
   * @throws BadInput where it does not say which text, or who sent it
   */
  public String answer(Map<String, String> form) {
    InboundText text = InboundText.of(form);
    return jdbi.inTransaction(handle -> twiml(handle, text));
  }

  /** What {@link #answer} would say; nothing of it is kept. */
  public String answerOf(Map<String, String> form) {
    InboundText text = InboundText.of(form);
    return jdbi.inTransaction(
        handle -> {
          String answer = twiml(handle, text);
          handle.rollback();
          return answer;
        });
  }

  private String twiml(Handle handle, InboundText text) {
    UUID key = addressKeys.of(Channel.SMS, text.from());
    ReplyClassification reading = read(handle, text, key);
    boolean isNew = texts.isNew(handle, text, key, reading.reply());
    Optional<String> settled = settled(handle, text, key, reading, isNew);
    if (settled.isPresent()) {
      return Twiml.message(ownReplies.signed(settled.get()));
    }
    AutoReplyKind answer = isNew ? apply(handle, text, key, reading) : texts.earlier(handle, text);
    return answer == AutoReplyKind.NOTHING
        ? Twiml.NOTHING
        : Twiml.message(
            ownReplies.words(answer, languageOf(handle, text.from()), reading.howToStop()));
  }

  /** A number may answer our question which of several representatives is theirs (P7). */
  private Optional<String> settled(
      Handle handle, InboundText text, UUID key, ReplyClassification reading, boolean isNew) {
    return reading.reply() == ReplyIntent.OTHER && text.optOut().isEmpty()
        ? readers.districts().hear(handle, key, text.body(), isNew)
        : Optional.empty();
  }

  private AutoReplyKind apply(
      Handle handle, InboundText text, UUID key, ReplyClassification reading) {
    AutoReplyKind due = takeEffect(handle, text, key, reading);
    AutoReplyKind answer = hasTwilioAnswered(text) ? AutoReplyKind.NOTHING : due;
    if (answer != AutoReplyKind.NOTHING) {
      texts.answered(handle, text, answer);
    }
    return answer;
  }

  private ReplyClassification read(Handle handle, InboundText text, UUID key) {
    ReplyClassification reading =
        twilio.reading(text.optOut()).orElseGet(() -> readers.words().read(text.body()));
    if (reading.reply() != ReplyIntent.START) {
      return reading;
    }
    if (confirmsSignUp(handle, key)) {
      return reading;
    }
    boolean answersAQuestion =
        text.optOut().isEmpty()
            && readers.words().isYes(text.body())
            && !consent.isSuppressed(handle, Channel.SMS, key);
    return answersAQuestion
        ? new ReplyClassification(ReplyIntent.OTHER, "says yes to something")
        : reading; // K09
  }

  private boolean confirmsSignUp(Handle handle, UUID key) {
    return readers.signUps().isAwaited(handle, key)
        && !consent.isSuppressed(handle, Channel.SMS, key);
  }

  private AutoReplyKind start(Handle handle, InboundText text, UUID key) {
    if (isBlockedStill(handle, text, key)) {
      return AutoReplyKind.TEXT_START;
    }
    if (isStarted(handle, text, key)) {
      boolean blocked = !ownReplies.areOurs() && text.optOut().isEmpty();
      return blocked && !twilio.lifts(text.to(), text.body())
          ? AutoReplyKind.TEXT_START
          : AutoReplyKind.STARTED;
    }
    return help(handle, text, key);
  }

  /** The network's own STOP on a toll-free number stays until START or UNSTOP (K06). */
  private boolean isBlockedStill(Handle handle, InboundText text, UUID key) {
    return twilio.isTollFree(text.to())
        && !twilio.liftsTollFree(text.body())
        && consent.isSuppressed(handle, Channel.SMS, key);
  }

  private boolean isStarted(Handle handle, InboundText text, UUID key) {
    boolean isAwaited = readers.signUps().isAwaited(handle, key);
    boolean restored =
        consent.restore(handle, Channel.SMS, key, new Evidence("text", text.sid(), text.body()));
    readers.signUps().confirm(handle, key, text.sid(), text.body());
    return restored || isAwaited;
  }

  /** What should be said about it, if nobody has said it yet. */
  private AutoReplyKind takeEffect(
      Handle handle, InboundText text, UUID key, ReplyClassification reading) {
    return switch (reading.reply()) {
      case STOP -> departures.stop(handle, said(text, key, reading));
      case START -> start(handle, text, key);
      case HELP -> help(handle, text, key);
      case UNSURE -> departures.unsure(handle, said(text, key, reading), reading);
      case OTHER -> called(handle, text, key);
    };
  }

  /** Nothing is written to a number that has left, thanks neither. */
  private AutoReplyKind called(Handle handle, InboundText text, UUID key) {
    boolean thanks =
        !consent.isSuppressed(handle, Channel.SMS, key)
            && readers.calls().hear(handle, key, text.body());
    return thanks ? AutoReplyKind.CALLED : AutoReplyKind.NOTHING;
  }

  private static Departures.Said said(InboundText text, UUID key, ReplyClassification reading) {
    return new Departures.Said(key, text.sid(), text.body(), reading);
  }

  /** The very word HELP is always answered (L13), what is like it once a day. */
  private AutoReplyKind help(Handle handle, InboundText text, UUID key) {
    return twilio.knows(text.body()) || !texts.wasHelped(handle, key)
        ? AutoReplyKind.HELP
        : AutoReplyKind.NOTHING;
  }

  /** K03, K05: a second reply would be one too many. */
  private boolean hasTwilioAnswered(InboundText text) {
    return !text.optOut().isEmpty() || !ownReplies.areOurs() && twilio.knows(text.body());
  }

  /** Of whoever has this number; the first who prefers another than the fallback. */
  private static String languageOf(Handle handle, String number) {
    return handle
        .createQuery(
            """
            SELECT language FROM subscriber WHERE phone = :number AND language IS NOT NULL
            ORDER BY language = :fallback, id
            LIMIT 1
            """)
        .bind("number", number)
        .bind("fallback", OurLanguages.FALLBACK)
        .mapTo(String.class)
        .findOne()
        .orElse(OurLanguages.FALLBACK);
  }
}
