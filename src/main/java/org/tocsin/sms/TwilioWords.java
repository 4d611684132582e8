package org.tocsin.sms;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;

/** What Twilio itself does about texts that come in, before it hands them on (K01 to K06). */
final class TwilioWords {
  private static final Set<String> LIFT_TOLL_FREE = Set.of("start", "unstop");
  private static final Set<String> LIFT = Set.of("start", "yes", "unstop");
  private static final Set<String> KNOWN =
      Set.of(
          ("stop,stopall,unsubscribe,cancel,end,quit,revoke,optout,start,yes,unstop,help,info")
              .split(","));
  private static final Pattern TOLL_FREE = Pattern.compile("\\+18(?:00|33|44|55|66|77|88)\\d{7}");

  /** K02: it knows only these words, as the whole of a text. */
  boolean knows(String body) {
    return KNOWN.contains(word(body));
  }

  /**
   * What it has made of a text by the group's own words (K05).
   *
   * @param optOutType its field of that name, or ""
   */
  Optional<ReplyClassification> reading(String optOutType) {
    return switch (optOutType) {
      case "STOP" ->
          Optional.of(new ReplyClassification(ReplyIntent.STOP, "Twilio read it as STOP"));
      case "START" ->
          Optional.of(new ReplyClassification(ReplyIntent.START, "Twilio read it as START"));
      case "HELP" ->
          Optional.of(new ReplyClassification(ReplyIntent.HELP, "Twilio read it as HELP"));
      default -> Optional.empty();
    };
  }

  boolean isTollFree(String number) {
    return TOLL_FREE.matcher(number).matches();
  }

  /** The network's own STOP is lifted by these alone (K06). */
  boolean liftsTollFree(String body) {
    return LIFT_TOLL_FREE.contains(word(body));
  }

  /** Whether a word to one of our numbers lifts what Twilio or the network holds (K01, K06). */
  boolean lifts(String to, String body) {
    return isTollFree(to) ? liftsTollFree(body) : LIFT.contains(word(body));
  }

  private static String word(String body) {
    return body.strip().toLowerCase(Locale.ROOT);
  }
}
