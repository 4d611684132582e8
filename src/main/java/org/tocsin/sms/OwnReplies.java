package org.tocsin.sms;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.OurLanguages;
import org.tocsin.message.Labels;
import org.tocsin.message.Organization;

/**
 * What we say to STOP, START and HELP where Twilio leaves it to us (K07, L08, L13), and to what is
 * unclear or says that they called; the words stand in the labels.
 */
public final class OwnReplies {
  private final Organization organization;
  private final boolean areOurs;

  /**
   * @param areOurs whether Twilio's own answers to STOP, START and HELP are switched off
   */
  public OwnReplies(Organization organization, boolean areOurs) {
    this.organization = organization;
    this.areOurs = areOurs;
  }

  boolean areOurs() {
    return areOurs;
  }

  /**
   * @param lang of the person, a BCP 47 tag
   * @param howToStop how to stop in the language of the text, where we do not read it; else ""
   */
  String words(AutoReplyKind answer, String lang, String howToStop) {
    Labels labels = Labels.in(lang);
    return switch (answer) {
      case STOPPED -> say(labels, "stopped");
      case STARTED -> say(labels, "started");
      case HELP -> help(labels);
      case HOW_TO_STOP -> howToStop(labels, howToStop);
      case SORRY -> say(labels, "sorry");
      case EMAILS_STOPPED -> say(labels, "emails.stopped");
      case ALL_STOPPED -> say(labels, "all.stopped");
      case TEXT_START -> say(labels, "text.start");
      case CALLED -> say(labels, "called");
      case NOTHING -> "";
    };
  }

  private String say(Labels labels, String key) {
    return signed(labels.get("reply." + key));
  }

  /** With the name of who says it. */
  String signed(String words) {
    return organization.name() + ": " + words;
  }

  private String help(Labels labels) {
    String contact =
        Stream.of(organization.phone(), organization.email(), organization.website())
            .filter(way -> !way.isBlank())
            .collect(Collectors.joining(", "));
    String reach = contact.isEmpty() ? "" : " " + labels.get("reply.contact") + " " + contact + ".";
    return say(labels, "who") + reach + " " + labels.get("reply.help");
  }

  /** In a language that we do not read, beside the fallback's. */
  private String howToStop(Labels labels, String inTheirs) {
    return inTheirs.isEmpty()
        ? say(labels, "how.to.stop")
        : say(Labels.in(OurLanguages.FALLBACK), "unread") + " " + inTheirs;
  }
}
