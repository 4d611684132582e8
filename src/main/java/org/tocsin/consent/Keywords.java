package org.tocsin.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that mean something as the whole message: those that Twilio acts on (K01), those that the
 * FCC lists (K10) and their Spanish like (K12).
 */
final class Keywords {
  private static final Set<String> STOP =
      Set.of(
          ("stop,stopall,stop all,unsubscribe,cancel,end,quit,revoke,optout,opt"
                  + " out,alto,parar,pare,detener,cancelar,baja,salir,fin,no mas,stop stop,i"
                  + " revoke,dnc,s top,st op,sto p,stop 2 quit,stop2quit,stop2end,stop2stop,stop 2"
                  + " end,stop 2 stop,stop2cancel,stop 2 cancel")
              .split(","));
  private static final Set<String> YES = Set.of("yes", "si");
  private static final Set<String> START =
      Set.of(
          ("start,unstop,subscribe,resubscribe,resubscribe me,opt in,optin,start again,restart,"
                  + "start texting me again,comenzar,empezar,iniciar,reanudar,alta,suscribir,"
                  + "suscribir me")
              .split(","));
  private static final Set<String> HELP =
      Set.of("help,info,information,help me,ayuda,informacion,ayudar me,ayuda me".split(","));

  private static final Pattern ASKED = Pattern.compile("[?？][^\\p{L}\\p{N}?？]*$");

  private final Pattern polite;

  /**
   * @param polite what may stand around a keyword, as a regular expression
   */
  Keywords(String polite) {
    this.polite = Pattern.compile("(?<![^ ])" + polite);
  }

  /**
   * @param own as it was written
   * @param whole its plain words, each with a space after it
   */
  Optional<ReplyClassification> read(String own, String whole) {
    String said = whole.strip();
    String bare = polite.matcher(whole).replaceAll("").strip();
    if (STOP.contains(said) || isCalledOff(bare)) {
      return Optional.of(
          ASKED.matcher(own.strip()).find()
              ? new ReplyClassification(ReplyIntent.UNSURE, "asks about stopping: " + said)
              : new ReplyClassification(ReplyIntent.STOP, "says " + said));
    }
    if (START.contains(said) || START.contains(bare) || YES.contains(said)) {
      return Optional.of(new ReplyClassification(ReplyIntent.START, "says " + said));
    }
    return HELP.contains(said) || HELP.contains(bare)
        ? Optional.of(new ReplyClassification(ReplyIntent.HELP, "says " + said))
        : Optional.empty();
  }

  /** Nothing but keywords, and a stop among them wins (K14). */
  private static boolean isCalledOff(String bare) {
    List<String> words = List.of(bare.split(" "));
    return words.stream().anyMatch(STOP::contains)
        && words.stream().allMatch(w -> STOP.contains(w) || START.contains(w) || HELP.contains(w));
  }

  static boolean isYes(String whole) {
    return YES.contains(whole.strip());
  }
}
