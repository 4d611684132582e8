package org.tocsin.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;
import org.tocsin.message.Labels;

/**
 * A sum in words for whoever signs up where many do at once, as at an event. The token beside it
 * holds no more than a keyed hash of the answer and the time, so nothing is kept until it comes
 * back.
 */
final class SignUpProof {
  private static final Duration LIFE = Duration.ofHours(1);

  private final Clock clock;
  private final AddressKeys keys;
  private final RandomGenerator random;

  SignUpProof(Clock clock, AddressKeys keys, RandomGenerator random) {
    this.clock = clock;
    this.keys = keys;
    this.random = random;
  }

  /**
   * @param token to be sent back with the answer
   * @param words what is asked
   */
  record Question(String token, String words) {}

  Question ask(Labels labels) {
    String[] numbers = labels.get("proof.numbers").split(",");
    int one = random.nextInt(numbers.length);
    int other = random.nextInt(numbers.length);
    String made = clock.instant().getEpochSecond() + "-" + random.nextInt(1_000_000_000);
    return new Question(
        made + "." + seal(made, "" + (one + other + 2)),
        labels.get("proof.question", numbers[one].strip(), numbers[other].strip()));
  }

  private UUID seal(String made, String answer) {
    return keys.of(Channel.EMAIL, "proof:" + made + ":" + answer);
  }

  /** Whether the answer is right and not too old. */
  boolean isGood(String token, String answer) {
    String[] parts = token.split("\\.", 2);
    return parts.length == 2
        && parts[0].matches("[0-9]{1,12}-[0-9]{1,9}")
        && parts[1].equals(seal(parts[0], answer.strip()).toString())
        && isFresh(parts[0]);
  }

  private boolean isFresh(String made) {
    Instant at = Instant.ofEpochSecond(Long.parseLong(made.substring(0, made.indexOf('-'))));
    Instant now = clock.instant();
    return !at.isAfter(now) && at.plus(LIFE).isAfter(now);
  }
}
