package org.tocsin.sms;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.consent.Reply;
import org.tocsin.message.Organization;

/** What we say to STOP, START and HELP where Twilio leaves it to us (K07, L08, L13). */
final class OwnReplies {
  private final Organization organization;

  OwnReplies(Organization organization) {
    this.organization = organization;
  }

  /** TwiML. */
  String to(Reply reply, boolean spanish) {
    return switch (reply) {
      case STOP -> Twiml.message(organization.name() + (spanish ? STOPPED_ES : STOPPED));
      case START -> Twiml.message(organization.name() + (spanish ? STARTED_ES : STARTED));
      case HELP -> Twiml.message(help(spanish));
      case UNSURE, OTHER -> Twiml.NOTHING;
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
