package org.tocsin.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Tokens;
import org.tocsin.message.PageLayout;
import org.tocsin.web.Recipients.Recipient;

/**
 * The page behind the unsubscribe links, and one-click unsubscribing (RFC 8058). Looking at it
 * changes nothing, since scanners follow every link; posting to it does, at once and without a
 * login.
 */
public final class Unsubscribe {
  private final Jdbi jdbi;
  private final Recipients recipients;
  private final Consent consent;
  private final UnsubscribePage pages;
  private final UnknownLink unknownLink;

  public Unsubscribe(Jdbi jdbi, Tokens tokens, Consent consent, PageLayout frame) {
    this.jdbi = jdbi;
    this.recipients = new Recipients(tokens);
    this.consent = consent;
    this.pages = new UnsubscribePage(frame);
    this.unknownLink = new UnknownLink(frame);
  }

  /**
   * GET and HEAD. Changes nothing (E11).
   *
   * @param lang that was asked for, or null for the person's own
   */
  public HttpResponse page(String token, String lang) {
    return recipient(token)
        .map(recipient -> pages.question(recipient, token, lang))
        .orElseGet(unknownLink::page);
  }

  private Optional<Recipient> recipient(String token) {
    return jdbi.withHandle(handle -> recipients.of(handle, token));
  }

  /**
   * POST: of a mail program (E08), or of the page's own form. A post that is neither gets the page
   * (E13). A second one changes nothing more and is answered alike (E12).
   *
   * @param form as {@link Forms} reads it
   */
  public HttpResponse oneClick(String token, Map<String, String> form) {
    Optional<Recipient> recipient = recipient(token);
    if (recipient.isEmpty()) {
      return unknownLink.page(); // E07
    }
    if ("One-Click".equals(form.get("List-Unsubscribe"))) {
      withdraw(recipient.get(), "one-click");
      return HttpResponse.text(200, "Unsubscribed.\n").forOne();
    }
    String lang = form.get(LanguageSwitch.WORDING);
    if (form.containsKey(UnsubscribePage.CONFIRM)) {
      withdraw(recipient.get(), "page");
      return pages.done(recipient.get(), token, lang);
    }
    return pages.question(recipient.get(), token, lang);
  }

  /** All in one transaction: the answer says that it is done. */
  private void withdraw(Recipient recipient, String way) {
    jdbi.useTransaction(handle -> withdraw(handle, recipient, way));
  }

  private void withdraw(Handle handle, Recipient recipient, String way) {
    for (UUID key : recipient.addressKeys().getOrDefault(recipient.channel(), Set.of())) {
      consent.withdraw(
          handle,
          recipient.channel(),
          key,
          Consent.Reason.UNSUBSCRIBE,
          new Evidence(way, recipient.source(), ""));
    }
  }
}
