package org.tocsin.app.demo;

import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.app.demo.Person.Standing;
import org.tocsin.app.demo.Person.Way;
import org.tocsin.ledger.DeliveryState;

/** Says in words what the ledger holds of one person on one channel. */
final class Explained {
  private static final Set<String> OWN_WISHES =
      Set.of("stop", "unsubscribe", "by_hand", "complaint", "wrong_number");

  /**
   * @param address null where the person has none
   * @param gone why the address is suppressed, or null
   * @param held why nothing goes there until an organizer has decided, or null
   * @param gathered whether the alert has settled its audience
   * @param used whether the alert goes out on this channel
   * @param state of the delivery, or null where there is none; {@code code} and {@code reason} too
   * @param sharedWith whose delivery covers the same number, or null
   * @param named whether there is a representative, or several candidates, to name
   * @param assignment how the person's district is known
   */
  record Ledger(
      String address,
      boolean consent,
      String gone,
      String held,
      boolean gathered,
      boolean used,
      String state,
      String code,
      String reason,
      String sharedWith,
      boolean named,
      String assignment) {}

  private final Channel channel;
  private final Ledger ledger;

  private Explained(Channel channel, Ledger ledger) {
    this.channel = channel;
    this.ledger = ledger;
  }

  static Way way(Channel channel, Ledger ledger) {
    return new Explained(channel, ledger).way();
  }

  private Way way() {
    if (ledger.address == null) {
      return new Way("", Standing.ABSENT, "-", "gave no " + addressWord(), "", "");
    }
    if (ledger.state != null) {
      return sent(DeliveryState.of(ledger.state));
    }
    return notSent();
  }

  private String addressWord() {
    return switch (channel) {
      case EMAIL -> "email address";
      case SMS -> "mobile number";
    };
  }

  private Way sent(DeliveryState state) {
    return switch (state) {
      case DELIVERED -> arrived("delivered", "delivered");
      case ACCEPTED ->
          switch (channel) {
            case EMAIL -> arrived("delivered", "taken by the mail server");
            case SMS -> arrived("sent", "taken by Twilio, no report yet");
          };
      case QUEUED -> queued();
      case LEASED -> waiting("on its way", "being handed over");
      case IN_DOUBT -> waiting("in doubt", "handed over, and no answer came");
      case UNDELIVERED -> nothing("not delivered", "did not arrive: " + said());
      case REFUSED -> refused();
      case SUPPRESSED -> nothing("left meanwhile", "left before it was sent");
      case EXPIRED -> nothing("too late", "its time was over before it could go");
      case CANCELLED -> nothing("cancelled", "an organizer cancelled the alert");
    };
  }

  private Way queued() {
    if (ledger.held != null) {
      return waiting("held", "held until an organizer has read their reply");
    }
    return waiting("waiting", ledger.reason == null ? "in the queue" : said());
  }

  private Way refused() {
    String code = ledger.code == null ? "" : ledger.code;
    if (code.contains("21614")) { // Twilio 21614
      return nothing("a landline", "Twilio refused it: the number takes no texts (21614)");
    }
    if (code.contains("5.1.1")) { // RFC 3463 3.2
      return nothing("no such mailbox", "the mail server refused it: no such mailbox");
    }
    return nothing("refused", "refused: " + said());
  }

  private String said() {
    String code = ledger.code == null ? "" : ledger.code;
    String reason = ledger.reason == null ? "" : ledger.reason;
    return (code + " " + reason).strip();
  }

  private Way notSent() {
    if (!ledger.consent) {
      return nothing("no consent", "gave no consent to " + channelWord());
    }
    if (ledger.gone != null) {
      return left().isEmpty()
          ? nothing("given up before", "was given up before this alert: " + whyGone())
          : nothing("left before", "left before this alert: " + left());
    }
    if (!ledger.gathered) {
      return waiting("not sent yet", "the alert has not been released yet");
    }
    if (!ledger.used) {
      return nothing("not this way", "the alert does not use " + channelWord());
    }
    if (ledger.sharedWith != null) {
      return nothing("shared number", "the text went to this number for " + ledger.sharedWith);
    }
    return channel == Channel.SMS && !ledger.named ? nobodyToName() : notInAudience();
  }

  private String channelWord() {
    return switch (channel) {
      case EMAIL -> "emails";
      case SMS -> "texts";
    };
  }

  private Way nobodyToName() {
    return switch (ledger.assignment) {
      case "UNKNOWN" ->
          nothing("ZIP not known", "nobody can be named: the ZIP lies in no known district");
      case "STATE" -> nothing("only state known", "nobody can be named: only the state is known");
      default -> nothing("seat is vacant", "nobody can be named: the seat is vacant");
    };
  }

  private Way notInAudience() {
    return nothing("not in audience", "is not in its audience, or had this sheet before");
  }

  /** By their own wish, not because an address does not work. */
  private String left() {
    return ledger.gone != null && OWN_WISHES.contains(ledger.gone) ? whyGone() : "";
  }

  private String whyGone() {
    return switch (ledger.gone) {
      case "stop" -> "texted STOP";
      case "unsubscribe" -> "unsubscribed";
      case "by_hand" -> "asked an organizer to stop";
      case "complaint" -> "marked a message as spam";
      case "wrong_number" -> "wrote that the number is not theirs";
      case "hard_bounce" -> "the address bounces";
      default -> "the provider refuses this address";
    };
  }

  private String held() {
    return ledger.held == null ? "" : ledger.held;
  }

  private Way arrived(String brief, String sentence) {
    return new Way(ledger.address, Standing.ARRIVED, brief, sentence, left(), held());
  }

  private Way waiting(String brief, String sentence) {
    return new Way(ledger.address, Standing.WAITING, brief, sentence, left(), held());
  }

  private Way nothing(String brief, String sentence) {
    return new Way(ledger.address, Standing.NOTHING, brief, sentence, left(), held());
  }
}
