package org.tocsin.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.Channel;
import org.tocsin.alert.TextHours;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Contact;
import org.tocsin.audience.ReceivedReplies;
import org.tocsin.audience.Subscriber;
import org.tocsin.audience.Subscribers;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Holds;
import org.tocsin.message.Labels;
import org.tocsin.message.Organization;
import org.tocsin.outbox.NewNotice;
import org.tocsin.outbox.TransactionalQueue;

/**
 * Answers of organizers to what people wrote, to an address of their own. An answer goes through
 * the queue of notices: in the hours of texts, and not to who has left.
 */
public final class ReplyAnswers {
  private static final Duration STILL_FITS = Duration.ofDays(2);

  /** What a text can hold for a fair price, and a mail that somebody types. */
  private static final int LONGEST_TEXT = 450;

  private static final int LONGEST_MAIL = 5_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;
  private final Subscribers subscribers;
  private final Outlet outlet;
  private final Organization organization;

  /**
   * By what an answer goes out.
   *
   * @param assignments know where somebody lives, and so the hours of their texts
   */
  public record Outlet(
      TransactionalQueue queue, Consent consent, Assignments assignments, TextHours hours) {}

  public ReplyAnswers(
      Jdbi jdbi,
      Clock clock,
      AddressKeys keys,
      Subscribers subscribers,
      Outlet outlet,
      Organization organization) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
    this.subscribers = subscribers;
    this.outlet = outlet;
    this.organization = organization;
  }

  /** What came of an answer. Only the first one sends something. */
  enum Result {
    TAKEN,
    /** Somebody else has answered since the page was made. */
    MEANWHILE,
    /** They want nothing more on that channel. */
    LEFT,
    /** It is still to be decided whether they do. */
    HELD,
    /** They have no such address, or it is not sure whose it is. */
    NO_ADDRESS,
    /** It is not known when texts may go there. */
    NO_HOUR,
    TOO_LONG
  }

  /**
   * @param seen how many answers were on the page
   * @param channel by which it is to go
   * @param words what it says
   */
  record Draft(int seen, Channel channel, String words, String who) {}

  /**
   * An answer that was given.
   *
   * @param became the state of its notice, "withheld" where they have left meanwhile; "gone" where
   *     it is too long ago
   */
  record Given(Channel channel, Instant at, String who, String words, String became, Instant due) {}

  /** To one reply, the first first. */
  List<Given> of(long number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.channel, a.at, a.who, a.words, n.due_at AS due,
                      CASE WHEN n.id IS NULL THEN 'gone'
                           WHEN n.outcome IN ('waiting', 'expired') AND s.address_key IS NOT NULL
                             THEN 'withheld'
                           ELSE n.outcome END AS became
                    FROM reply_answer a LEFT JOIN notice n ON n.id = a.notice_id
                    LEFT JOIN suppression s
                      ON s.channel = a.channel AND s.address_key = a.address_key
                    WHERE a.number = :number ORDER BY a.id
                    """)
                .bind("number", number)
                .map(ConstructorMapper.of(Given.class))
                .list());
  }

  /** By which channels a reply can be answered now. */
  List<Channel> channels(ReceivedReplies.Reply reply) {
    return jdbi.withHandle(
        handle ->
            Stream.of(Channel.values())
                .filter(channel -> contact(handle, reply, channel).isPresent())
                .filter(channel -> refused(handle, contact(handle, reply, channel).get()).isEmpty())
                .toList());
  }

  /** Within a transaction of the caller's, which is to note that it was done. */
  Result answer(Handle handle, ReceivedReplies.Reply reply, Draft draft) {
    await(handle, reply.number());
    if (count(handle, reply.number()) != draft.seen()) {
      return Result.MEANWHILE;
    }
    if (draft.words().length() > longest(draft.channel())) {
      return Result.TOO_LONG;
    }
    Optional<Contact> contact = contact(handle, reply, draft.channel());
    if (contact.isEmpty()) {
      return Result.NO_ADDRESS;
    }
    Optional<Result> refused = refused(handle, contact.get());
    if (refused.isPresent()) {
      return refused.get();
    }
    Subscriber person = person(handle, reply.people().get(0));
    Optional<TextHours.Window> window = window(handle, person, contact.get());
    if (window.isEmpty()) {
      return Result.NO_HOUR;
    }
    long notice =
        outlet
            .queue()
            .answer(
                handle,
                notice(person, contact.get(), draft.words()),
                reply.number(),
                window.get().opens(),
                window.get().closes().orElse(window.get().opens().plus(STILL_FITS)));
    note(handle, reply.number(), contact.get(), draft, notice);
    return Result.TAKEN;
  }

  static int longest(Channel channel) {
    return switch (channel) {
      case EMAIL -> LONGEST_MAIL;
      case SMS -> LONGEST_TEXT;
    };
  }

  /** Those who answer the same reply do so one after the other. */
  private static void await(Handle handle, long number) {
    handle
        .createQuery("SELECT true FROM pg_advisory_xact_lock(747, :number::int)")
        .bind("number", number)
        .mapTo(Boolean.class)
        .one();
  }

  private static int count(Handle handle, long number) {
    return handle
        .createQuery("SELECT count(*) FROM reply_answer WHERE number = :number")
        .bind("number", number)
        .mapTo(Integer.class)
        .one();
  }

  /** The address that they wrote from; another one of theirs where it is sure who they are. */
  private Optional<Contact> contact(Handle handle, ReceivedReplies.Reply reply, Channel channel) {
    boolean isOther = channel != reply.channel();
    if (reply.people().isEmpty() || isOther && reply.people().size() > 1) {
      return Optional.empty();
    }
    return person(handle, reply.people().get(0)).contacts(keys).stream()
        .filter(contact -> contact.channel() == channel)
        .findFirst();
  }

  private Subscriber person(Handle handle, long id) {
    return subscribers.get(handle, id).orElseThrow();
  }

  private Optional<Result> refused(Handle handle, Contact contact) {
    if (outlet.consent().isSuppressed(handle, contact.channel(), contact.key())) {
      return Optional.of(Result.LEFT);
    }
    return Holds.isOpen(handle, contact.channel(), contact.key())
        ? Optional.of(Result.HELD)
        : Optional.empty();
  }

  private Optional<TextHours.Window> window(Handle handle, Subscriber person, Contact contact) {
    Instant now = clock.instant();
    return switch (contact.channel()) {
      case EMAIL -> Optional.of(new TextHours.Window(now, Optional.empty()));
      case SMS ->
          outlet
              .hours()
              .next(
                  now,
                  outlet.assignments().of(handle, person.zip(), person.state(), contact.address()),
                  contact.address());
    };
  }

  private NewNotice notice(Subscriber person, Contact contact, String words) {
    return switch (contact.channel()) {
      case EMAIL ->
          new NewNotice(
              contact.channel(),
              contact.address(),
              contact.key(),
              Labels.in(person.language()).get("answer.subject", organization.name()),
              words + "\n\n" + organization.signature());
      case SMS ->
          new NewNotice(
              contact.channel(),
              contact.address(),
              contact.key(),
              "",
              organization.name() + ": " + words);
    };
  }

  private void note(Handle handle, long number, Contact contact, Draft draft, long notice) {
    handle
        .createUpdate(
            """
            INSERT INTO reply_answer (number, channel, address_key, at, who, words, notice_id)
            VALUES (:number, :channel, :key, :now, :who, :words, :notice)
            """)
        .bind("number", number)
        .bind("channel", contact.channel())
        .bind("key", contact.key())
        .bind("now", clock.instant())
        .bind("who", draft.who())
        .bind("words", draft.words())
        .bind("notice", notice)
        .execute();
  }

  /** Forgets what was answered to an address. */
  public static void forget(Handle handle, UUID addressKey) {
    handle
        .createUpdate("DELETE FROM reply_answer WHERE address_key = :key")
        .bind("key", addressKey)
        .execute();
  }
}
