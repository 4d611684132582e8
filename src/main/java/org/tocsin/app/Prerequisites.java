package org.tocsin.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.email.Address;

/**
 * What has to be set before anything goes out: what the law wants in every message (C01, K01) and
 * what a reader needs, and what only looks as if it were set up. Where mail server and Twilio are
 * this machine itself it is a trial, and some of it is only warned of.
 */
public final class Prerequisites {
  /** Ports on which a mail server speaks TLS from the first byte, or first in the clear. */
  private static final Map<String, String> TLS_OF_PORT =
      Map.of("465", "tls", "993", "tls", "587", "starttls", "143", "starttls");

  private final Settings settings;
  private final boolean mails;
  private final boolean texts;
  private final boolean real;
  private final List<Problem> problems = new ArrayList<>();

  private Prerequisites(Settings settings) {
    this.settings = settings;
    this.mails = settings.isSet("tocsin.smtp.host");
    this.texts = settings.isSet("tocsin.twilio.account-sid");
    this.real = (mails && realMail()) || (texts && realTwilio());
  }

  private boolean realMail() {
    return !Hosts.isLoopback(settings.text("tocsin.smtp.host"));
  }

  private boolean realTwilio() {
    return !Hosts.isLoopback(host(settings.text("tocsin.twilio.api-url")));
  }

  /** All that is missing or doubtful; an error means that nothing may go out. */
  public static List<Problem> of(Settings settings) {
    Prerequisites prerequisites = new Prerequisites(settings);
    if (prerequisites.mails || prerequisites.texts) {
      prerequisites.sender();
      prerequisites.publicUrl();
    }
    if (prerequisites.mails) {
      prerequisites.mail();
      prerequisites.dkim();
    }
    if (prerequisites.texts) {
      prerequisites.twilio();
    }
    if (settings.isSet("tocsin.imap.host")) {
      prerequisites.portAndTls("imap");
    }
    return prerequisites.problems;
  }

  /**
   * @throws BadInput with all the errors, where there are any
   */
  public static List<Problem> orRefused(Settings settings) {
    List<Problem> problems = of(settings);
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    return problems;
  }

  private void sender() {
    if (!settings.isSet("tocsin.organization.postal-address")) {
      missing(
          "tocsin.organization.postal-address",
          "is empty, and the law wants it in every message. Set it, such as: PO Box 1, Syracuse"
              + " NY 13201");
    }
    String name = settings.text("tocsin.organization.name");
    if (name.isEmpty() || name.equals(Settings.of(Map.of()).text("tocsin.organization.name"))) {
      missing(
          "tocsin.organization.name",
          "is '"
              + name
              + "', which tells nobody who writes to them. Set it, such as: CNY Solidarity"
              + " Coalition");
    }
  }

  private void publicUrl() {
    String url = settings.text("tocsin.public-url");
    String host = host(url);
    if (!url.matches("https?://.*") || host.isEmpty()) {
      error(
          "tocsin.public-url",
          "is '" + url + "'. Set it to an address such as https://alerts.example.org");
    } else if (Hosts.isLocal(host)) {
      missing(
          "tocsin.public-url",
          "is '"
              + url
              + "', where no reader can follow the links, and nobody can leave. Set it to the"
              + " address at which the world reaches this server, such as"
              + " https://alerts.example.org");
    } else if (real && url.startsWith("http:")) {
      warning(
          "tocsin.public-url",
          "begins with http:, so whoever listens can read and change what people answer, and"
              + " mail providers do not offer one-click unsubscribe (RFC 8058). Put a web server"
              + " with TLS in front and write https:");
    }
  }

  private void mail() {
    if (!Address.isPlain(settings.text("tocsin.email.from"))) {
      error(
          "tocsin.email.from",
          "is '"
              + settings.text("tocsin.email.from")
              + "'. Set it to the address that mail comes from, such as alerts@example.org");
    }
    portAndTls("smtp");
    if (settings.isSet("tocsin.smtp.username") && settings.text("tocsin.smtp.tls").equals("none")) {
      warning(
          "tocsin.smtp.tls",
          "is none, so password or token travels in the clear. Set it to starttls or tls");
    }
  }

  /** For both mail servers: that which we send by, and that of the mailbox. */
  private void portAndTls(String server) {
    String tls = "tocsin." + server + ".tls";
    String port = settings.text("tocsin." + server + ".port");
    String usual = TLS_OF_PORT.getOrDefault(port, settings.text(tls));
    if (!usual.equals(settings.text(tls)) && !settings.text(tls).equals("none")) {
      String message =
          "is "
              + settings.text(tls)
              + ", but servers speak "
              + usual
              + " on port "
              + port
              + ". Set it to "
              + usual;
      if (Hosts.isLoopback(settings.text("tocsin." + server + ".host"))) {
        warning(tls, message);
      } else {
        error(tls, message); // RFC 8314 7.3: one would wait for the other in vain
      }
    }
    if (SignIn.isByToken(settings, server)) {
      SignIn.missing(settings, server).forEach(each -> error(each[0], each[1]));
      return;
    }
    boolean user = settings.isSet("tocsin." + server + ".username");
    if (user != settings.isSet("tocsin." + server + ".password")) {
      String empty = "tocsin." + server + (user ? ".password" : ".username");
      error(empty, "is empty, and the other of username and password is set. Set both or none");
    }
  }

  private void dkim() {
    List<String> names =
        List.of("tocsin.dkim.domain", "tocsin.dkim.selector", "tocsin.dkim.key-file");
    List<String> empty = names.stream().filter(name -> !settings.isSet(name)).toList();
    if (!empty.isEmpty() && empty.size() < names.size()) {
      empty.forEach(
          name ->
              error(
                  name,
                  "is empty, so nothing would be signed. DKIM needs all three: "
                      + String.join(", ", names)));
    }
    if (empty.isEmpty()) {
      dkimKey();
    }
    String from = settings.text("tocsin.email.from");
    String domain = settings.text("tocsin.dkim.domain");
    String ofFrom = from.substring(from.lastIndexOf('@') + 1);
    if (empty.isEmpty() && !("." + ofFrom).endsWith("." + domain)) {
      // D04
      warning(
          "tocsin.dkim.domain",
          "is '"
              + domain
              + "', and mail comes from "
              + ofFrom
              + ", so the signature does not count for DMARC. Set it to "
              + ofFrom);
    }
  }

  private void dkimKey() {
    try {
      Transports.dkim(settings);
    } catch (TocsinException e) {
      problems.add(Problem.error("settings", 0, "", e.getMessage()));
    }
  }

  private void twilio() {
    if (host(settings.text("tocsin.twilio.api-url")).isEmpty()) {
      error(
          "tocsin.twilio.api-url", "is no address. Leave it out, or write https://api.twilio.com");
    }
    if (!settings.isSet("tocsin.twilio.auth-token")) {
      error(
          "tocsin.twilio.auth-token",
          "is empty, and an account is set. It stands in Twilio's console beside the account"
              + " SID");
    }
    if (!settings.isSet("tocsin.twilio.messaging-service-sid")
        && !settings.isSet("tocsin.twilio.from")) {
      error(
          "tocsin.twilio.messaging-service-sid",
          "is empty, and so is tocsin.twilio.from, so texts have no sender. Set it to one such as"
              + " MG0123456789abcdef0123456789abcdef, or tocsin.twilio.from to a number such as"
              + " +13155550100");
    }
    problems.addAll(TwilioNames.problems(settings, realTwilio()));
    if (realTwilio() && settings.text("tocsin.quiet-hours").equals("off")) {
      warning(
          "tocsin.quiet-hours",
          "IS OFF, so people are texted at night, which the law punishes by the text (TCPA)."
              + " Leave it out, or write 09:00-20:00");
    }
  }

  /** "" where there is none. */
  private static String host(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** An error where it would go out to people, a warning in a trial. */
  private void missing(String name, String message) {
    if (real) {
      error(name, message);
    } else {
      warning(name, message);
    }
  }

  private void error(String name, String message) {
    problems.add(refused(name, message));
  }

  /** What must be mended before anything goes out. */
  static Problem refused(String name, String message) {
    return Problem.error("settings", 0, "", said(name) + " " + message + ".");
  }

  private void warning(String name, String message) {
    problems.add(Problem.warning("settings", 0, "", said(name) + " " + message + "."));
  }

  private static String said(String name) {
    return name + " (" + SettingNames.inEnvironment(name) + ")";
  }
}
