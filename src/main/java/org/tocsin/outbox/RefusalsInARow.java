package org.tocsin.outbox;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.SendResult;

/**
 * Sees when a channel refuses several different people in a row for the same reason, whatever it
 * is: that is hardly the fault of each of them. Counted in one process; any number of threads may
 * call.
 */
public final class RefusalsInARow {
  private static final int MOST_ASKED = 10_000;

  private final int most;
  private final Map<Channel, Row> rows = new EnumMap<>(Channel.class);

  /** Who has paused a channel; someone let it go on since, so they do not pause it again. */
  private final Set<String> asked =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_ASKED;
            }
          });

  private record Row(String code, Set<String> who) {}

  /**
   * @param most how many different people in a row are too many
   */
  public RefusalsInARow(int most) {
    this.most = most;
  }

  /**
   * Looks through what came of one claim. Where it makes the row full, those of the claim who were
   * refused like this wait instead, so that a fault of ours uses up no more of an alert.
   *
   * @return one for each, in the same order
   */
  public List<SendResult> judged(List<SendResult> attempts) {
    Map<String, String> full = new HashMap<>();
    for (SendResult attempted : attempts) {
      ClaimedDelivery due = attempted.due();
      Outcome outcome = attempted.outcome();
      if (outcome instanceof Outcome.Accepted) {
        end(due.channel());
      } else if (outcome instanceof Outcome.Refused r && !r.target().isOfOnePerson()) {
        refused(due.channel(), r.code(), r.reason(), due.address())
            .ifPresent(reason -> full.put(r.code(), reason));
      }
    }
    return full.isEmpty() ? attempts : attempts.stream().map(a -> waiting(a, full)).toList();
  }

  private static SendResult waiting(SendResult attempted, Map<String, String> full) {
    return attempted.outcome() instanceof Outcome.Refused r
            && !r.target().isOfOnePerson()
            && full.containsKey(r.code())
        ? new SendResult(
            attempted.due(),
            new Outcome.Deferred(
                r.code(),
                full.get(r.code()).substring(r.code().length()).strip(),
                Outcome.Fault.CHANNEL))
        : attempted;
  }

  /** One was taken, so the channel is in order. */
  public synchronized void end(Channel channel) {
    rows.remove(channel);
  }

  /**
   * One was refused. Our own refusals, whose code is a word, do not count.
   *
   * @param code the provider's, such as "21612" or "554 5.7.1"
   * @param words what it means; "" where nobody knows
   * @param who an address, or its key
   * @return why the channel should pause; empty as long as there are not too many
   */
  public Optional<String> refused(Channel channel, String code, String words, String who) {
    if (code.isEmpty() || !Character.isDigit(code.charAt(0)) || !isFull(channel, code, who)) {
      return Optional.empty();
    }
    String said = (code + " " + words).strip();
    return Optional.of(said + " The same came for " + most + " people in a row");
  }

  private synchronized boolean isFull(Channel channel, String code, String who) {
    if (asked.contains(who)) {
      return false;
    }
    Row row = rows.get(channel);
    if (row == null || !row.code().equals(code)) {
      row = new Row(code, new HashSet<>());
      rows.put(channel, row);
    }
    row.who().add(who);
    boolean full = row.who().size() >= most;
    if (full) {
      asked.addAll(row.who());
      rows.remove(channel);
    }
    return full;
  }
}
