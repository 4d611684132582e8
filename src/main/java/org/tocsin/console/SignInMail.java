package org.tocsin.console;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.account.Account;
import org.tocsin.account.SignInLinks;
import org.tocsin.consent.AddressKeys;
import org.tocsin.message.Labels;
import org.tocsin.outbox.NewNotice;
import org.tocsin.outbox.TransactionalQueue;

/** The mail with the link that signs an organizer in. */
public final class SignInMail {
  private final Clock clock;
  private final TransactionalQueue queue;
  private final AddressKeys keys;
  private final String sender;
  private final String publicUrl;

  /**
   * @param sender the organization's name
   * @param publicUrl where browsers reach this installation
   */
  public SignInMail(
      Clock clock, TransactionalQueue queue, AddressKeys keys, String sender, String publicUrl) {
    this.clock = clock;
    this.queue = queue;
    this.keys = keys;
    this.sender = sender;
    this.publicUrl = publicUrl;
  }

  /** Within a transaction of the caller's. */
  void send(Handle handle, String email, String token, Labels labels) {
    add(handle, email, token, labels, "sign-in", SignInLinks.LIFE);
  }

  /** To somebody who has just got an account. */
  void invite(Handle handle, Account account, String token, Labels labels) {
    add(handle, account.email(), token, labels, "invitation", SignInLinks.INVITATION_LIFE);
  }

  private void add(
      Handle handle, String email, String token, Labels labels, String kind, Duration life) {
    String link = publicUrl + SignInPages.PATH + "/" + token;
    queue.add(
        handle,
        new NewNotice(
            Channel.EMAIL,
            email,
            keys.of(Channel.EMAIL, email),
            labels.get("console." + kind + ".subject", sender),
            labels.get("console." + kind + ".mail", sender, link)),
        clock.instant(),
        clock.instant().plus(life));
  }
}
