package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Subscriber;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Consent.Reason;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.message.Organization;
import org.tocsin.message.PageLayout;
import org.tocsin.support.Ledger;
import org.tocsin.support.TestDatabase;

final class PreferencesTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-03-14T15:00:00Z"), ZoneOffset.UTC);
  private static final Ledger LEDGER = new Ledger(JDBI);
  private static final String BY_EMAIL = "Send me action alerts from CNY & Co by email.";

  private static int people;

  private final Tokens tokens = Tokens.of(JDBI);
  private final AddressKeys keys = AddressKeys.of(JDBI);
  private final Consent consent = new Consent(JDBI, CLOCK);
  private final Subscribers subscribers = new Subscribers(JDBI, CLOCK, keys);
  private final Preferences preferences =
      new Preferences(
          JDBI,
          tokens,
          subscribers,
          new Assignments(JDBI, CLOCK),
          new Choices(consent, keys),
          new PageLayout(new Organization("CNY & Co", "", "", "", "hello@cny.example.org", "")));
  private String email;
  private String phone;
  private long id;
  private long delivery;
  private String token;

  @BeforeAll
  static void districts() {
    new Rosters(JDBI, CLOCK).add(LocalDate.parse("2017-03-14"), "test", List.of());
    new Districts(JDBI, CLOCK)
        .add(
            115,
            "test",
            Map.of(
                "13202", List.of(District.of("NY-24")),
                "13440", List.of(District.of("NY-22"), District.of("NY-21")),
                "82001", List.of(District.of("WY-0"))));
  }

  /** Someone in Syracuse who agreed to both and got an email. */
  @BeforeEach
  void mailed() {
    email = "pat" + ++people + "@example.org";
    phone = "+1315555" + (1000 + people);
    id =
        JDBI.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO subscriber (email, email_key, phone, phone_key, language, street,
                          city, state, zip, email_consent, sms_consent, consent_source, assignment,
                          districts)
                        VALUES (:email, :emailKey, :phone, :phoneKey, 'en', '1 Main St', 'Syracuse',
                          'NY', '13202', true, true, 'meeting', 'ADDRESS', '{NY-24}')
                        RETURNING id
                        """)
                    .bind("email", email)
                    .bind("emailKey", emailKey())
                    .bind("phone", phone)
                    .bind("phoneKey", phoneKey())
                    .mapTo(Long.class)
                    .one());
    delivery = LEDGER.add(Channel.EMAIL, emailKey(), DeliveryState.ACCEPTED, id);
    token = tokens.issue(id, delivery);
  }

  private UUID emailKey() {
    return keys.of(Channel.EMAIL, email);
  }

  private UUID phoneKey() {
    return keys.of(Channel.SMS, phone);
  }

  private Subscriber person() {
    return subscribers.find(email).orElseThrow();
  }

  private void set(String assignments) {
    JDBI.useHandle(
        handle -> handle.execute("UPDATE subscriber SET " + assignments + " WHERE id = ?", id));
  }

  private boolean isOut(Channel channel) {
    return consent.isSuppressed(channel, channel == Channel.EMAIL ? emailKey() : phoneKey());
  }

  /** Their consent events as "email withdrawn by preferences page, delivery 7: words". */
  private List<String> events() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT channel || ' ' || change || ' by ' || way || ', ' || source || ': ' || words
                    FROM consent_event WHERE address_key IN (:email, :phone) ORDER BY id
                    """)
                .bind("email", emailKey())
                .bind("phone", phoneKey())
                .mapTo(String.class)
                .list());
  }

  private String event(String channelAndChange, String words) {
    return channelAndChange + " by preferences page, delivery " + delivery + ": " + words;
  }

  private String row() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery("SELECT subscriber::text FROM subscriber WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }

  /** What a browser would post from the form that holds Save, as the page stands now. */
  private Map<String, String> form() {
    String page = preferences.page(token, null).body();
    Map<String, String> form = new HashMap<>(Map.of("save", "yes"));
    String main = page.substring(page.indexOf("<form"), page.indexOf("</form>"));
    Matcher input =
        Pattern.compile("<input[^>]*name=\"(\\w+)\" value=\"([^\"]*)\"([^>]*)>").matcher(main);
    while (input.find()) {
      if (!input.group().contains("checkbox") || input.group(3).contains(" checked")) {
        form.put(input.group(1), input.group(2));
      }
    }
    Matcher option = Pattern.compile("<option value=\"(\\w*)\"[^>]* selected>").matcher(main);
    assertThat(option.find()).isTrue();
    form.put("language", option.group(1));
    return form;
  }

  private Map<String, String> form(String field, String value) {
    Map<String, String> form = form();
    form.put(field, value);
    return form;
  }

  private Map<String, String> formWithout(String field) {
    Map<String, String> form = form();
    form.remove(field);
    return form;
  }

  private HttpResponse save(Map<String, String> form) {
    return preferences.save(token, form);
  }

  @Test
  void looking_changes_nothing_and_shows_what_the_person_gets() {
    String before = row();
    HttpResponse page = preferences.page(token, null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("lang=\"en\"", "Send me action alerts from CNY &amp; Co by email.")
        .contains("value=\"13202\"", "Your district is NY-24.", "Stop everything");
    assertThat(form()).containsEntry("email", "yes").containsEntry("sms", "yes");
    assertThat(row()).isEqualTo(before);
    assertThat(events()).isEmpty();
  }

  @Test
  void a_forwarded_link_shows_neither_address_nor_number() {
    assertThat(preferences.page(token, null).body())
        .contains("p…@example.org", "•••" + phone.substring(8))
        .doesNotContain(email, phone, phone.substring(5));
  }

  @Test
  void the_page_can_be_read_in_the_other_language_and_is_answered_in_it() {
    assertThat(preferences.page(token, null).body()).contains("href=\"?lang=es\"");
    assertThat(preferences.page(token, "es").body())
        .contains("<html lang=\"es\"", "href=\"?lang=en\"", "name=\"wording\" value=\"es\"");
    assertThat(save(Map.of("save", "yes", "seen", "", "wording", "es")).body())
        .contains("<html lang=\"es\"");
    assertThat(preferences.page(token, null).body()).contains("<html lang=\"en\"");
  }

  @Test
  void nobody_keeps_or_lists_the_page() {
    for (HttpResponse answer :
        List.of(
            preferences.page(token, null), save(Map.of()), preferences.page("no token", null))) {
      assertThat(answer.headers())
          .containsEntry("Cache-Control", "no-store")
          .containsEntry("X-Robots-Tag", "noindex");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "../u/x", "%00", "<script>"})
  void a_link_that_is_not_ours_changes_nothing_and_is_kind_about_it(String forged) {
    for (String other : List.of(forged, token + forged + "A", token.substring(1))) {
      for (HttpResponse answer :
          List.of(preferences.page(other, null), preferences.save(other, Map.of("stop", "yes")))) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("hello@cny.example.org").doesNotContain("<script>");
      }
    }
    assertThat(events()).isEmpty();
  }

  @Test
  void a_person_who_has_been_erased_has_no_page() {
    JDBI.useHandle(handle -> handle.execute("DELETE FROM subscriber WHERE id = ?", id));
    assertThat(preferences.page(token, null).status()).isEqualTo(404);
    assertThat(save(Map.of("save", "yes")).status()).isEqualTo(404);
  }

  @Test
  void saving_the_page_as_it_is_changes_nothing() {
    String before = row();
    assertThat(save(form()).body()).contains("Nothing was changed.");
    assertThat(row()).isEqualTo(before);
    assertThat(events()).isEmpty();
  }

  @Test
  void a_post_that_is_not_of_the_page_changes_nothing() {
    String before = row();
    for (Map<String, String> form :
        List.of(
            Map.<String, String>of(),
            Map.of("List-Unsubscribe", "One-Click"),
            Map.of("zip", "82001", "language", "es"))) {
      assertThat(save(form).body()).isEqualTo(preferences.page(token, null).body());
    }
    assertThat(row()).isEqualTo(before);
    assertThat(events()).isEmpty();
  }

  @Test
  void a_new_zip_brings_a_new_district_and_forgets_the_old_address() {
    assertThat(save(form("zip", " 82001-1234 ")).body())
        .contains("Saved.", "Your district is Wyoming (at large).");
    Subscriber moved = person();
    assertThat(moved.zip()).isEqualTo("82001");
    assertThat(moved.assignment())
        .isEqualTo(new Assignment(Assignment.Kind.ZIP, "WY", List.of(District.of("WY-0"))));
    assertThat(List.of(moved.street(), moved.city(), moved.state())).containsOnly("");
  }

  @Test
  void a_new_zip_that_is_split_names_no_district_as_theirs() {
    // P7
    assertThat(save(form("zip", "13440")).body())
        .contains("more than one district: NY-21, NY-22.")
        .doesNotContain("Your district is");
    assertThat(person().assignment().kind()).isEqualTo(Assignment.Kind.ZIP_SPLIT);
  }

  @Test
  void a_zip_nearby_that_the_map_lacks_leaves_the_state_and_one_far_away_does_not() {
    assertThat(save(form("zip", "13201")).body()).contains("We know your state, New York");
    assertThat(save(form("zip", "99999")).body()).contains("We cannot place this ZIP code");
    assertThat(person().assignment().kind()).isEqualTo(Assignment.Kind.UNKNOWN);
  }

  @Test
  void someone_without_a_district_tells_their_zip_and_someone_else_takes_it_back() {
    set("zip = '', state = '', assignment = 'UNKNOWN', districts = '{}'");
    save(form("zip", "13202"));
    assertThat(person().assignment().districts()).containsExactly(District.of("NY-24"));
    assertThat(save(form("zip", "")).body()).contains("Saved.");
    assertThat(person().zip()).isEmpty();
    assertThat(person().assignment().kind()).isEqualTo(Assignment.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1320", "132022", "13202-12", "NY 13202", "\"><script>alert(1)</script>", "１３２０２"})
  void a_bad_zip_is_told_beside_the_field_and_nothing_at_all_changes(String zip) {
    // P11
    String before = row();
    Map<String, String> form = form("zip", zip);
    form.put("language", "es");
    form.remove("email");
    HttpResponse answer = save(form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "aria-describedby=\"zip-wrong zip-why\"", "id=\"zip-wrong\">That is not a ZIP code")
        .contains("Nothing has been saved yet", "value=\"es\" lang=\"es\" selected")
        .doesNotContain("<script>");
    assertThat(row()).isEqualTo(before);
    assertThat(events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tlh", "<b>es</b>", "es'--", " "})
  void a_language_that_is_not_offered_is_refused(String language) {
    Map<String, String> form = form("language", language);
    form.put("zip", "82001");
    HttpResponse answer = save(form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("id=\"language-wrong\"").doesNotContain("<b>");
    assertThat(person().language()).isEqualTo("en");
    assertThat(person().zip()).isEqualTo("13202");
  }

  @Test
  void a_new_language_is_kept_and_the_page_speaks_it() {
    assertThat(save(form("language", "es")).body())
        .contains("lang=\"es\"", "Guardado.", "Cambiar lo que recibe");
    assertThat(person().language()).isEqualTo("es");
  }

  @Test
  void a_language_that_we_have_no_words_in_is_not_lost_by_saving() {
    set("language = 'vi'");
    assertThat(preferences.page(token, null).body()).contains("lang=\"en\"", "Tiếng Việt");
    save(form("zip", "13440"));
    assertThat(person().language()).isEqualTo("vi");
  }

  @Test
  void who_never_chose_a_language_has_chosen_none_by_saving() {
    set("language = ''");
    save(form("zip", "13440"));
    assertThat(person().language()).isEmpty();
    save(form("language", "en"));
    assertThat(person().language()).isEqualTo("en");
  }

  @Test
  void an_unticked_box_ends_that_channel_once() {
    Map<String, String> form = formWithout("email");
    assertThat(save(form).body()).contains("Saved.");
    assertThat(isOut(Channel.EMAIL)).isTrue();
    assertThat(isOut(Channel.SMS)).isFalse();
    assertThat(save(form).body()).contains("Nothing was changed.");
    assertThat(events()).containsExactly(event("email withdrawn", BY_EMAIL));
  }

  @Test
  void who_has_unsubscribed_comes_back_by_ticking_the_box() {
    consent.withdraw(
        Channel.EMAIL, emailKey(), Reason.UNSUBSCRIBE, new Evidence("one-click", "delivery 1", ""));
    assertThat(form()).doesNotContainKey("email");
    Map<String, String> form = form("email", "yes");
    assertThat(save(form).body()).contains("Saved.");
    assertThat(isOut(Channel.EMAIL)).isFalse();
    assertThat(save(form).body()).contains("Nothing was changed.");
    assertThat(events()).hasSize(2).last().isEqualTo(event("email restored", BY_EMAIL));
  }

  @Test
  void an_old_page_does_not_bring_back_who_has_left_since() {
    // P3, P4
    Map<String, String> form = form("zip", "13440");
    consent.withdraw(
        Channel.EMAIL, emailKey(), Reason.UNSUBSCRIBE, new Evidence("one-click", "delivery 1", ""));
    save(form);
    assertThat(isOut(Channel.EMAIL)).isTrue();
    assertThat(person().zip()).isEqualTo("13440");
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, names = "UNSUBSCRIBE", mode = EnumSource.Mode.EXCLUDE)
  void no_box_lifts_what_was_not_said_by_a_click(Reason reason) {
    // P4
    consent.withdraw(Channel.EMAIL, emailKey(), reason, new Evidence("report", "", ""));
    assertThat(preferences.page(token, null).body())
        .contains("We no longer email p…@example.org")
        .doesNotContain("id=\"email\"");
    Map<String, String> form = form("email", "yes");
    form.put("seen", "");
    assertThat(save(form).body()).contains("Nothing was changed.");
    assertThat(isOut(Channel.EMAIL)).isTrue();
    assertThat(events()).hasSize(1);
  }

  @Test
  void texts_come_back_by_start_and_not_by_a_box() {
    // K09
    save(formWithout("sms"));
    assertThat(isOut(Channel.SMS)).isTrue();
    assertThat(preferences.page(token, null).body())
        .contains("text START from that phone")
        .doesNotContain("id=\"sms\"");
    Map<String, String> form = form("sms", "yes");
    form.put("seen", "email");
    save(form);
    assertThat(isOut(Channel.SMS)).isTrue();
  }

  @Test
  void ticking_email_gives_consent_in_the_words_that_were_shown() {
    // L11
    set("email_consent = false, sms_consent = false, consent_source = ''");
    Map<String, String> form = form("email", "yes");
    save(form);
    assertThat(person().emailConsent()).isTrue();
    assertThat(row()).contains("preferences page", "2017-03-14");
    save(form);
    assertThat(events()).containsExactly(event("email given", BY_EMAIL));
  }

  @Test
  void the_words_are_those_of_the_page_also_when_the_language_changes_with_it() {
    set("email_consent = false, language = 'es'");
    Map<String, String> form = form("email", "yes");
    set("language = 'en'");
    save(form);
    assertThat(events())
        .containsExactly(
            event("email given", "Envíenme por correo electrónico las alertas de CNY & Co."));
  }

  @Test
  void agreeing_to_email_leaves_the_record_of_the_agreement_to_texts() {
    set("email_consent = false");
    save(form("email", "yes"));
    assertThat(row()).contains("meeting").doesNotContain("preferences page");
  }

  @Test
  void consent_to_texts_is_not_given_here() {
    // L11, L12
    set("sms_consent = false");
    assertThat(preferences.page(token, null).body()).contains("You have not agreed to texts");
    save(form("sms", "yes"));
    assertThat(person().smsConsent()).isFalse();
    assertThat(events()).isEmpty();
  }

  @Test
  void stop_everything_ends_both_channels_and_the_address_of_then() {
    UUID then = UUID.randomUUID();
    token = tokens.issue(id, new Ledger(JDBI).add(Channel.EMAIL, then, DeliveryState.ACCEPTED, id));
    HttpResponse answer = save(Map.of("stop", "yes", "wording", "en"));
    assertThat(answer.body()).contains("Done. CNY &amp; Co will send you nothing more.");
    assertThat(isOut(Channel.EMAIL)).isTrue();
    assertThat(isOut(Channel.SMS)).isTrue();
    assertThat(consent.isSuppressed(Channel.EMAIL, then)).isTrue();
    assertThat(save(Map.of("stop", "yes")).status()).isEqualTo(200);
    assertThat(events()).hasSize(2).allMatch(event -> event.endsWith(": Stop everything"));
  }

  @Test
  void who_has_no_phone_is_asked_about_email_only() {
    set("phone = NULL, phone_key = NULL");
    assertThat(preferences.page(token, null).body())
        .contains("id=\"email\"")
        .doesNotContain("by text");
  }
}
