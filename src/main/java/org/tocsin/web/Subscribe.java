package org.tocsin.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.audience.Contact;
import org.tocsin.audience.Destinations;
import org.tocsin.audience.SignUp;
import org.tocsin.audience.SignUps;
import org.tocsin.consent.AddressKeys;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;

/**
 * {@code /subscribe}: a person signs up. Nothing is agreed to until whoever has the address
 * confirms it, and nobody learns here whether an address is on the list.
 */
public final class Subscribe {
  /** How long a sign-up waits to be confirmed. */
  private static final Duration LIFE = Duration.ofDays(7);

  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;
  private final SignUps signUps;
  private final Invitations invitations;
  private final SignUpLimits limits;
  private final Destinations destinations;
  private final Set<Channel> channels;
  private final SubscribePage pages;
  private final SignUpProof proof;

  /**
   * @param destinations where texts may go
   * @param channels by which this installation sends
   */
  public Subscribe(
      Jdbi jdbi,
      Clock clock,
      AddressKeys keys,
      SignUps signUps,
      Invitations invitations,
      SignUpLimits limits,
      Destinations destinations,
      Set<Channel> channels,
      PageLayout frame) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
    this.signUps = signUps;
    this.invitations = invitations;
    this.limits = limits;
    this.destinations = destinations;
    this.channels = EnumSet.copyOf(channels);
    this.pages = new SubscribePage(frame, this.channels);
    this.proof = new SignUpProof(clock, keys, new SecureRandom());
  }

  /**
   * GET and HEAD.
   *
   * @param lang that was asked for, or null; acceptLanguage: the header, or null
   */
  public HttpResponse page(String lang, String acceptLanguage) {
    String asked = lang == null ? acceptLanguage : lang;
    return pages.form(SignUpForm.read(Map.of(), AcceptedLanguage.of(asked)), Map.of());
  }

  /**
   * POST of the form. One without the page's own button, from another site, gets the page with what
   * was filled in, since only there stand the words that are agreed to.
   *
   * @param form as {@link Forms} reads it
   * @param client the address where it comes from
   */
  public HttpResponse signUp(Map<String, String> form, String acceptLanguage, String client) {
    SignUpForm read = SignUpForm.read(form, AcceptedLanguage.of(acceptLanguage));
    Map<String, String> problems =
        read.isSubmitted() ? read.problems(keys, destinations) : Map.of();
    if (!read.isSubmitted() || !problems.isEmpty()) {
      return pages.form(read, problems);
    }
    if (!limits.mayCome(client)) {
      return limits.takesProof() ? withProof(read, client) : tooOften(read);
    }
    return read.isByProgram() ? pages.sent(read) : take(read);
  }

  /** At an event many come from one network; whoever answers a question is no program. */
  private HttpResponse withProof(SignUpForm form, String client) {
    String token = form.get(SignUpForm.PROOF);
    if (!proof.isGood(token, form.get(SignUpForm.ANSWER))) {
      return pages.question(form, proof.ask(Labels.in(form.lang())));
    }
    if (!limits.mayComeWithProof(client, token)) {
      return tooOften(form);
    }
    return form.isByProgram() ? pages.sent(form) : take(form);
  }

  private HttpResponse tooOften(SignUpForm form) {
    return pages.tooOften(form, "subscribe.often");
  }

  private HttpResponse take(SignUpForm form) {
    Optional<Contact> email = wanted(form, Channel.EMAIL);
    Optional<Contact> phone = wanted(form, Channel.SMS);
    Optional<String> tooMany = limits.refused(email, phone);
    if (tooMany.isPresent()) {
      return pages.tooOften(form, tooMany.get());
    }
    jdbi.useTransaction(handle -> take(handle, form, email, phone));
    return pages.sent(form);
  }

  private void take(
      Handle handle, SignUpForm form, Optional<Contact> email, Optional<Contact> phone) {
    email
        .filter(c -> isOn(handle, c))
        .ifPresent(c -> invitations.known(handle, c, form.language()));
    phone
        .filter(c -> isOn(handle, c))
        .ifPresent(c -> invitations.known(handle, c, form.language()));
    // What somebody else fills in for those on the list must not wait for their next YES.
    SignUp signUp =
        signUp(
            form,
            email.filter(c -> !isOn(handle, c)).orElse(null),
            phone.filter(c -> !isOn(handle, c)).orElse(null));
    if (signUp.email() != null || signUp.phone() != null) {
      Instant expires = clock.instant().plus(LIFE);
      invitations.invite(handle, signUps.add(handle, signUp, expires), signUp, expires);
    }
  }

  private Optional<Contact> wanted(SignUpForm form, Channel channel) {
    return channels.contains(channel) ? form.contact(channel, keys) : Optional.empty();
  }

  private static boolean isOn(Handle handle, Contact contact) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM subscriber
                           WHERE email_key = :key AND email_consent
                              OR phone_key = :key AND sms_consent)
              AND NOT EXISTS (SELECT FROM suppression
                              WHERE channel = :channel AND address_key = :key)
            """)
        .bind("channel", contact.channel())
        .bind("key", contact.key())
        .mapTo(Boolean.class)
        .one();
  }

  private SignUp signUp(SignUpForm form, Contact email, Contact phone) {
    return new SignUp(
        email == null ? null : email.address(),
        email == null ? null : email.key(),
        email == null ? "" : pages.words(Channel.EMAIL, form.lang()),
        phone == null ? null : phone.address(),
        phone == null ? null : phone.key(),
        phone == null ? "" : pages.words(Channel.SMS, form.lang()),
        form.get("first_name"),
        form.get("last_name"),
        form.language(),
        form.get("street"),
        form.get("city"),
        form.state(),
        form.zip());
  }
}
