package org.tocsin.app;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.audience.SignUps;
import org.tocsin.message.PageLayout;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.web.Confirm;
import org.tocsin.web.FirstTextHours;
import org.tocsin.web.Invitations;
import org.tocsin.web.Joining;
import org.tocsin.web.SignUpLimits;
import org.tocsin.web.SignUpSettings;
import org.tocsin.web.Subscribe;

/** How people sign up, by the names that the routes use. */
final class SignUpBeans {
  private final Services parts;
  private final Settings settings;
  private final Transports senders;

  SignUpBeans(Services parts, Transports senders) {
    this.parts = parts;
    this.settings = parts.settings;
    this.senders = senders;
  }

  /**
   * @param choices over the connections that are kept for what people choose
   */
  Map<String, Object> beans(
      PageLayout frame, TransactionalQueue notices, SignUps signUps, Jdbi choices) {
    SignUpLimits limits =
        new SignUpLimits(parts.jdbi, parts.clock, parts.addressKeys, signUpSettings());
    Invitations invitations =
        new Invitations(
            parts.clock,
            notices,
            parts.tokens,
            parts.consent,
            new FirstTextHours(parts.assignments, parts.textHours()),
            parts.identity);
    return Map.of(
        "signuplimits", limits,
        "notices", notices,
        "signups", signUps,
        "confirm", new Confirm(choices, parts.clock, parts.tokens, signUps, frame),
        "subscribe",
            new Subscribe(
                parts.clock,
                parts.addressKeys,
                new Subscribe.Offer(parts.destinations, channels(), sites(settings)),
                limits,
                new Joining(parts.jdbi, parts.clock, signUps, invitations),
                frame));
  }

  private SignUpSettings signUpSettings() {
    return new SignUpSettings(
        settings.number("tocsin.sign-up.per-network-an-hour", 0, 1_000_000),
        settings.number("tocsin.sign-up.per-network-with-proof-an-hour", 0, 1_000_000),
        settings.number("tocsin.sign-up.per-domain-an-hour", 0, 1_000_000),
        Set.copyOf(
            List.of(
                settings
                    .text("tocsin.sign-up.open-domains")
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .split("\\s*,\\s*"))),
        settings.number("tocsin.sign-up.an-hour", 0, 1_000_000),
        settings.number("tocsin.sign-up.texts-a-day", 0, 1_000_000));
  }

  /** That may show the form in a frame. */
  static String sites(Settings settings) {
    String setting = "tocsin.sign-up.embed-in";
    String sites = settings.text(setting).strip().replaceAll("\\s*,\\s*", " ");
    if (!sites.matches("(https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?( (?!$)|$))*")) {
      throw settings.wrong(setting, "addresses such as https://www.example.org, with commas");
    }
    return sites;
  }

  /** By which we send. Where neither is set up yet, both are offered, and what is sent waits. */
  private Set<Channel> channels() {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    senders.email.ifPresent(sender -> channels.add(Channel.EMAIL));
    senders.sms.ifPresent(sender -> channels.add(Channel.SMS));
    return channels.isEmpty() ? EnumSet.allOf(Channel.class) : channels;
  }
}
