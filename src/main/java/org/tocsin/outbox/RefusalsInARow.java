package org.tocsin.outbox;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;

/**
 * Sees when a channel refuses several different people in a row for the same reason, whatever it
 * is: that is hardly the fault of each of them. Counted in one process; any number of threads may
 * call.
 */
public final class RefusalsInARow {
  private final int most;
  private final Map<Channel, Row> rows = new EnumMap<>(Channel.class);

  private record Row(String code, Set<String> who) {}

  /**
   * @param most how many different people in a row are too many
   */
  public RefusalsInARow(int most) {
    this.most = most;
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
    Row row = rows.get(channel);
    if (row == null || !row.code().equals(code)) {
      row = new Row(code, new HashSet<>());
      rows.put(channel, row);
    }
    row.who().add(who);
    boolean full = row.who().size() >= most;
    if (full) {
      rows.remove(channel);
    }
    return full;
  }
}
