package org.tocsin.email;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Unknown;
import org.tocsin.ledger.Outcome.Withheld;
import org.tocsin.ledger.SendResult;
import org.tocsin.outbox.Pace;
import org.tocsin.outbox.SendGate;

/**
 * Hands one claim over one connection. Where the server lets commands travel together (RFC 2920)
 * the content of a mail goes in one packet with MAIL, RCPT and DATA of the next, so that a mail
 * costs one round trip in place of four. At most one content is on its way without an answer.
 */
final class Handover {
  /** So many in a row that the server wants later, and the rest of the claim need not be tried. */
  private static final int ENOUGH = 10;

  private final Smtp smtp;
  private final Function<ClaimedDelivery, OutgoingMail.Prepared> prepare;
  private final SendGate gate;
  private final Asked asked;
  private final Map<Long, SendResult> attempted = new HashMap<>();
  private Optional<Deferred> stop = Optional.empty();

  /** The server waits for its content (354), which goes out with the next mail's commands. */
  private OutgoingMail promised;

  /** How many in a row the server wants later. */
  private int inVain;

  Handover(
      Smtp smtp,
      Function<ClaimedDelivery, OutgoingMail.Prepared> prepare,
      SendGate gate,
      Asked asked) {
    this.smtp = smtp;
    this.prepare = prepare;
    this.gate = gate;
    this.asked = asked;
  }

  /**
   * @return one for each, in the same order
   */
  List<SendResult> of(List<ClaimedDelivery> claim) {
    try {
      claim.forEach(this::next);
      finish();
    } catch (RuntimeException | Error e) {
      // Nobody knows where the conversation stands.
      smtp.close();
      throw e;
    }
    return claim.stream().map(due -> attempted.get(due.id())).toList();
  }

  private void next(ClaimedDelivery due) {
    if (stop.isPresent()) {
      settle(due, stop.get());
    } else if (inVain >= ENOUGH || !gate.mayGo(due)) {
      withhold(due);
    } else {
      OutgoingMail.Prepared prepared = prepare.apply(due);
      if (prepared.mail() == null) {
        settle(due, prepared.unsendable());
      } else {
        offer(prepared.mail(), true);
      }
    }
  }

  private void settle(ClaimedDelivery due, Outcome outcome) {
    attempted.put(due.id(), new SendResult(due, outcome));
    inVain = Pace.isLater(outcome) ? inVain + 1 : 0;
  }

  private void withhold(ClaimedDelivery due) {
    attempted.put(due.id(), new SendResult(due, new Withheld()));
  }

  /** What the server has said of it before stands. */
  private void doubt(ClaimedDelivery due) {
    attempted.putIfAbsent(due.id(), new SendResult(due, Smtp.NO_ANSWER));
  }

  /**
   * @param onceMore whether it may be offered over another connection when this one turns out to be
   *     closed
   */
  private void offer(OutgoingMail mail, boolean onceMore) {
    breakOffWhoLeft();
    if (smtp.answersLate()) {
      finish();
    }
    // a server that waits for content is not left, however long it took until here
    Optional<Deferred> away = promised == null ? smtp.open() : Optional.empty();
    if (away.isPresent()) {
      stop = away;
      settle(mail.due(), away.get());
    } else if (smtp.pipelines()) {
      exchange(mail, onceMore);
    } else {
      Smtp.Sent sent = smtp.send(mail);
      stop = sent.stop();
      if (sent.outcome() instanceof Unknown) {
        doubt(mail.due());
      } else {
        answered(mail, asked.of(mail.due(), sent.outcome()));
      }
    }
  }

  private void answered(OutgoingMail mail, Outcome outcome) {
    settle(mail.due(), outcome);
    stop = outcome instanceof Deferred ? stop : Optional.empty();
  }

  /** Before its dot the server has nothing, so whoever left now can still be spared (P3). */
  private void breakOffWhoLeft() {
    if (promised != null && !gate.mayGo(promised.due())) {
      withhold(promised.due());
      promised = null;
      smtp.close();
    }
  }

  private void exchange(OutgoingMail mail, boolean onceMore) {
    OutgoingMail before = promised;
    promised = null;
    StagedTransport wire = smtp.wire();
    try {
      wire.writeGroup(before == null ? null : before.bytes(), mail.from(), mail.to());
      SmtpReply first = null;
      if (before != null) {
        first = wire.answer(Stage.END);
        ended(before, first);
      }
      take(before, first, mail, wire);
    } catch (MessagingException | RuntimeException e) {
      broken(before, mail, e, onceMore);
    }
  }

  private void ended(OutgoingMail mail, SmtpReply end) throws MessagingException {
    smtp.used();
    if (end.code() / 100 == 3) {
      throw new MessagingException("not an answer to content");
    }
    if (end.isRefusal()) {
      refused(mail, SmtpReplyClassifier.toMail(Stage.END, end));
    } else {
      settle(mail.due(), new Accepted(mail.messageId()));
    }
  }

  /**
   * Reads the answers to MAIL, RCPT and DATA.
   *
   * @param first what was read as the answer to the content before; null where none was sent
   */
  private void take(OutgoingMail before, SmtpReply first, OutgoingMail mail, StagedTransport wire)
      throws MessagingException {
    wire.answerToReset();
    SmtpReply from = wire.answer(Stage.MAIL);
    if (from.code() == 421) {
      throw new MessagingException("the server has had enough of this connection");
    }
    SmtpReply to = wire.answer(Stage.RCPT);
    SmtpReply data = wire.answer(Stage.DATA);
    smtp.used();
    if (before != null && (data.code() / 100 == 2 || to.code() == 354)) {
      // DATA is never answered by 2xx, and nothing but an answer to content follows a 354
      late(before, to, data);
      begun(mail, first, from, to, wire);
    } else {
      begun(mail, from, to, data, wire);
    }
  }

  /**
   * The server answers to content only after it has answered to the commands behind it, against RFC
   * 2920 3.2. From now on content goes alone.
   */
  private void late(OutgoingMail before, SmtpReply data, SmtpReply end) throws MessagingException {
    smtp.answerLate();
    attempted.remove(before.due().id());
    if (data.code() / 100 == 2) {
      throw new MessagingException("answers that fit no order");
    }
    stop = Optional.empty();
    ended(before, end);
  }

  /** Of the answers to a mail's commands the first refusal is the one that counts. */
  private void begun(
      OutgoingMail mail, SmtpReply from, SmtpReply to, SmtpReply data, StagedTransport wire)
      throws MessagingException {
    if (!from.isRefusal() && !to.isRefusal() && data.code() == 354) {
      promised = mail;
      return;
    }
    if (data.code() == 354 && !to.isRefusal()) {
      throw new MessagingException("an empty mail would go to the recipient");
    }
    if (data.code() == 354) {
      // RFC 2920 3.1: it waits for content although nobody is to get it
      wire.writeEnd(new byte[0]);
      wire.answer(Stage.END);
    } else {
      wire.resetNext();
    }
    refused(
        mail,
        from.isRefusal()
            ? SmtpReplyClassifier.toMail(Stage.MAIL, from)
            : to.isRefusal()
                ? SmtpReplyClassifier.toMail(Stage.RCPT, to)
                : SmtpReplyClassifier.toMail(Stage.DATA, data));
    if (to.code() == 421 || data.code() == 421 || from.code() == 503) {
      smtp.close();
    }
  }

  private void refused(OutgoingMail mail, Outcome answer) {
    Outcome outcome = asked.of(mail.due(), answer);
    settle(mail.due(), outcome);
    if (outcome instanceof Deferred deferred && deferred.fault() == Fault.CHANNEL) {
      stop = Optional.of(deferred);
    }
  }

  /** The connection is gone. What had been answered stands; whose content went is in doubt. */
  private void broken(OutgoingMail before, OutgoingMail mail, Exception failure, boolean onceMore) {
    boolean timeout = Causes.contains(failure, SocketTimeoutException.class);
    smtp.close();
    if (before != null) {
      doubt(before.due());
    }
    if (attempted.containsKey(mail.due().id())) {
      return;
    }
    if (onceMore && !timeout) {
      offer(mail, false);
      return;
    }
    Deferred deferred = Smtp.broken(timeout);
    settle(mail.due(), deferred);
    stop = timeout ? Optional.of(deferred) : Optional.empty();
  }

  private void finish() {
    breakOffWhoLeft();
    if (promised == null) {
      return;
    }
    OutgoingMail last = promised;
    promised = null;
    try {
      smtp.wire().writeEnd(last.bytes());
      ended(last, smtp.wire().answer(Stage.END));
    } catch (MessagingException | RuntimeException e) {
      smtp.close();
      doubt(last.due());
    }
  }
}
