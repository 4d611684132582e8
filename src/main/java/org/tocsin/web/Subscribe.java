package org.tocsin.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.audience.Contact;
import org.tocsin.audience.Destinations;
import org.tocsin.consent.AddressKeys;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;

/**
 * {@code /subscribe}: a person signs up. Nothing is agreed to until whoever has the address
 * confirms it, and nobody learns here whether an address is on the list.
 */
public final class Subscribe {
  /**
   * What one can sign up for.
   *
   * @param destinations where texts may go
   * @param channels by which this installation sends
   * @param sites that may show the form in a frame, with a space between two; "" for none
   */
  public record Offer(Destinations destinations, Set<Channel> channels, String sites) {}

  private final AddressKeys keys;
  private final Offer offer;
  private final SignUpLimits limits;
  private final Joining joining;
  private final SubscribePage pages;
  private final SignUpProof proof;

  public Subscribe(
      Clock clock,
      AddressKeys keys,
      Offer offer,
      SignUpLimits limits,
      Joining joining,
      PageLayout frame) {
    this.keys = keys;
    this.offer = offer;
    this.limits = limits;
    this.joining = joining;
    this.pages = new SubscribePage(frame, offer.channels(), offer.sites());
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
        read.isSubmitted() ? read.problems(keys, offer.destinations()) : Map.of();
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
    joining.take(form, email, phone, channel -> pages.words(channel, form.lang()));
    return pages.sent(form);
  }

  private Optional<Contact> wanted(SignUpForm form, Channel channel) {
    return offer.channels().contains(channel) ? form.contact(channel, keys) : Optional.empty();
  }
}
