package org.tocsin.web;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Tokens;
import org.tocsin.message.Organization;

/**
 * The page behind the unsubscribe links, and one-click unsubscribing (RFC 8058). Looking at it
 * changes nothing, since scanners follow every link; posting to it does, at once and without a
 * login.
 */
public final class Unsubscribe {
  private final Jdbi jdbi;
  private final Tokens tokens;
  private final Consent consent;
  private final UnsubscribePage pages;

  public Unsubscribe(Jdbi jdbi, Tokens tokens, Consent consent, Organization organization) {
    this.jdbi = jdbi;
    this.tokens = tokens;
    this.consent = consent;
    this.pages = new UnsubscribePage(organization);
  }

  /**
   * Whom a token speaks for.
   *
   * @param addressKeys what it was sent to, and for email also where the person is written to now
   */
  private record Person(Channel channel, Set<UUID> addressKeys, boolean spanish, long delivery) {}

  /** GET and HEAD. Changes nothing (E11). */
  public Answer page(String token) {
    return person(token).map(p -> pages.question(p.channel(), p.spanish())).orElse(pages.unknown());
  }

  /**
   * POST: of a mail program (E08), or of the page's own form. A post that is neither gets the page
   * (E13). A second one changes nothing more and is answered alike (E12).
   *
   * @param form as {@link Forms} reads it
   */
  public Answer oneClick(String token, Map<String, String> form) {
    Optional<Person> person = person(token);
    if (person.isEmpty()) {
      return pages.unknown(); // E07
    }
    if ("One-Click".equals(form.get("List-Unsubscribe"))) {
      withdraw(person.get(), "one-click");
      return Answer.text(200, "Unsubscribed.\n");
    }
    if (form.containsKey(UnsubscribePage.CONFIRM)) {
      withdraw(person.get(), "page");
      return pages.done(person.get().channel(), person.get().spanish());
    }
    return page(token);
  }

  private Optional<Person> person(String token) {
    return tokens.read(token).map(read -> jdbi.withHandle(h -> person(h, read)));
  }

  private static Person person(Handle handle, Tokens.Token token) {
    Set<UUID> keys = new LinkedHashSet<>();
    Channel channel =
        handle
            .createQuery("SELECT channel, address_key FROM delivery WHERE id = :id")
            .bind("id", token.deliveryId())
            .map(
                (row, context) -> {
                  keys.add(row.getObject("address_key", UUID.class));
                  return Channel.of(row.getString("channel"));
                })
            .findOne()
            .orElse(Channel.EMAIL);
    String language =
        handle
            .createQuery(
                """
                SELECT language, CASE :channel WHEN 'email' THEN email_key ELSE phone_key END AS key
                FROM subscriber WHERE id = :id
                """)
            .bind("channel", channel.code())
            .bind("id", token.subscriberId())
            .map(
                (row, context) -> {
                  keys.add(row.getObject("key", UUID.class));
                  return row.getString("language");
                })
            .findOne()
            .orElse("");
    keys.remove(null);
    return new Person(channel, keys, language.startsWith("es"), token.deliveryId());
  }

  /** All in one transaction: the answer says that it is done. */
  private void withdraw(Person person, String way) {
    jdbi.useTransaction(
        h -> {
          for (UUID key : person.addressKeys()) {
            consent.withdraw(
                h,
                person.channel(),
                key,
                Consent.Reason.UNSUBSCRIBE,
                way,
                "delivery " + person.delivery(),
                "");
          }
        });
  }
}
