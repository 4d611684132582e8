package org.tocsin.email;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.LongFunction;

/** The letters last used, by the id of their rendering; the least used go when memory is full. */
final class Letters {
  private final LongFunction<Letter> make;
  private final long bytes;
  private final LinkedHashMap<Long, Letter> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long held;

  /**
   * @param bytes how much to keep
   */
  Letters(LongFunction<Letter> make, long bytes) {
    this.make = make;
    this.bytes = bytes;
  }

  Letter get(long renderingId) {
    Letter letter = kept(renderingId);
    return letter != null ? letter : keep(renderingId, make.apply(renderingId));
  }

  private synchronized Letter kept(long renderingId) {
    return kept.get(renderingId);
  }

  private synchronized Letter keep(long renderingId, Letter letter) {
    Letter before = kept.put(renderingId, letter);
    held += letter.size() - (before == null ? 0 : before.size());
    for (Iterator<Letter> eldest = kept.values().iterator(); held > bytes; ) {
      held -= eldest.next().size();
      eldest.remove();
    }
    return letter;
  }
}
