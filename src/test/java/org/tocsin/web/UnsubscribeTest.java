package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.message.Organization;
import org.tocsin.message.PageLayout;
import org.tocsin.support.Ledger;
import org.tocsin.support.TestDatabase;

final class UnsubscribeTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Ledger LEDGER = new Ledger(JDBI);
  private static final Map<String, String> ONE_CLICK = Map.of("List-Unsubscribe", "One-Click");

  private final Tokens tokens = Tokens.of(JDBI);
  private final Consent consent = new Consent(JDBI, Clock.systemUTC());
  private final Unsubscribe unsubscribe =
      new Unsubscribe(
          JDBI,
          tokens,
          consent,
          new PageLayout(
              new Organization("CNY <Coalition>", "", "", "", "hello@cny.example.org", "")));
  private final UUID then = UUID.randomUUID();
  private final UUID now = UUID.randomUUID();
  private String token;

  @BeforeEach
  void mailed() {
    token = tokens.issue(subscriber("en"), LEDGER.add(Channel.EMAIL, then, DeliveryState.ACCEPTED));
  }

  private long subscriber(String language) {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO subscriber (email, email_key, language)
                    VALUES (:email, :key, :language) RETURNING id
                    """)
                .bind("email", UUID.randomUUID() + "@example.org")
                .bind("key", language.equals("en") ? now : UUID.randomUUID())
                .bind("language", language)
                .mapTo(Long.class)
                .one());
  }

  private boolean isOut(UUID key) {
    return consent.isSuppressed(Channel.EMAIL, key);
  }

  private static long events() {
    return JDBI.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM consent_event").mapTo(Long.class).one());
  }

  @Test
  void one_click_ends_mail_to_the_address_of_then_and_of_now() {
    // E08
    HttpResponse answer = unsubscribe.oneClick(token, ONE_CLICK);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(isOut(then)).isTrue();
    assertThat(isOut(now)).isTrue();
    assertThat(consent.isSuppressed(Channel.SMS, then)).isFalse();
  }

  @Test
  void a_second_click_is_answered_alike_and_changes_nothing() {
    // E12
    HttpResponse first = unsubscribe.oneClick(token, ONE_CLICK);
    long events = events();
    assertThat(unsubscribe.oneClick(token, ONE_CLICK)).isEqualTo(first);
    assertThat(events()).isEqualTo(events);
  }

  @Test
  void looking_changes_nothing_and_shows_a_form_that_does() {
    // E11
    HttpResponse page = unsubscribe.page(token, null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body())
        .contains(
            "<form method=\"post\">", "name=\"confirm\"", "CNY &lt;Coalition&gt;", "lang=\"en\"");
    assertThat(isOut(then)).isFalse();
    HttpResponse done = unsubscribe.oneClick(token, Map.of("confirm", "yes"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).contains("no more emails", "hello@cny.example.org");
    assertThat(isOut(then)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one-click", "One-Click ", "yes"})
  void a_post_that_is_neither_gets_the_page(String value) {
    // E13
    Map<String, String> form = Map.of("List-Unsubscribe", value);
    assertThat(unsubscribe.oneClick(token, form)).isEqualTo(unsubscribe.page(token, null));
    assertThat(unsubscribe.oneClick(token, Map.of("a", "b")))
        .isEqualTo(unsubscribe.page(token, null));
    assertThat(isOut(then)).isFalse();
  }

  @Test
  void a_link_that_is_not_ours_suppresses_nobody_and_is_kind_about_it() {
    // E07, E10
    long events = events();
    for (String other : new String[] {"", "x", token.substring(1), token + "A", "../" + token}) {
      for (HttpResponse answer :
          new HttpResponse[] {
            unsubscribe.page(other, null), unsubscribe.oneClick(other, ONE_CLICK)
          }) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("hello@cny.example.org");
      }
    }
    assertThat(events()).isEqualTo(events);
  }

  @Test
  void spanish_readers_get_the_page_in_spanish() {
    long subscriber = subscriber("es");
    String spanish = tokens.issue(subscriber, 0);
    assertThat(unsubscribe.page(spanish, null).body())
        .contains("lang=\"es\"", "dejar de recibir correos");
    assertThat(unsubscribe.oneClick(spanish, Map.of("confirm", "yes")).body())
        .contains("ya no le enviará correos");
  }

  @Test
  void the_page_can_be_read_in_the_other_language_and_is_answered_in_it() {
    HttpResponse page = unsubscribe.page(token, "es");
    assertThat(page.headers()).containsEntry("Content-Language", "es");
    assertThat(page.body()).contains("href=\"?lang=en\"", "name=\"wording\" value=\"es\"");
    assertThat(unsubscribe.oneClick(token, Map.of("confirm", "yes", "wording", "es")).body())
        .contains("ya no le enviará correos");
    assertThat(unsubscribe.page(token, "<b>").headers()).containsEntry("Content-Language", "en");
  }

  @Test
  void the_link_of_a_text_ends_texts() {
    // L09
    UUID phone = UUID.randomUUID();
    String link = tokens.issue(987_654, LEDGER.add(Channel.SMS, phone, DeliveryState.DELIVERED));
    assertThat(unsubscribe.page(link, null).body()).contains("texts");
    unsubscribe.oneClick(link, ONE_CLICK);
    assertThat(consent.isSuppressed(Channel.SMS, phone)).isTrue();
    assertThat(isOut(phone)).isFalse();
  }

  @Test
  void a_person_who_has_been_erased_is_told_the_same() {
    assertThat(unsubscribe.oneClick(tokens.issue(1, 0), ONE_CLICK).status()).isEqualTo(200);
  }
}
