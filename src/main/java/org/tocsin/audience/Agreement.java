package org.tocsin.audience;

import java.time.Instant;
import org.tocsin.Channel;

/**
 * How the people of a file agreed, as an organizer says who has it on record. It counts for rows of
 * which no column says it.
 *
 * @param emails whether they agreed to emails; likewise texts
 * @param source where they agreed, such as "sign-up sheet at the market"; "" where they did not
 * @param at when; null where they did not
 */
public record Agreement(boolean emails, boolean texts, String source, Instant at) {
  /** Nobody knows of any. */
  public static final Agreement NONE = new Agreement(false, false, "", null);

  public Agreement {
    if ((emails || texts) && (source.isBlank() || at == null)) {
      throw new IllegalArgumentException("An agreement needs where and when.");
    }
  }

  boolean covers(Channel channel) {
    return switch (channel) {
      case EMAIL -> emails;
      case SMS -> texts;
    };
  }
}
