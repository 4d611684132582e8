package org.tocsin.sms;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Reply;
import org.tocsin.consent.ReplyReader;
import org.tocsin.message.Organization;

/** Texts that people send us. What they want has taken effect before Twilio gets its answer. */
public final class Inbound {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final AddressKeys addressKeys;
  private final OwnReplies ownReplies;
  private final boolean isOursToReply;
  private final ReplyReader reader = new ReplyReader();

  /**
   * @param isOursToReply whether Twilio's own answers to STOP, START and HELP are switched off
   */
  public Inbound(
      Jdbi jdbi,
      Clock clock,
      Consent consent,
      AddressKeys addressKeys,
      Organization organization,
      boolean isOursToReply) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
    this.addressKeys = addressKeys;
    this.ownReplies = new OwnReplies(organization);
    this.isOursToReply = isOursToReply;
  }

  /** A text as it came. optOut: what Twilio has already done about it itself (K05), or "". */
  private record Text(String sid, String from, String body, String optOut) {}

  /**
   * Takes an inbound webhook whose signature has been checked. The same text again has no second
   * effect and gets the same answer (I07).
   *
   * @param form its fields (I01)
   * @return TwiML
   * @throws BadInput where it does not say which text, or from whom
   */
  public String answer(Map<String, String> form) {
    Text text =
        new Text(
            required(form, "MessageSid"),
            number(required(form, "From")),
            form.getOrDefault("Body", "").replace("\0", ""),
            form.getOrDefault("OptOutType", ""));
    Reply reply = jdbi.inTransaction(h -> heed(h, text));
    // K03, K05: Twilio has replied itself, and a second reply would be one too many
    return isOursToReply && text.optOut().isEmpty()
        ? ownReplies.to(reply, isSpanish(text.from()))
        : Twiml.NOTHING;
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
    return from.substring(from.indexOf(':') + 1);
  }

  private Reply heed(Handle handle, Text text) {
    UUID key = addressKeys.of(Channel.SMS, text.from());
    Reply reply = read(handle, text, key);
    if (!isNew(handle, text, key, reply)) {
      return earlier(handle, text.sid());
    }
    if (reply == Reply.STOP) {
      consent.withdraw(
          handle, Channel.SMS, key, Consent.Reason.STOP, "text", text.sid(), text.body());
    }
    if (reply == Reply.START) {
      consent.restore(handle, Channel.SMS, key, "text", text.sid(), text.body());
    }
    return reply;
  }

  private Reply read(Handle handle, Text text, UUID key) {
    Reply reply = optOut(text).orElseGet(() -> reader.read(text.body()).reply());
    boolean answersAQuestion =
        text.optOut().isEmpty()
            && reader.isYes(text.body())
            && !consent.isSuppressed(handle, Channel.SMS, key);
    return answersAQuestion ? Reply.OTHER : reply; // K09
  }

  private static Optional<Reply> optOut(Text text) {
    return switch (text.optOut()) {
      case "STOP" -> Optional.of(Reply.STOP);
      case "START" -> Optional.of(Reply.START);
      case "HELP" -> Optional.of(Reply.HELP);
      default -> Optional.empty();
    };
  }

  private boolean isNew(Handle handle, Text text, UUID key, Reply reply) {
    return handle
            .createUpdate(
                """
                INSERT INTO inbound_text (provider_id, at, address_key, body, reading)
                VALUES (:sid, :now, :key, :body, :reading)
                ON CONFLICT DO NOTHING
                """)
            .bind("sid", text.sid())
            .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
            .bind("key", key)
            .bind("body", text.body())
            .bind("reading", reply.code())
            .execute()
        == 1;
  }

  private static Reply earlier(Handle handle, String sid) {
    return Reply.of(
        handle
            .createQuery("SELECT reading FROM inbound_text WHERE provider_id = :sid")
            .bind("sid", sid)
            .mapTo(String.class)
            .one());
  }

  private boolean isSpanish(String number) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    SELECT EXISTS
                      (SELECT FROM subscriber WHERE phone = :number AND language LIKE 'es%')
                    """)
                .bind("number", number)
                .mapTo(Boolean.class)
                .one());
  }
}
