package org.tocsin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Subscriber;
import org.tocsin.audience.Subscribers;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Tokens;
import org.tocsin.message.PageLayout;
import org.tocsin.web.PreferencesPage.Notice;
import org.tocsin.web.Recipients.Recipient;

/**
 * {@code /preferences/{token}}: where a person changes what they get. Looking changes nothing,
 * since scanners follow every link. What a post changes, it changes in one transaction.
 */
public final class Preferences {
  private static final String WAY = "preferences page";

  private final Jdbi jdbi;
  private final Recipients recipients;
  private final Subscribers subscribers;
  private final Assignments assignments;
  private final Choices choices;
  private final PreferencesPage pages;
  private final UnknownLink unknownLink;

  public Preferences(
      Jdbi jdbi,
      Tokens tokens,
      Subscribers subscribers,
      Assignments assignments,
      Choices choices,
      PageLayout frame) {
    this.jdbi = jdbi;
    this.recipients = new Recipients(tokens);
    this.subscribers = subscribers;
    this.assignments = assignments;
    this.choices = choices;
    this.pages = new PreferencesPage(frame);
    this.unknownLink = new UnknownLink(frame);
  }

  /** Someone who has come to the page. */
  private record Visitor(Recipient recipient, Subscriber person, List<Choice> choices) {
    Wish asIs() {
      return Wish.asIs(person, choices);
    }
  }

  /**
   * GET and HEAD. Changes nothing.
   *
   * @param lang that was asked for, or null for the person's own
   */
  public HttpResponse page(String token, String lang) {
    return jdbi.withHandle(
        handle ->
            visitor(handle, token)
                .map(v -> show(v, lang, Notice.NONE))
                .orElseGet(unknownLink::page));
  }

  private Optional<Visitor> visitor(Handle handle, String token) {
    return recipients
        .of(handle, token)
        .flatMap(
            recipient ->
                subscribers
                    .get(handle, recipient.subscriberId())
                    .map(person -> visitor(handle, recipient, person)));
  }

  private Visitor visitor(Handle handle, Recipient recipient, Subscriber person) {
    return new Visitor(recipient, person, choices.of(handle, person));
  }

  private HttpResponse show(Visitor visitor, String asked, Notice notice) {
    String lang = LanguageSwitch.chosen(asked, visitor.person().language());
    return pages.page(visitor.person(), visitor.choices(), visitor.asIs().in(lang), notice);
  }

  /**
   * POST of one of the page's two forms; anything else gets the page. The same again changes
   * nothing more.
   *
   * @param form as {@link Forms} reads it
   */
  public HttpResponse save(String token, Map<String, String> form) {
    return jdbi.inTransaction(
        handle -> {
          recipients.of(handle, token).ifPresent(r -> subscribers.hold(handle, r.subscriberId()));
          return visitor(handle, token)
              .map(v -> save(handle, v, form))
              .orElseGet(unknownLink::page);
        });
  }

  private HttpResponse save(Handle handle, Visitor visitor, Map<String, String> form) {
    Wish wish = Wish.read(form, visitor.asIs());
    if (form.containsKey(PreferencesPage.STOP)) {
      stopEverything(handle, visitor, wish);
      return show(again(handle, visitor), wish.wording(), Notice.STOPPED);
    }
    if (!form.containsKey(PreferencesPage.SAVE)) {
      return show(visitor, wish.wording(), Notice.NONE);
    }
    if (!pages.problems(visitor.person(), wish).isEmpty()) {
      return pages.page(visitor.person(), visitor.choices(), wish, Notice.WRONG);
    }
    boolean speaks = !wish.language().equals(visitor.person().language());
    boolean changed = saveDetails(handle, visitor, wish) | saveChoices(handle, visitor, wish);
    String lang = speaks ? wish.language() : wish.wording();
    return show(again(handle, visitor), lang, changed ? Notice.SAVED : Notice.UNCHANGED);
  }

  private Visitor again(Handle handle, Visitor visitor) {
    Subscriber person = subscribers.get(handle, visitor.person().id()).orElseThrow();
    return visitor(handle, visitor.recipient(), person);
  }

  private void stopEverything(Handle handle, Visitor visitor, Wish wish) {
    String words = pages.stopWords(wish);
    for (Channel channel : visitor.recipient().addressKeys().keySet()) {
      withdraw(handle, visitor, channel, words);
    }
  }

  private boolean saveDetails(Handle handle, Visitor visitor, Wish wish) {
    Subscriber person = visitor.person();
    String zip = wish.five().orElseThrow();
    boolean moved = !zip.equals(person.zip());
    if (moved) {
      assignments.move(handle, person.id(), zip);
    }
    boolean speaks = !wish.language().equals(person.language());
    if (speaks) {
      subscribers.speak(handle, person.id(), wish.language());
    }
    return moved || speaks;
  }

  private boolean saveChoices(Handle handle, Visitor visitor, Wish wish) {
    boolean changed = false;
    for (Choice choice : visitor.choices()) {
      String words = pages.words(choice.channel(), wish);
      if (choice.isOn() && wish.isToEnd(choice.channel())) {
        withdraw(handle, visitor, choice.channel(), words);
        changed = true;
      }
      if (choice.standing() == Choice.Standing.OFF && wish.isToBegin(choice.channel())) {
        begin(handle, visitor, choice, words);
        changed = true;
      }
    }
    return changed;
  }

  private void withdraw(Handle handle, Visitor visitor, Channel channel, String words) {
    Recipient recipient = visitor.recipient();
    for (UUID key : recipient.addressKeys().getOrDefault(channel, Set.of())) {
      choices
          .consent()
          .withdraw(
              handle,
              channel,
              key,
              Consent.Reason.UNSUBSCRIBE,
              new Evidence(WAY, recipient.source(), words));
    }
  }

  /** Only ever email: no number has the standing that leads here. */
  private void begin(Handle handle, Visitor visitor, Choice choice, String words) {
    String source = visitor.recipient().source();
    choices
        .consent()
        .restore(handle, choice.channel(), choice.addressKey(), new Evidence(WAY, source, words));
    if (!visitor.person().emailConsent()) {
      choices
          .consent()
          .give(handle, choice.channel(), choice.addressKey(), new Evidence(WAY, source, words));
      subscribers.agreeToEmail(handle, visitor.person().id(), WAY);
    }
  }
}
