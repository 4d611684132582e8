package org.tocsin.email;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.LongFunction;

/** The letters last used, by the id of their rendering; the least used go when memory is full. */
final class MimeTemplateCache {
  private final LongFunction<MimeTemplate> make;
  private final long bytes;
  private final LinkedHashMap<Long, MimeTemplate> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long held;

  /**
   * @param bytes how much to keep
   */
  MimeTemplateCache(LongFunction<MimeTemplate> make, long bytes) {
    this.make = make;
    this.bytes = bytes;
  }

  MimeTemplate get(long renderingId) {
    MimeTemplate letter = kept(renderingId);
    return letter != null ? letter : keep(renderingId, make.apply(renderingId));
  }

  private synchronized MimeTemplate kept(long renderingId) {
    return kept.get(renderingId);
  }

  private synchronized MimeTemplate keep(long renderingId, MimeTemplate letter) {
    MimeTemplate before = kept.put(renderingId, letter);
    held += letter.size() - (before == null ? 0 : before.size());
    for (Iterator<MimeTemplate> eldest = kept.values().iterator(); held > bytes; ) {
      held -= eldest.next().size();
      eldest.remove();
    }
    return letter;
  }
}
