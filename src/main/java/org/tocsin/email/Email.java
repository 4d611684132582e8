package org.tocsin.email;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.tocsin.ledger.SendResult;
import org.tocsin.message.Rendering;
import org.tocsin.message.SenderIdentity;
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.outbox.SendGate;
import org.tocsin.outbox.TransactionalMessage;

/**
 * Hands emails to the mail server. Any number of threads may call at once; each call has a
 * connection to itself, and connections stay open between calls.
 */
public final class Email implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Email.class);
  private static final long LETTER_BYTES = 24L << 20;

  /** RFC 5322 3.3; the zone as a number, since names of zones are obsolete there. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final EmailSettings settings;
  private final MailAddresses addresses;
  private final Tokens tokens;
  private final Clock clock;
  private final SendGate gate;
  private final Asked asked = new Asked();
  private final CommonHeaders head;
  private final MimeTemplateCache letters;
  private final Optional<Dkim> dkim;
  private final Optional<ReturnAddress> returns;
  private final ConcurrentLinkedDeque<Smtp> idle = new ConcurrentLinkedDeque<>();
  private final Set<Smtp> all = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "smtp-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closed;

  /**
   * @param renderings by id
   * @param gate is asked about each mail at the last moment
   */
  public Email(
      EmailSettings settings,
      SenderIdentity identity,
      Tokens tokens,
      LongFunction<Rendering> renderings,
      SendGate gate,
      Clock clock) {
    this.settings = settings;
    this.addresses = settings.addresses();
    this.tokens = tokens;
    this.clock = clock;
    this.gate = gate;
    this.head = new CommonHeaders(addresses, identity);
    this.letters = new MimeTemplateCache(id -> head.letter(renderings.apply(id)), LETTER_BYTES);
    this.dkim = settings.dkim().map(Dkim::new);
    this.returns = ReturnAddress.of(addresses.bounces(), tokens);
    watch.scheduleWithFixedDelay(() -> all.forEach(Smtp::closeIfStuck), 5, 5, TimeUnit.SECONDS);
  }

  /**
   * Hands over each mail of a claim, one after the other. Where the server cannot be reached or
   * refuses everything, the rest of the claim is deferred without being tried.
   *
   * @return one for each, in the same order
   */
  public List<SendResult> handOff(List<ClaimedDelivery> claim) {
    Smtp connection = Optional.ofNullable(idle.pollFirst()).orElseGet(this::connection);
    try {
      return new Handover(connection, this::prepare, gate, asked).of(claim);
    } finally {
      giveBack(connection);
    }
  }

  /** Hands over a notice. */
  public Outcome send(TransactionalMessage notice) {
    if (!Address.isPlain(notice.address())) {
      return unsendable(notice.address());
    }
    String messageId =
        "<" + tokens.marks().noticeMark(notice.id()) + "@" + addresses.domain() + ">";
    byte[] plain = head.notice(notice, DATE.format(clock.instant()), messageId);
    byte[] signed = dkim.map(signer -> signer.sign(plain)).orElse(plain);
    OutgoingMail mail =
        new OutgoingMail(null, addresses.from(), notice.address(), signed, messageId);
    Smtp connection = Optional.ofNullable(idle.pollFirst()).orElseGet(this::connection);
    try {
      return connection.send(mail).outcome();
    } finally {
      giveBack(connection);
    }
  }

  private static Refused unsendable(String address) {
    return new Refused("address", Address.whyNot(address), Target.MESSAGE);
  }

  private void giveBack(Smtp connection) {
    idle.addFirst(connection);
    if (closed) {
      close();
    }
  }

  private Smtp connection() {
    Smtp connection = new Smtp(settings, Smtp.session(settings), clock);
    all.add(connection);
    return connection;
  }

  private OutgoingMail.Prepared prepare(ClaimedDelivery due) {
    if (!Address.isPlain(due.address())) {
      return OutgoingMail.Prepared.not(unsendable(due.address()));
    }
    String messageId = "<" + tokens.marks().mark(due.id()) + "@" + addresses.domain() + ">";
    try {
      String from = returns.map(address -> address.of(due.id())).orElse(addresses.from());
      return OutgoingMail.Prepared.of(
          new OutgoingMail(due, from, due.address(), compose(due, messageId), messageId));
    } catch (RuntimeException e) {
      LOG.warn(
          "Delivery {} could not be composed, it waits for its next attempt: {}",
          due.id(),
          e.toString());
      LOG.debug("Delivery {}", due.id(), e);
      return OutgoingMail.Prepared.not(
          new Deferred("compose", "The mail could not be composed.", Fault.DELIVERY));
    }
  }

  private byte[] compose(ClaimedDelivery due, String messageId) {
    MimeTemplate letter = letters.get(due.renderingId());
    byte[] mail =
        letter.fill(
            new MimeTemplate.Person(
                due.address(),
                due.firstName(),
                DATE.format(clock.instant()),
                messageId,
                tokens.issue(due.subscriberId(), due.id())));
    return dkim.map(signer -> signer.sign(mail)).orElse(mail);
  }

  /** Closes what stands idle; a connection in use is closed when its claim is done. */
  @Override
  public void close() {
    closed = true;
    watch.shutdownNow();
    for (Smtp next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      next.close();
    }
  }
}
