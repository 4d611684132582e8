package org.tocsin.feed;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
import org.tocsin.consent.AddressKeys;
import org.tocsin.message.Labels;
import org.tocsin.outbox.TransactionalQueue;

/** Tells all who may send that a post has become a draft. */
public final class PostMail {
  private static final Duration LIFE = Duration.ofDays(3);

  private final Clock clock;
  private final Accounts accounts;
  private final TransactionalQueue queue;
  private final AddressKeys keys;
  private final String publicUrl;

  /**
   * @param publicUrl where browsers reach this installation, without a slash at its end
   */
  public PostMail(
      Clock clock,
      Accounts accounts,
      TransactionalQueue queue,
      AddressKeys keys,
      String publicUrl) {
    this.clock = clock;
    this.accounts = accounts;
    this.queue = queue;
    this.keys = keys;
    this.publicUrl = publicUrl;
  }

  /**
   * Within a transaction of the caller's; in the language of the post where we have words in it.
   */
  void send(Handle handle, String site, Post post, String slug) {
    Labels labels = Labels.in(post.lang());
    String subject = labels.get("console.post.subject", post.name());
    String sheet = publicUrl + "/console/sheets/" + slug;
    String body = labels.get("console.post.mail", site, sheet, post.link(), post.name());
    for (Account account : accounts.list()) {
      if (account.role().includes(Role.PUBLISHER)) {
        queue.write(
            handle,
            account.email(),
            keys.of(Channel.EMAIL, account.email()),
            subject,
            body,
            clock.instant().plus(LIFE));
      }
    }
  }
}
