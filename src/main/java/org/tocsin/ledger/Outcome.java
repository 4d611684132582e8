package org.tocsin.ledger;

/**
 * What came of one attempt, as the email or the text side has read it from the provider's answer.
 * The ledger records it and looks into no code.
 */
public sealed interface Outcome {
  /** How it moves its delivery. */
  Move move();

  /**
   * SMTP reply or Twilio error code, with the enhanced status where there is one, or a word of our
   * own; null where there is none.
   */
  default String code() {
    return null;
  }

  /** In words; null where there is nothing to say. */
  default String reason() {
    return null;
  }

  /** Whether nothing may go to the address on this channel any more. */
  default boolean endsAddress() {
    return false;
  }

  /**
   * The provider has it.
   *
   * @param providerId its id: Twilio's SID, or the Message-ID of an email
   */
  record Accepted(String providerId) implements Outcome {
    @Override
    public Move move() {
      return Move.ACCEPT;
    }
  }

  /**
   * Not now; it waits for its next attempt.
   *
   * @param fault whose fault: one delivery's, or the whole channel's configuration, which pauses it
   */
  record Deferred(String code, String reason, Fault fault) implements Outcome {
    @Override
    public Move move() {
      return Move.DEFER;
    }
  }

  /**
   * Never.
   *
   * @param target what was refused, and so what follows for others
   */
  record Refused(String code, String reason, Target target) implements Outcome {
    @Override
    public Move move() {
      return Move.REFUSE;
    }

    @Override
    public boolean endsAddress() {
      return target.isDead();
    }
  }

  /** The provider knows that the person has left by another way. */
  record OptedOut(String code, String reason) implements Outcome {
    @Override
    public Move move() {
      return Move.OPT_OUT;
    }

    @Override
    public boolean endsAddress() {
      return true;
    }
  }

  /** It was handed over, and nobody knows whether the provider has it. */
  record Unknown(String reason) implements Outcome {
    @Override
    public Move move() {
      return Move.DOUBT;
    }
  }

  /**
   * It was held back at the last moment, so that no attempt was made. The next claim sees why and
   * leaves it out, or lets it wait.
   */
  record Withheld() implements Outcome {
    @Override
    public Move move() {
      return Move.PUT_BACK;
    }
  }

  /** Whose fault a deferral is. */
  enum Fault {
    DELIVERY,
    CHANNEL
  }

  /** What was refused. */
  enum Target {
    /** The message, or whoever sent it: the next address may be refused as well. */
    MESSAGE,
    /** This one mailbox for now; others have no part in it. */
    MAILBOX,
    /** This one address for good; others have no part in it. */
    ADDRESS,
    /** An address for good, by its host; the next one may be refused by a fault of ours as well. */
    HOST;

    /** Whether the address is good for nothing any more. */
    public boolean isDead() {
      return this == ADDRESS || this == HOST;
    }

    /** Whether it speaks of this one address alone. */
    public boolean isOfOnePerson() {
      return this == MAILBOX || this == ADDRESS;
    }
  }
}
