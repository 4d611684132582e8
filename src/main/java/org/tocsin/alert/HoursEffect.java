package org.tocsin.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * What the hours for texts do to an alert.
 *
 * @param waiting texts that go later than it begins, when the day of their readers does
 * @param until when the last of these may go
 * @param tooLate of these, texts whose hours begin after the deadline: they never go
 */
public record HoursEffect(long waiting, Optional<Instant> until, long tooLate) {
  static final HoursEffect NONE = new HoursEffect(0, Optional.empty(), 0);

  /**
   * The same with more texts.
   *
   * @param opens when they may go
   */
  HoursEffect with(long texts, Instant opens, Instant release, Optional<Instant> deadline) {
    if (texts == 0 || !opens.isAfter(release)) {
      return this;
    }
    boolean isTooLate = deadline.filter(end -> !opens.isBefore(end)).isPresent();
    return new HoursEffect(
        waiting + texts,
        until.filter(last -> last.isAfter(opens)).or(() -> Optional.of(opens)),
        tooLate + (isTooLate ? texts : 0));
  }
}
