package org.tocsin.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.audience.SignUp.Kept;
import org.tocsin.consent.AwaitedYes;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;

/**
 * Sign-ups until they are confirmed by whoever has the address: each channel by itself, once. The
 * confirmation gives consent, in the words that were shown, and lifts a suppression (P4).
 */
public final class SignUps implements AwaitedYes {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final Newcomers newcomers;

  public SignUps(Jdbi jdbi, Clock clock, Consent consent) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
    this.newcomers = new Newcomers();
  }

  /** Keeps one within a transaction of the caller's; its id. */
  public long add(Handle handle, SignUp signUp, Instant expires) {
    return handle
        .createQuery(
            """
            INSERT INTO sign_up (at, expires_at, email, email_key, email_words, phone, phone_key,
              sms_words, first_name, last_name, language, street, city, state, zip)
            VALUES (:now, :expires, :email, :emailKey, :emailWords, :phone, :phoneKey, :smsWords,
              :firstName, :lastName, :language, :street, :city, :state, :zip)
            RETURNING id
            """)
        .bindMethods(signUp)
        .bind("now", clock.instant())
        .bind("expires", expires)
        .mapTo(Long.class)
        .one();
  }

  /** Kept from changing otherwise until the caller's transaction ends; empty once forgotten. */
  public Optional<Kept> hold(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM sign_up WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .map((row, c) -> kept(row))
        .findOne();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        new SignUp(
            row.getString("email"),
            row.getObject("email_key", UUID.class),
            row.getString("email_words"),
            row.getString("phone"),
            row.getObject("phone_key", UUID.class),
            row.getString("sms_words"),
            row.getString("first_name"),
            row.getString("last_name"),
            row.getString("language"),
            row.getString("street"),
            row.getString("city"),
            row.getString("state"),
            row.getString("zip")),
        row.getObject("email_confirmed_at") != null,
        row.getObject("sms_confirmed_at") != null,
        row.getLong("subscriber_id"));
  }

  /** The link in the email was followed and its button pressed. A second time changes nothing. */
  public void confirmEmail(Handle handle, Kept kept) {
    if (kept.emailConfirmed() || kept.signUp().email() == null) {
      return;
    }
    long person = newcomers.byEmail(handle, kept);
    settle(handle, kept, person, Channel.EMAIL);
    SignUp signUp = kept.signUp();
    begin(
        handle,
        Channel.EMAIL,
        signUp.emailKey(),
        new Evidence(
            "sign-up, confirmed by link",
            "sign-up " + kept.id() + " of " + kept.at(),
            signUp.emailWords()));
  }

  @Override
  public boolean isAwaited(Handle handle, UUID phoneKey) {
    return awaited(handle, phoneKey).isPresent();
  }

  @Override
  public void confirm(Handle handle, UUID phoneKey, String sid, String words) {
    awaited(handle, phoneKey).ifPresent(kept -> confirmText(handle, kept, sid, words));
  }

  /** The latest of those that wait; the older ones are the same wish. */
  private Optional<Kept> awaited(Handle handle, UUID phoneKey) {
    return handle
        .createQuery(
            """
            SELECT * FROM sign_up
            WHERE phone_key = :key AND sms_confirmed_at IS NULL AND expires_at > :now
            ORDER BY id DESC LIMIT 1 FOR UPDATE
            """)
        .bind("key", phoneKey)
        .bind("now", clock.instant())
        .map((row, c) -> kept(row))
        .findOne();
  }

  private void confirmText(Handle handle, Kept kept, String sid, String words) {
    long person = newcomers.byPhone(handle, kept);
    settle(handle, kept, person, Channel.SMS);
    SignUp signUp = kept.signUp();
    begin(
        handle,
        Channel.SMS,
        signUp.phoneKey(),
        new Evidence(
            "sign-up, confirmed by text",
            "sign-up " + kept.id() + " of " + kept.at() + ", text " + sid,
            signUp.smsWords() + " Answer: " + words));
    handle.execute(
        """
        UPDATE sign_up SET sms_confirmed_at = ?
        WHERE phone_key = ? AND sms_confirmed_at IS NULL
        """,
        clock.instant(),
        signUp.phoneKey());
  }

  private void settle(Handle handle, Kept kept, long person, Channel channel) {
    handle.execute(
        "UPDATE sign_up SET subscriber_id = ?, "
            + channel.code()
            + "_confirmed_at = ? WHERE id = ?",
        person,
        clock.instant(),
        kept.id());
    handle.execute(
        "UPDATE subscriber SET "
            + channel.code()
            + "_consent = true, "
            + channel.code()
            + "_said_at = ?, consent_source = 'sign-up', consent_at = ? WHERE id = ?",
        clock.instant(),
        clock.instant(),
        person);
  }

  private void begin(Handle handle, Channel channel, UUID key, Evidence evidence) {
    consent.give(handle, channel, key, evidence);
    consent.restore(handle, channel, key, evidence);
  }

  /**
   * Forgets sign-ups that can no longer be confirmed; what was agreed to is on record elsewhere.
   */
  public void deleteExpired() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM sign_up WHERE expires_at < ?",
                clock.instant().minus(Duration.ofDays(1))));
  }
}
