package org.tocsin.sms;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.message.Organization;

/**
 * What we say to STOP, START and HELP where Twilio leaves it to us (K07, L08, L13), and to what is
 * unclear.
 */
final class OwnReplies {
  private final Organization organization;

  OwnReplies(Organization organization) {
    this.organization = organization;
  }

  /**
   * @param howToStop the same in the language of the text, where we do not read it; else ""
   */
  String words(AutoReplyKind answer, boolean spanish, String howToStop) {
    return answer == AutoReplyKind.HOW_TO_STOP && !howToStop.isEmpty()
        ? organization.name() + UNREAD + howToStop
        : words(answer, spanish);
  }

  private String words(AutoReplyKind answer, boolean spanish) {
    return switch (answer) {
      case STOPPED -> organization.name() + (spanish ? STOPPED_ES : STOPPED);
      case STARTED -> organization.name() + (spanish ? STARTED_ES : STARTED);
      case HELP -> help(spanish);
      case HOW_TO_STOP -> organization.name() + (spanish ? HOW_TO_STOP_ES : HOW_TO_STOP);
      case SORRY -> organization.name() + (spanish ? SORRY_ES : SORRY);
      case EMAILS_STOPPED -> organization.name() + (spanish ? EMAILS_STOPPED_ES : EMAILS_STOPPED);
      case ALL_STOPPED -> organization.name() + (spanish ? ALL_STOPPED_ES : ALL_STOPPED);
      case TEXT_START -> organization.name() + (spanish ? TEXT_START_ES : TEXT_START);
      case NOTHING -> "";
    };
  }

  private static final String STOPPED =
      ": you will get no more texts from us. Reply START to get them again.";
  private static final String STOPPED_ES =
      ": no recibirá más mensajes nuestros. Responda START para recibirlos de nuevo.";
  private static final String STARTED =
      ": you get our action alerts by text again. Msg & data rates may apply. Reply HELP for help,"
          + " STOP to end.";
  private static final String STARTED_ES =
      ": vuelve a recibir nuestras alertas por mensaje. Pueden aplicarse tarifas de mensajes y"
          + " datos. Responda HELP para ayuda, STOP para terminar.";

  private static final String SORRY =
      ": sorry. This number gets no more texts from us. Reply START if that is wrong.";
  private static final String SORRY_ES =
      ": disculpe. Este número no recibirá más mensajes nuestros. Responda START si es un error.";
  private static final String EMAILS_STOPPED =
      ": you will get no more emails from us. Texts go on; reply STOP to end them too.";
  private static final String EMAILS_STOPPED_ES =
      ": no recibirá más correos nuestros. Los mensajes siguen; responda STOP para terminarlos.";
  private static final String ALL_STOPPED =
      ": you will get no more texts or emails from us. Reply START to get texts again.";
  private static final String ALL_STOPPED_ES =
      ": no recibirá más mensajes ni correos nuestros. Responda START para recibir mensajes.";
  private static final String TEXT_START =
      ": to get our texts again, reply START. No other word lifts the phone network's block.";
  private static final String TEXT_START_ES =
      ": para recibir nuestros mensajes de nuevo, responda START; solo así se quita el bloqueo.";

  private static final String UNREAD =
      ": we cannot read this, so we hold our texts until one of us has. To stop them, reply STOP. ";

  private static final String HOW_TO_STOP =
      ": we are not sure what you mean, so we hold our texts to you until one of us has read it. To"
          + " stop them for good, reply STOP.";
  private static final String HOW_TO_STOP_ES =
      ": no entendimos bien su mensaje y no le enviaremos nada hasta que lo lea una persona. Para"
          + " no recibir más, responda STOP.";

  private String help(boolean spanish) {
    String contact =
        Stream.of(organization.phone(), organization.email(), organization.website())
            .filter(way -> !way.isBlank())
            .collect(Collectors.joining(", "));
    String name = organization.name() + (spanish ? ": alertas de acción." : ": action alerts.");
    String reach =
        contact.isEmpty() ? "" : (spanish ? " Contacto: " : " Contact: ") + contact + ".";
    return name
        + reach
        + (spanish
            ? " Pueden aplicarse tarifas de mensajes y datos. Responda STOP para terminar."
            : " Msg & data rates may apply. Reply STOP to end.");
  }
}
