package org.tocsin.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what came back, by text or by email, in English and Spanish. First the words that Twilio
 * acts on (K01), those that the FCC lists (K10) and their Spanish like (K12), as the whole message;
 * then rules over the words of each clause (K11), which stand in {@code replies/*.txt}. Whoever
 * clearly wants out is out; what is unclear is for a person to decide; quoted text never counts.
 */
public final class ReplyReader {
  private static final int ENOUGH = 10_000;
  private static final int CLAUSE_WORDS = 60;

  private static final Set<String> STOP =
      Set.of(
          ("stop,stopall,stop all,unsubscribe,cancel,end,quit,revoke,optout,opt"
                  + " out,alto,parar,pare,detener,cancelar,baja,salir,fin,no mas,stop stop,"
                  + "i revoke,dnc,s top,st op,sto p,no mas testos,reply stop to end,"
                  + "reply stop to cancel,reply stop to quit,reply stop to opt out,stop 2 quit,"
                  + "stop2quit,stop2end,dont text back")
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

  private static final Pattern BREAKS = Pattern.compile("[.!?;:\\n\\r,()…—|<>]+|\\s-+\\s");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");
  private static final List<Phrasebook> BOOKS =
      List.of(Phrasebook.read("english"), Phrasebook.read("spanish"));
  private static final List<Phrasebook.Rule> RULES =
      BOOKS.stream().flatMap(book -> book.rules().stream()).toList();
  private static final Pattern POLITE =
      Pattern.compile(
          BOOKS.stream()
              .map(book -> book.wordsOf("POLITE"))
              .collect(Collectors.joining("|", "(?<![^ ])(?:", ")")));
  private static final OtherTongues OTHERS = new OtherTongues();

  /** What telephones and businesses answer by themselves. */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i)\\b(?:auto(?:matic(?:ally)?|mated)?[ -]?(?:reply|replies|response|responder|message)"
              + "|respuesta automática|out of (?:the )?office|fuera de la oficina"
              + "|i[’']?m (?:currently )?driving|estoy (?:conduciendo|manejando)"
              + "|not receiving notifications|notifications? (?:are )?(?:silenced|turned off)"
              + "|do not disturb|if this is urgent,? (?:please )?(?:reply|respond|text)"
              + "|(?:on|away on) vacation (?:until|through|from)|not monitored"
              + "|thank(?:s| you) for (?:contacting|texting|messaging|reaching out to)"
              + "|(?:our|business|office) hours are)");

  private static final Pattern HOW_TO_STOP =
      Pattern.compile(
          "(?i)(?:reply|text|txt|send|responda|envíe)\\W{1,3}(?:with )?\\W?(?:stop|alto)\\W{1,3}"
              + "(?:to|2|for|para) (?:\\w+ ?){1,4}");

  private static final Spelling SPELLING = new Spelling(BOOKS);

  /**
   * @param body what the person sent; at most its first {@value #ENOUGH} characters are read
   */
  public Reading read(String body) {
    String own = own(body);
    if (MACHINE.matcher(own).find()) {
      Reading rest = readOurs(HOW_TO_STOP.matcher(own).replaceAll(" "));
      return rest.reply() == Reply.STOP ? rest : new Reading(Reply.OTHER, "a machine answers");
    }
    Reading reading = readOurs(own);
    return reading.reply() == Reply.OTHER ? OTHERS.read(own).orElse(reading) : reading;
  }

  /** In English and Spanish. */
  private static Reading readOurs(String own) {
    List<String> clauses = clausesOf(own);
    String whole = String.join("", clauses);
    if (whole.isEmpty()) {
      return new Reading(Reply.OTHER, "has no words of its own");
    }
    return word(whole).orElseGet(() -> new Clauses(RULES, clauses).read());
  }

  private static String own(String body) {
    return OwnText.of(body.length() > ENOUGH ? body.substring(0, ENOUGH) : body);
  }

  /** YES starts again only for those who had stopped; from others it answers a question (K09). */
  public boolean isYes(String body) {
    return YES.contains(String.join("", clausesOf(own(body))).strip());
  }

  /** Each with a space after every word. */
  private static List<String> clausesOf(String own) {
    List<String> clauses = new ArrayList<>();
    for (String clause : BREAKS.split(Letters.plain(own))) {
      String words = BETWEEN.matcher(clause).replaceAll(" ").strip();
      if (!words.isEmpty()) {
        clauses.add(SPELLING.mend(words) + " ");
      }
    }
    return clauses;
  }

  private static Optional<Reading> word(String whole) {
    String said = whole.strip();
    String bare = POLITE.matcher(whole).replaceAll("").strip();
    if (STOP.contains(said) || isCalledOff(bare)) {
      return Optional.of(new Reading(Reply.STOP, "says " + said));
    }
    if (START.contains(said) || START.contains(bare) || YES.contains(said)) {
      return Optional.of(new Reading(Reply.START, "says " + said));
    }
    return HELP.contains(said) || HELP.contains(bare)
        ? Optional.of(new Reading(Reply.HELP, "says " + said))
        : Optional.empty();
  }

  /** Nothing but keywords, and a stop among them wins (K14). */
  private static boolean isCalledOff(String bare) {
    List<String> words = List.of(bare.split(" "));
    return words.stream().anyMatch(STOP::contains)
        && words.stream().allMatch(w -> STOP.contains(w) || START.contains(w) || HELP.contains(w));
  }
}
