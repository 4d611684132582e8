package org.tocsin.app.demo;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** What the stand-in for Twilio remembers: every text, and the numbers that said STOP. */
final class DemoTexts {
  private final ToIntFunction<String> segments;
  private final Clock clock;
  private final Map<String, DemoText> texts = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();

  DemoTexts(ToIntFunction<String> segments, Clock clock) {
    this.segments = segments;
    this.clock = clock;
  }

  DemoText keep(DemoText.Direction direction, String from, String to, String body, String status) {
    String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
    int size = segments.applyAsInt(body);
    DemoText text = new DemoText(sid, direction, from, to, body, clock.instant(), status, size);
    texts.put(sid, text);
    return text;
  }

  void move(String sid, String status) {
    texts.computeIfPresent(sid, (same, text) -> text.with(status));
  }

  /** Oldest first. */
  List<DemoText> all() {
    synchronized (texts) {
      return List.copyOf(texts.values());
    }
  }

  /**
   * @return false when it was stopped already
   */
  boolean stop(String number) {
    return stopped.add(number);
  }

  /**
   * @return false when it was not stopped
   */
  boolean start(String number) {
    return stopped.remove(number);
  }

  boolean isStopped(String number) {
    return stopped.contains(number);
  }
}
