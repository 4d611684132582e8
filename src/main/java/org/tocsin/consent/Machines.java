package org.tocsin.consent;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What telephones and businesses answer by themselves. */
final class Machines {
  /** In these words only a telephone writes. */
  private static final Pattern TELEPHONE =
      Pattern.compile(
          "(?i)(?:not receiving notifications|ha(?:s|ve) notifications (?:silenced|turned off)"
              + "|notifications (?:are )?(?:silenced|off)|no (?:estoy|está) recibiendo"
              + " notificaciones|notificaciones (?:silenciadas|desactivadas)"
              + "|do not disturb while driving|no molestar (?:al conducir|mientras)"
              + "|driving focus|when i get where i[’']?m going|cuando llegue a mi destino"
              + "|sent from (?:android auto|my car)|if this is urgent,? (?:please )?reply"
              + "|si (?:es|se trata de algo) urgente,? responde)");

  /** Persons may write so too, before they say what they want. */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i)(?:^\\W{0,20}(?:\\[?auto(?:matic|mated)?["
              + " -]?(?:reply|response|responder|message)|respuesta autom[aá]tica|mensaje"
              + " autom[aá]tico)\\b|\\b(?:this is an? auto(?:matic|mated)?["
              + " -]?(?:reply|response|message)|(?:este )?es un(?:a)? (?:mensaje|respuesta)"
              + " autom[aá]tic[oa]|out of (?:the |my )?office|fuera de la oficina|i[’']?m"
              + " (?:currently |now )?driving|i am (?:currently |now )?driving|estoy"
              + " (?:conduciendo|manejando)|(?:i[’']?m|i am|am|currently|away)(?: \\w+)? on"
              + " (?:vacation|leave|pto|holiday)|(?:estoy|de) vacaciones|not (?:being"
              + " )?monitored|unmonitored|no (?:es|está|se)"
              + " (?:monitoreado|monitorea|atendido)|thank(?:s| you)(?: so much)? for"
              + " (?:contacting|texting|messaging|calling|reaching out|your"
              + " (?:message|text|inquiry|interest)|getting in touch)|gracias por"
              + " (?:contactar|comunicar|escribir|su mensaje|tu mensaje)|we(?:[’']?ve| have)"
              + " received your (?:message|text|inquiry)|hemos recibido su mensaje|you(?:[’']?ve|"
              + " have) reached|(?:our|business|office|store|clinic) hours (?:are|:)|(?:we"
              + " are|we[’']?re|office is|store is|currently) closed|(?:ms?gs?|message|text)s?"
              + " ?(?:&|and) ?data rates|pueden aplicarse tarifas|(?:we|someone|a (?:team"
              + " member|representative|member))[^.!?]{0,40}\\b(?:get back to you|respond|reply|be"
              + " in touch)\\b[^.!?]{0,30}\\b(?:soon|shortly|within|as soon|business)|i[’']?ll"
              + " (?:get back to you|reply|respond) (?:later|when|as soon)|(?:can[’']?t|cannot)"
              + " (?:talk|text|respond|reply)(?: to your message)? (?:right )?now|le"
              + " responderemos))");

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?\\n]+");

  /** In a sentence that tells how to stop. */
  private static final Pattern HOW_TO_STOP =
      Pattern.compile(
          "(?i)\\b(?:reply|text|txt|send|respond|type|say|responda|responde|envíe|envie|envía|conteste"
              + "|escriba)\\b.{0,25}\\b(?:stop|end|cancel|quit|unsubscribe|alto|baja|parar|salir)\\b|\\bstop\\W{0,3}(?:to|2|=|for|para)\\b|unsubscribe"
              + " (?:at )?any ?time");

  private Machines() {}

  static boolean isTelephone(String own) {
    return TELEPHONE.matcher(own).find();
  }

  /** Whether it looks like an answer that nobody typed; {@link #rest} may still say something. */
  static boolean mayAnswer(String own) {
    return MACHINE.matcher(own).find();
  }

  /** What is left without how to stop. */
  static String rest(String own) {
    return Stream.of(SENTENCE_END.split(own))
        .filter(sentence -> !HOW_TO_STOP.matcher(sentence).find())
        .collect(Collectors.joining(". "));
  }
}
