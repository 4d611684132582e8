package org.tocsin.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.audience.Contact;
import org.tocsin.audience.SignUp;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Tokens;
import org.tocsin.message.Labels;
import org.tocsin.message.Organization;
import org.tocsin.message.SenderIdentity;
import org.tocsin.outbox.NewNotice;
import org.tocsin.outbox.TransactionalQueue;

/**
 * What is sent to whoever has an address that was signed up: how to confirm it, or that they are on
 * the list already. No marketing; the postal address in every mail (C01).
 */
public final class Invitations {
  private static final Duration STILL_FITS = Duration.ofDays(1);

  private final Clock clock;
  private final TransactionalQueue notices;
  private final Tokens tokens;
  private final Consent consent;
  private final FirstTextHours hours;
  private final Organization organization;
  private final String publicUrl;

  public Invitations(
      Clock clock,
      TransactionalQueue notices,
      Tokens tokens,
      Consent consent,
      FirstTextHours hours,
      SenderIdentity identity) {
    this.clock = clock;
    this.notices = notices;
    this.tokens = tokens;
    this.consent = consent;
    this.hours = hours;
    this.organization = identity.organization();
    this.publicUrl = identity.publicUrl().replaceAll("/+$", "");
  }

  /** Asks for a confirmation on each channel, within a transaction of the caller's. */
  void invite(Handle handle, long signUpId, SignUp signUp, Instant expires) {
    Labels labels = Labels.in(signUp.language());
    if (signUp.email() != null) {
      String link = publicUrl + "/confirm/" + tokens.issueConfirmation(signUpId, expires);
      mail(
          handle,
          new Contact(Channel.EMAIL, signUp.email(), signUp.emailKey()),
          labels.get("invite.subject", organization.name()),
          labels.get("invite.email", organization.name(), link),
          expires);
    }
    // Who said STOP gets no text (P3); the page has said how START brings them back.
    if (signUp.phone() != null && !consent.isSuppressed(handle, Channel.SMS, signUp.phoneKey())) {
      text(
          handle,
          new Contact(Channel.SMS, signUp.phone(), signUp.phoneKey()),
          signUp.zip(),
          signUp.state(),
          labels.get("invite.sms", organization.name()));
    }
  }

  /** Tells someone that they get our alerts already. */
  void known(Handle handle, Contact contact, String lang) {
    Labels labels = Labels.in(lang);
    if (contact.channel() == Channel.SMS) {
      text(handle, contact, "", "", labels.get("known.sms", organization.name()));
      return;
    }
    long person =
        handle
            .createQuery("SELECT id FROM subscriber WHERE email_key = :key")
            .bind("key", contact.key())
            .mapTo(Long.class)
            .one();
    String link = publicUrl + "/preferences/" + tokens.issue(person, 0);
    mail(
        handle,
        contact,
        labels.get("known.subject", organization.name()),
        labels.get("known.email", organization.name(), link),
        clock.instant().plus(STILL_FITS));
  }

  private void mail(Handle handle, Contact contact, String subject, String body, Instant expires) {
    notices.add(
        handle,
        new NewNotice(
            contact.channel(),
            contact.address(),
            contact.key(),
            subject,
            body + "\n\n" + organization.signature()),
        clock.instant(),
        expires);
  }

  /** Within the hours where they live (P6). */
  private void text(Handle handle, Contact contact, String zip, String state, String body) {
    hours
        .next(handle, clock.instant(), contact, zip, state)
        .ifPresent(
            window ->
                notices.add(
                    handle,
                    new NewNotice(contact.channel(), contact.address(), contact.key(), "", body),
                    window.opens(),
                    window.closes().orElse(window.opens().plus(STILL_FITS))));
  }
}
