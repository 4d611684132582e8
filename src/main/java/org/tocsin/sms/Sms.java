package org.tocsin.sms;

import com.twilio.base.ResourceSet;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.Outcome.Target;
import org.tocsin.ledger.Outcome.Withheld;
import org.tocsin.ledger.SendResult;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Rendering;
import org.tocsin.outbox.TransactionalMessage;

/** Hands texts to Twilio. Any number of threads may call at once. */
public final class Sms {
  private static final Logger LOG = LoggerFactory.getLogger(Sms.class);

  /** T03. */
  private static final long LONGEST_VALIDITY = 36_000;

  /** With less time left a text would likely expire on its way. */
  private static final long LEAST_SECONDS = 10;

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final Refused ABROAD =
      new Refused(
          "destination", "Texts do not go there; see tocsin.sms.destinations.", Target.MESSAGE);

  private final SmsSender sender;
  private final Tokens tokens;
  private final LongFunction<Rendering> renderings;
  private final SmsChecks checks;
  private final Clock clock;
  private final TwilioRestClient client;
  private final Semaphore lines;
  private final TwilioAnswers answers;
  private final URI statusCallback;

  /**
   * @param renderings by id
   */
  public Sms(
      SmsSettings settings,
      Tokens tokens,
      LongFunction<Rendering> renderings,
      SmsChecks checks,
      Clock clock) {
    this.sender = settings.sender();
    this.tokens = tokens;
    this.renderings = renderings;
    this.checks = checks;
    this.clock = clock;
    this.answers = new TwilioAnswers(settings.errors());
    this.lines = new Semaphore(settings.connections(), true);
    this.statusCallback = URI.create(settings.publicUrl().replaceAll("/+$", "") + "/twilio/status");
    this.client =
        new TwilioRestClient.Builder(settings.account().sid(), settings.account().authToken())
            .httpClient(new TwilioHttp(settings))
            .build();
  }

  /**
   * Hands over each text of a claim, one after the other, with one request each (T20). Where Twilio
   * cannot be reached, is too slow, or refuses everything, the rest of the claim is deferred
   * without being tried.
   *
   * @return one for each, in the same order
   */
  public List<SendResult> handOff(List<ClaimedDelivery> claim) {
    lines.acquireUninterruptibly();
    try {
      return inTurn(claim);
    } finally {
      lines.release();
    }
  }

  private List<SendResult> inTurn(List<ClaimedDelivery> claim) {
    List<SendResult> attempted = new ArrayList<>(claim.size());
    Optional<Deferred> stop = Optional.empty();
    for (ClaimedDelivery due : claim) {
      if (stop.isPresent()) {
        attempted.add(new SendResult(due, stop.get()));
      } else if (!checks.gate().mayGo(due)) {
        attempted.add(new SendResult(due, new Withheld()));
      } else {
        Sent sent = send(due);
        stop = sent.stop();
        attempted.add(new SendResult(due, sent.outcome()));
      }
    }
    return attempted;
  }

  /**
   * What came of one attempt.
   *
   * @param stop present where the texts after it need not be tried now
   */
  record Sent(Outcome outcome, Optional<Deferred> stop) {
    static Sent of(Outcome outcome) {
      return new Sent(outcome, Optional.empty());
    }
  }

  private Sent send(ClaimedDelivery due) {
    if (!checks.mayReach().test(due.address())) {
      return Sent.of(ABROAD);
    }
    Optional<Long> seconds = checks.closing().apply(due).map(this::secondsUntil);
    if (seconds.filter(left -> left < LEAST_SECONDS).isPresent()) {
      return Sent.of(
          new Deferred("late", "Its hours are about to end, or not certain.", Fault.DELIVERY));
    }
    MessageCreator text;
    try {
      text = compose(due, seconds);
    } catch (RuntimeException e) {
      LOG.warn("Delivery {} could not be composed, it waits for its next attempt", due.id());
      LOG.debug("Delivery {}", due.id(), e);
      return Sent.of(new Deferred("compose", "The text could not be composed.", Fault.DELIVERY));
    }
    return send(text);
  }

  private long secondsUntil(Instant end) {
    return Duration.between(clock.instant(), end).toSeconds();
  }

  private MessageCreator compose(ClaimedDelivery due, Optional<Long> seconds) {
    MessageCreator text = text(due.address(), body(due));
    seconds.ifPresent(left -> text.setValidityPeriod((int) Math.min(left, LONGEST_VALIDITY)));
    // its characters were folded where that saves, and are counted as they are
    return text.setSmartEncoded(false).setStatusCallback(statusCallback);
  }

  private String body(ClaimedDelivery due) {
    String token = tokens.issue(due.subscriberId(), due.id());
    return Placeholders.fill(renderings.apply(due.renderingId()).body(), due.firstName(), token);
  }

  /** Hands over a notice. */
  public Outcome send(TransactionalMessage notice) {
    long seconds = secondsUntil(notice.expiresAt());
    if (seconds < LEAST_SECONDS) {
      return new Refused("late", "Its hours have ended.", Target.MESSAGE);
    }
    if (!checks.mayReach().test(notice.address())) {
      return ABROAD;
    }
    MessageCreator text = text(notice.address(), notice.body());
    text.setValidityPeriod((int) Math.min(seconds, LONGEST_VALIDITY));
    return send(text.setStatusCallback(statusCallback)).outcome();
  }

  private MessageCreator text(String address, String body) {
    PhoneNumber to = new PhoneNumber(address);
    return sender.messagingServiceSid().isEmpty()
        ? Message.creator(to, new PhoneNumber(sender.from()), body)
        : Message.creator(to, sender.messagingServiceSid(), body);
  }

  private Sent send(MessageCreator text) {
    try {
      return answers.taken(text.create(client).getSid());
    } catch (NoAnswer e) {
      return answers.none(e);
    } catch (Refusal e) {
      return answers.refused(e);
    } catch (TwilioException e) {
      return answers.garbled();
    }
  }

  /**
   * Asks Twilio whether a text whose outcome is unknown has arrived there (P5). Letters and digits
   * of the body are compared, since Twilio may replace other characters on the way.
   *
   * @param to E.164
   * @param since when it was attempted
   * @return its SID; empty when Twilio does not have it
   * @throws org.tocsin.TocsinException when Twilio does not say
   */
  public Optional<String> find(String to, Instant since, String body) {
    try {
      ResourceSet<Message> sent =
          Message.reader()
              .setTo(new PhoneNumber(to))
              .setDateSentAfter(since.minus(CLOCK_SKEW).atZone(ZoneOffset.UTC))
              .read(client);
      for (Message message : sent) {
        if (essence(message.getBody()).equals(essence(body))) {
          return Optional.of(message.getSid());
        }
      }
      return Optional.empty();
    } catch (TwilioException e) {
      throw new NoAnswer("Twilio's list of texts makes no sense.", false, e);
    }
  }

  /** The same for a delivery, by the words that it was sent with. */
  public Optional<String> find(ClaimedDelivery due, Instant since) {
    return find(due.address(), since, body(due));
  }

  private static String essence(String body) {
    return body == null ? "" : body.replaceAll("[^A-Za-z0-9]", "");
  }
}
