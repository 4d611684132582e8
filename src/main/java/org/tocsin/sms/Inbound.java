package org.tocsin.sms;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.OurLanguages;
import org.tocsin.Problem;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.AwaitedYes;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.consent.ReplyReader;
import org.tocsin.message.Organization;
import org.tocsin.message.SplitAnswers;

/** Texts that people send us. What they want has taken effect before Twilio gets its answer. */
public final class Inbound {
  private static final Duration HELPED = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final AddressKeys addressKeys;
  private final Departures departures;
  private final Organization organization;
  private final SplitAnswers splitAnswers;
  private final OwnReplies ownReplies;
  private final boolean isOursToReply;
  private final AwaitedYes awaitedYes;
  private final ReplyReader reader;
  private final TwilioWords twilio = new TwilioWords();

  /** Known to nobody but this process. */

  /**
   * @param isOursToReply whether Twilio's own answers to STOP, START and HELP are switched off
   * @param awaitedYes sign-ups, which a YES or START confirms
   */
  public Inbound(
      Jdbi jdbi,
      Clock clock,
      Consent consent,
      AddressKeys addressKeys,
      Organization organization,
      SplitAnswers splitAnswers,
      boolean isOursToReply,
      AwaitedYes awaitedYes,
      ReplyReader reader) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
    this.addressKeys = addressKeys;
    this.departures = new Departures(consent, new Holds(clock));
    this.organization = organization;
    this.splitAnswers = splitAnswers;
    this.ownReplies = new OwnReplies(organization);
    this.isOursToReply = isOursToReply;
    this.awaitedYes = awaitedYes;
    this.reader = reader;
  }

  /** A text as it came. optOut: what Twilio has already done about it itself (K05), or "". */
  private record Text(String sid, String from, String to, String body, String optOut) {}

  /**
   * Takes an inbound webhook whose signature has been checked. The same text again has no second
   * effect and gets the same answer (I07).
   *
   * @param form its fields (I01)
   * @return TwiML
   * @throws BadInput where it does not say which text, or who sent it
   */
  public String answer(Map<String, String> form) {
    Text text = text(form);
    return jdbi.inTransaction(handle -> twiml(handle, text));
  }

  /** What {@link #answer} would say; nothing of it is kept. */
  public String answerOf(Map<String, String> form) {
    Text text = text(form);
    return jdbi.inTransaction(
        handle -> {
          String answer = twiml(handle, text);
          handle.rollback();
          return answer;
        });
  }

  private static Text text(Map<String, String> form) {
    return new Text(
        required(form, "MessageSid"),
        number(required(form, "From")),
        number(form.getOrDefault("To", "")),
        form.getOrDefault("Body", "").replace("\0", ""),
        form.getOrDefault("OptOutType", ""));
  }

  private static String required(Map<String, String> form, String field) {
    String value = form.getOrDefault(field, "").strip();
    if (value.isEmpty()) {
      throw new BadInput(
          Problem.error("inbound text", 0, field, "is missing. Twilio always sends it."));
    }
    return value;
  }

  /** Opt-outs hold over SMS, MMS and RCS (K15), whose senders look like "rcs:+1…". */
  private static String number(String from) {
    return from.substring(from.indexOf(':') + 1).strip();
  }

  private String twiml(Handle handle, Text text) {
    UUID key = addressKeys.of(Channel.SMS, text.from());
    ReplyClassification reading = read(handle, text, key);
    boolean isNew = isNew(handle, text, key, reading.reply());
    Optional<String> settled = settled(handle, text, key, reading, isNew);
    if (settled.isPresent()) {
      return Twiml.message(organization.name() + ": " + settled.get());
    }
    AutoReplyKind answer = isNew ? apply(handle, text, key, reading) : earlier(handle, text.sid());
    return answer == AutoReplyKind.NOTHING
        ? Twiml.NOTHING
        : Twiml.message(ownReplies.words(answer, languageOf(text.from()), reading.howToStop()));
  }

  /** A number may answer our question which of several representatives is theirs (P7). */
  private Optional<String> settled(
      Handle handle, Text text, UUID key, ReplyClassification reading, boolean isNew) {
    return reading.reply() == ReplyIntent.OTHER && text.optOut().isEmpty()
        ? splitAnswers.hear(handle, key, text.body(), isNew)
        : Optional.empty();
  }

  private AutoReplyKind apply(Handle handle, Text text, UUID key, ReplyClassification reading) {
    AutoReplyKind due = takeEffect(handle, text, key, reading);
    AutoReplyKind answer = hasTwilioAnswered(text) ? AutoReplyKind.NOTHING : due;
    if (answer != AutoReplyKind.NOTHING) {
      keep(handle, text, answer);
    }
    return answer;
  }

  private ReplyClassification read(Handle handle, Text text, UUID key) {
    ReplyClassification reading =
        twilio.reading(text.optOut()).orElseGet(() -> reader.read(text.body()));
    if (reading.reply() != ReplyIntent.START) {
      return reading;
    }
    if (confirmsSignUp(handle, key)) {
      return reading;
    }
    boolean answersAQuestion =
        text.optOut().isEmpty()
            && reader.isYes(text.body())
            && !consent.isSuppressed(handle, Channel.SMS, key);
    return answersAQuestion
        ? new ReplyClassification(ReplyIntent.OTHER, "says yes to something")
        : reading; // K09
  }

  private boolean confirmsSignUp(Handle handle, UUID key) {
    return awaitedYes.isAwaited(handle, key) && !consent.isSuppressed(handle, Channel.SMS, key);
  }

  private AutoReplyKind start(Handle handle, Text text, UUID key) {
    if (isBlockedStill(handle, text, key)) {
      return AutoReplyKind.TEXT_START;
    }
    if (isStarted(handle, text, key)) {
      boolean blocked = !isOursToReply && text.optOut().isEmpty();
      return blocked && !twilio.lifts(text.to(), text.body())
          ? AutoReplyKind.TEXT_START
          : AutoReplyKind.STARTED;
    }
    return help(handle, text, key);
  }

  /** The network's own STOP on a toll-free number stays until START or UNSTOP (K06). */
  private boolean isBlockedStill(Handle handle, Text text, UUID key) {
    return twilio.isTollFree(text.to())
        && !twilio.liftsTollFree(text.body())
        && consent.isSuppressed(handle, Channel.SMS, key);
  }

  private boolean isStarted(Handle handle, Text text, UUID key) {
    boolean isAwaited = awaitedYes.isAwaited(handle, key);
    boolean restored = consent.restore(handle, Channel.SMS, key, "text", text.sid(), text.body());
    awaitedYes.confirm(handle, key, text.sid(), text.body());
    return restored || isAwaited;
  }

  /** What should be said about it, if nobody has said it yet. */
  private AutoReplyKind takeEffect(
      Handle handle, Text text, UUID key, ReplyClassification reading) {
    return switch (reading.reply()) {
      case STOP -> departures.stop(handle, said(text, key, reading));
      case START -> start(handle, text, key);
      case HELP -> help(handle, text, key);
      case UNSURE -> departures.unsure(handle, said(text, key, reading), reading);
      case OTHER -> AutoReplyKind.NOTHING;
    };
  }

  private static Departures.Said said(Text text, UUID key, ReplyClassification reading) {
    return new Departures.Said(key, text.sid(), text.body(), reading);
  }

  /** The very word HELP is always answered (L13), what is like it once a day. */
  private AutoReplyKind help(Handle handle, Text text, UUID key) {
    return twilio.knows(text.body()) || !wasHelped(handle, key)
        ? AutoReplyKind.HELP
        : AutoReplyKind.NOTHING;
  }

  private boolean wasHelped(Handle handle, UUID key) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM inbound_text
                           WHERE address_key = :key AND answer = 'help' AND at > :since)
            """)
        .bind("key", key)
        .bind("since", clock.instant().minus(HELPED))
        .mapTo(Boolean.class)
        .one();
  }

  /** K03, K05: a second reply would be one too many. */
  private boolean hasTwilioAnswered(Text text) {
    return !text.optOut().isEmpty() || !isOursToReply && twilio.knows(text.body());
  }

  private boolean isNew(Handle handle, Text text, UUID key, ReplyIntent reply) {
    return handle
            .createUpdate(
                """
                INSERT INTO inbound_text (provider_id, at, address_key, body, reading)
                VALUES (:sid, :now, :key, :body, :reading)
                ON CONFLICT DO NOTHING
                """)
            .bind("sid", text.sid())
            .bind("now", clock.instant())
            .bind("key", key)
            .bind("body", text.body())
            .bind("reading", reply.code())
            .execute()
        == 1;
  }

  private static AutoReplyKind earlier(Handle handle, String sid) {
    return handle
        .createQuery("SELECT answer FROM inbound_text WHERE provider_id = :sid")
        .bind("sid", sid)
        .map((row, c) -> AutoReplyKind.of(row.getString(1)))
        .one();
  }

  private static void keep(Handle handle, Text text, AutoReplyKind answer) {
    handle
        .createUpdate("UPDATE inbound_text SET answer = :answer WHERE provider_id = :sid")
        .bind("answer", answer.code())
        .bind("sid", text.sid())
        .execute();
  }

  /** Forgets what an address wrote. The ids of the texts stay: they tell a replay (I07). */
  public static void forget(Handle handle, UUID addressKey) {
    handle
        .createUpdate("UPDATE inbound_text SET body = '' WHERE address_key = :key")
        .bind("key", addressKey)
        .execute();
  }

  /** Of whoever has this number; the first who prefers another than the fallback. */
  private String languageOf(String number) {
    return jdbi.withHandle(
        handle ->
            handle
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
                .orElse(OurLanguages.FALLBACK));
  }
}
