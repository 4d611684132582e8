package org.tocsin.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.message.Organization;

/** What a person sees who wants to leave: small pages that need no style sheet and no script. */
final class UnsubscribePage {
  /** The field of the page's own form. */
  static final String CONFIRM = "confirm";

  private final Organization organization;

  UnsubscribePage(Organization organization) {
    this.organization = organization;
  }

  Answer question(Channel channel, boolean spanish) {
    String title = spanish ? "Cancelar la suscripción" : "Unsubscribe";
    String what =
        spanish
            ? "¿Desea dejar de recibir %s de %s?".formatted(things(channel, true), name())
            : "Do you want no more %s from %s?".formatted(things(channel, false), name());
    String button = spanish ? "Sí, cancelar mi suscripción" : "Yes, unsubscribe me";
    String nothing =
        spanish
            ? "Si no pulsa el botón, nada cambia."
            : "Nothing changes unless you press the button.";
    return page(
        200,
        spanish,
        title,
        "<p>%s</p><form method=\"post\"><button name=\"%s\" value=\"yes\">%s</button></form><p>%s</p>"
            .formatted(what, CONFIRM, button, nothing));
  }

  Answer done(Channel channel, boolean spanish) {
    String title = spanish ? "Su suscripción está cancelada" : "You are unsubscribed";
    String done =
        spanish
            ? "%s ya no le enviará %s.".formatted(name(), things(channel, true))
            : "%s will send you no more %s.".formatted(name(), things(channel, false));
    String back =
        spanish
            ? "¿Fue un error? Escríbanos y le suscribiremos de nuevo."
            : "A mistake? Tell us and we will sign you up again.";
    return page(200, spanish, title, "<p>" + done + "</p><p>" + back + contact() + "</p>");
  }

  /** A link that is none of ours, or that lost a piece on its way. */
  Answer unknown() {
    return page(
        404,
        false,
        "This link does not work",
        "<p>The link is incomplete or not one of ours, so nothing was changed. Open it again from"
            + " the message, or tell us and we will take you off the list."
            + contact()
            + "</p><p lang=\"es\">El enlace está incompleto o no es nuestro; no se ha cambiado"
            + " nada. Ábralo de nuevo desde el mensaje o escríbanos.</p>");
  }

  private static String things(Channel channel, boolean spanish) {
    return switch (channel) {
      case EMAIL -> spanish ? "correos" : "emails";
      case SMS -> spanish ? "mensajes de texto" : "texts";
    };
  }

  private String name() {
    return organization.name().isBlank() ? "Tocsin" : escape(organization.name());
  }

  private String contact() {
    String ways =
        Stream.of(organization.email(), organization.phone(), organization.website())
            .filter(way -> !way.isBlank())
            .map(UnsubscribePage::escape)
            .collect(Collectors.joining(" · "));
    return ways.isEmpty() ? "" : " " + ways;
  }

  private Answer page(int status, boolean spanish, String title, String content) {
    return Answer.html(
        status,
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
        <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}
        button{font:inherit;padding:.6rem 1.2rem}</style></head>
        <body><main><h1>%s</h1>
        %s
        </main></body></html>
        """
            .formatted(spanish ? "es" : "en", title, title, content));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
