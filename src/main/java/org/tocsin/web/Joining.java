package org.tocsin.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.audience.Contact;
import org.tocsin.audience.SignUp;
import org.tocsin.audience.SignUps;

/**
 * Keeps what somebody filled in until whoever has the address confirms it, and writes to them. Who
 * is on the list already is sent no more than that.
 */
public final class Joining {
  /** How long a sign-up waits to be confirmed. */
  private static final Duration LIFE = Duration.ofDays(7);

  private final Jdbi jdbi;
  private final Clock clock;
  private final SignUps signUps;
  private final Invitations invitations;

  public Joining(Jdbi jdbi, Clock clock, SignUps signUps, Invitations invitations) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.signUps = signUps;
    this.invitations = invitations;
  }

  /**
   * @param form without problems
   * @param words at a channel's box, as they were shown
   */
  void take(
      SignUpForm form,
      Optional<Contact> email,
      Optional<Contact> phone,
      Function<Channel, String> words) {
    jdbi.useTransaction(
        handle -> {
          // What somebody else fills in for those on the list must not wait for their next YES.
          Contact newEmail = email.filter(c -> isNew(handle, c, form)).orElse(null);
          Contact newPhone = phone.filter(c -> isNew(handle, c, form)).orElse(null);
          if (newEmail != null || newPhone != null) {
            SignUp signUp = signUp(form, newEmail, newPhone, words);
            Instant expires = clock.instant().plus(LIFE);
            invitations.invite(handle, signUps.add(handle, signUp, expires), signUp, expires);
          }
        });
  }

  /** Whether it is not on the list yet; where it is, its owner is sent word. */
  private boolean isNew(Handle handle, Contact contact, SignUpForm form) {
    boolean isOn = isOn(handle, contact);
    if (isOn) {
      invitations.known(handle, contact, form.language());
    }
    return !isOn;
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

  private static SignUp signUp(
      SignUpForm form, Contact email, Contact phone, Function<Channel, String> words) {
    return new SignUp(
        email == null ? null : email.address(),
        email == null ? null : email.key(),
        email == null ? "" : words.apply(Channel.EMAIL),
        phone == null ? null : phone.address(),
        phone == null ? null : phone.key(),
        phone == null ? "" : words.apply(Channel.SMS),
        form.get("first_name"),
        form.get("last_name"),
        form.language(),
        form.get("street"),
        form.get("city"),
        form.state(),
        form.zip());
  }
}
