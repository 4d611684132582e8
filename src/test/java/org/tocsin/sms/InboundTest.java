package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Inbox;
import org.tocsin.audience.SignUps;
import org.tocsin.call.ReportedCalls;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.ReplyReader;
import org.tocsin.message.Organization;
import org.tocsin.message.SplitAnswers;
import org.tocsin.message.TextedCalls;
import org.tocsin.support.TestDatabase;
import org.xml.sax.InputSource;

final class InboundTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final AtomicInteger NEXT = new AtomicInteger(100);
  private static final Organization COALITION =
      new Organization("Syracuse <& Utica>", "", "", "315-555-0100", "hello@cny.example.org", "");

  private static final SignUps SIGN_UPS =
      new SignUps(JDBI, Clock.systemUTC(), new Consent(JDBI, Clock.systemUTC()));

  private final AddressKeys keys = AddressKeys.of(JDBI);
  private final Consent consent = new Consent(JDBI, Clock.systemUTC());
  private final String number = "+131555501" + NEXT.getAndIncrement();

  private Inbound inbound(boolean ours) {
    return new Inbound(
        JDBI,
        Clock.systemUTC(),
        consent,
        keys,
        new OwnReplies(COALITION, ours),
        new TextReaders(new ReplyReader(Set::of), answers(), calls(), SIGN_UPS));
  }

  private static TextedCalls calls() {
    Rosters rosters = new Rosters(JDBI, Clock.systemUTC());
    return new TextedCalls(rosters, new ReportedCalls(JDBI, Clock.systemUTC(), 0));
  }

  private static SplitAnswers answers() {
    return new SplitAnswers(
        new Assignments(JDBI, Clock.systemUTC()), new Rosters(JDBI, Clock.systemUTC()));
  }

  private Map<String, String> text(String body) {
    Map<String, String> form = new HashMap<>();
    form.put("MessageSid", "SM" + UUID.randomUUID());
    form.put("From", number);
    form.put("To", "+13155550100");
    form.put("Body", body);
    form.put("NumMedia", "0");
    return form;
  }

  private String say(String body) {
    return inbound(true).answer(text(body));
  }

  private boolean isSuppressed() {
    return consent.isSuppressed(Channel.SMS, keys.of(Channel.SMS, number));
  }

  private List<String> events() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT change || ' ' || words FROM consent_event WHERE address_key = :k"
                        + " ORDER BY id")
                .bind("k", keys.of(Channel.SMS, number))
                .mapTo(String.class)
                .list());
  }

  private List<Inbox.Item> inbox() {
    return new Inbox(JDBI, consent).list();
  }

  @BeforeEach
  void nothing_waits() {
    JDBI.useHandle(handle -> handle.execute("DELETE FROM hold"));
  }

  private void subscribe(String language) {
    JDBI.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO subscriber (phone, phone_key, language)
                    VALUES (:phone, :key, :language)
                    """)
                .bind("phone", number)
                .bind("key", keys.of(Channel.SMS, number))
                .bind("language", language)
                .execute());
  }

  private static String message(String twiml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(twiml)))
        .getDocumentElement()
        .getTextContent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", " stop. ", "opt-out", "Unsubscribe", "revoke"})
  void a_stop_holds_before_the_answer_leaves(String body) throws Exception {
    // K01, K10, L07, L08
    assertThat(message(say(body)))
        .startsWith("Syracuse <& Utica>: you will get no more texts")
        .contains("START");
    assertThat(isSuppressed()).isTrue();
    assertThat(events()).containsExactly("withdrawn " + body);
    assertThat(consent.isSuppressed(Channel.EMAIL, keys.of(Channel.EMAIL, number))).isFalse();
  }

  @Test
  void what_would_be_answered_can_be_asked_without_a_trace() {
    String counts =
        """
        SELECT (SELECT count(*) FROM inbound_text) || ' ' || (SELECT count(*) FROM suppression)
          || ' ' || (SELECT count(*) FROM consent_event)
        """;
    String before = JDBI.withHandle(handle -> handle.createQuery(counts).mapTo(String.class).one());
    Inbound inbound = inbound(true);
    Map<String, String> stop = text("STOP");
    assertThat(inbound.answerOf(stop)).contains("you will get no more texts");
    assertThat(inbound.answerOf(stop)).contains("you will get no more texts");
    String after = JDBI.withHandle(handle -> handle.createQuery(counts).mapTo(String.class).one());
    assertThat(after).isEqualTo(before);
  }

  @Test
  void where_twilio_replies_itself_we_do_not() {
    // K03, K05
    assertThat(inbound(false).answer(text("STOP"))).isEqualTo(Twiml.NOTHING);
    assertThat(isSuppressed()).isTrue();
    assertThat(inbound(false).answer(text("HELP"))).isEqualTo(Twiml.NOTHING);
    Map<String, String> handled = text("alto");
    handled.put("OptOutType", "START");
    assertThat(inbound(true).answer(handled)).isEqualTo(Twiml.NOTHING);
    assertThat(isSuppressed()).isFalse();
  }

  @Test
  void an_opt_out_that_twilio_recognised_is_recorded_whatever_its_words() {
    // K05
    Map<String, String> handled = text("ya no más");
    handled.put("OptOutType", "STOP");
    inbound(true).answer(handled);
    assertThat(isSuppressed()).isTrue();
    assertThat(events()).containsExactly("withdrawn ya no más");
  }

  @Test
  void the_same_text_again_gets_the_same_answer_and_does_nothing() {
    // I07
    Map<String, String> stop = text("STOP");
    String answer = inbound(true).answer(stop);
    say("START");
    assertThat(isSuppressed()).isFalse();
    assertThat(inbound(true).answer(stop)).isEqualTo(answer);
    assertThat(isSuppressed()).isFalse();
    assertThat(events()).hasSize(2);
  }

  @Test
  void a_yes_starts_again_only_who_had_stopped() throws Exception {
    // K09
    assertThat(say("yes")).isEqualTo(Twiml.NOTHING);
    say("STOP");
    Map<String, String> yes = text("Yes!");
    String answer = inbound(true).answer(yes);
    assertThat(message(answer)).contains("again", "STOP");
    assertThat(isSuppressed()).isFalse();
    assertThat(inbound(true).answer(yes)).isEqualTo(answer);
    assertThat(events()).containsExactly("withdrawn STOP", "restored Yes!");
  }

  @Test
  void a_second_stop_gets_no_second_confirmation() throws Exception {
    // L08
    assertThat(message(say("please stop texting me"))).contains("no more texts");
    assertThat(say("STOP")).isEqualTo(Twiml.NOTHING);
    assertThat(events()).containsExactly("withdrawn please stop texting me");
  }

  @Test
  void a_stop_that_twilio_does_not_know_is_confirmed_by_us() throws Exception {
    // K02, K10, K12
    assertThat(message(inbound(false).answer(text("no me manden más mensajes"))))
        .contains("no more texts");
    assertThat(isSuppressed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"yes, true", "start again, true", "START, false", "Unstop, false"})
  void on_a_toll_free_number_only_START_and_UNSTOP_lift_a_stop(String word, boolean stays) {
    // K06
    say("STOP");
    Map<String, String> again = text(word);
    again.put("To", "+18885550100");
    inbound(true).answer(again);
    assertThat(isSuppressed()).isEqualTo(stays);
  }

  @Test
  void what_is_unclear_holds_everything_and_is_answered_once() throws Exception {
    subscribe("en");
    assertThat(message(inbound(false).answer(text("STOP the bill!"))))
        .contains("Syracuse <& Utica>", "reply STOP");
    assertThat(say("not interested")).isEqualTo(Twiml.NOTHING);
    assertThat(isSuppressed()).isFalse();
    assertThat(inbox()).hasSize(1);
    assertThat(inbox().get(0).words()).isEqualTo("STOP the bill!\nnot interested");
    assertThat(inbox().get(0).why()).contains("speaks of stopping");
    assertThat(inbox().get(0).from()).containsExactly(number);
  }

  @ParameterizedTest
  @CsvSource({
    "我对这个没有兴趣, 请回复 STOP",
    "Кто это?, ответьте STOP",
    "Mwen pa konprann sa, reponn STOP",
    "Ich will das nicht haben, antworten Sie STOP",
    "ਇਹ ਕੀ ਹੈ, responda STOP"
  })
  void who_writes_in_a_language_that_is_not_read_is_held_and_told_in_it_how_to_stop(
      String words, String told) throws Exception {
    assertThat(message(say(words))).contains("To stop them, reply STOP.", told);
    assertThat(inbox()).hasSize(1);
    assertThat(isSuppressed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm not Pat",
        "Wrong number, sorry",
        "Número equivocado",
        "Pat doesn't have this number anymore",
        "Pat died in March, this is her daughter"
      })
  void a_number_that_is_anothers_gets_nothing_more_one_sorry_and_is_told(String words)
      throws Exception {
    subscribe("en");
    assertThat(message(say(words))).contains("sorry", "no more texts");
    assertThat(isSuppressed()).isTrue();
    assertThat(say(words)).isEqualTo(Twiml.NOTHING);
    assertThat(events()).containsExactly("withdrawn " + words);
    assertThat(inbox()).isEmpty();
    assertThat(new Inbox(JDBI, consent).wrongNumbers(1000))
        .filteredOn(each -> each.from().equals(List.of(number)))
        .singleElement()
        .satisfies(each -> assertThat(each.words()).isEqualTo(words));
    say("START");
    assertThat(isSuppressed()).isFalse();
  }

  private UUID email() {
    UUID key = UUID.randomUUID();
    JDBI.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO subscriber (phone, phone_key, email, email_key) VALUES (?, ?, ?, ?)",
                number,
                keys.of(Channel.SMS, number),
                key + "@example.org",
                key));
    return key;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Stop emails but keep texts",
        "please stop emailing me, texts are fine",
        "Don't email me, text only",
        "no más correos, sigan con los textos"
      })
  void a_wish_about_emails_ends_emails_and_not_texts(String words) throws Exception {
    UUID email = email();
    assertThat(message(say(words))).contains("no more emails");
    assertThat(consent.isSuppressed(Channel.EMAIL, email)).isTrue();
    assertThat(isSuppressed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Stop texting me, email me instead", "no more texts, emails are ok", "STOP"})
  void a_wish_about_texts_ends_texts_and_not_emails(String words) {
    UUID email = email();
    say(words);
    assertThat(consent.isSuppressed(Channel.EMAIL, email)).isFalse();
    assertThat(isSuppressed()).isTrue();
  }

  @Test
  void a_wish_about_both_ends_both() throws Exception {
    UUID email = email();
    assertThat(message(say("Stop texting and emailing me"))).contains("texts or emails");
    assertThat(consent.isSuppressed(Channel.EMAIL, email)).isTrue();
    assertThat(isSuppressed()).isTrue();
  }

  @Test
  void whose_emails_should_end_is_asked_where_nobody_knows() throws Exception {
    assertThat(message(say("Stop emailing me"))).contains("reply STOP");
    assertThat(isSuppressed()).isFalse();
    assertThat(inbox()).hasSize(1);
  }

  @Test
  void who_comes_back_by_a_word_that_lifts_no_block_is_told_which_does() throws Exception {
    // K01, K06
    say("STOP");
    assertThat(message(inbound(false).answer(text("subscribe")))).contains("reply START");
    say("STOP");
    Map<String, String> tollFree = text("subscribe");
    tollFree.put("To", "+18885550100");
    assertThat(message(inbound(true).answer(tollFree))).contains("reply START");
  }

  @Test
  void what_is_like_HELP_is_answered_once_in_a_while_and_HELP_always() throws Exception {
    // L13
    assertThat(message(say("ayuda"))).contains("315-555-0100");
    assertThat(say("help me")).isEqualTo(Twiml.NOTHING);
    assertThat(say("subscribe")).isEqualTo(Twiml.NOTHING);
    assertThat(message(say("HELP"))).contains("315-555-0100");
  }

  @Test
  void the_same_unclear_text_again_gets_the_same_answer_and_does_nothing() {
    // I07
    Map<String, String> unclear = text("not interested");
    String answer = inbound(true).answer(unclear);
    assertThat(answer).contains("STOP");
    assertThat(inbound(true).answer(unclear)).isEqualTo(answer);
    assertThat(inbox().get(0).words()).isEqualTo("not interested");
  }

  @Test
  void a_clear_word_of_the_person_ends_a_hold() {
    say("not interested");
    say("STOP");
    assertThat(inbox()).isEmpty();
    say("START");
    say("not interested");
    say("START");
    assertThat(inbox()).isEmpty();
    assertThat(isSuppressed()).isFalse();
  }

  @Test
  void who_has_left_already_is_neither_held_nor_answered() {
    say("STOP");
    assertThat(say("not interested")).isEqualTo(Twiml.NOTHING);
    assertThat(inbox()).isEmpty();
  }

  @Test
  void a_phone_that_two_people_share_is_stopped_for_both() {
    subscribe("en");
    subscribe("es");
    say("STOP");
    long gone =
        JDBI.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT count(*) FROM subscriber s JOIN suppression x
                          ON x.channel = 'sms' AND x.address_key = s.phone_key WHERE s.phone = :n
                        """)
                    .bind("n", number)
                    .mapTo(Long.class)
                    .one());
    assertThat(gone).isEqualTo(2);
  }

  @Test
  void help_names_who_writes_how_to_reach_them_and_how_to_stop() throws Exception {
    // L13: also for those who are not subscribed
    assertThat(message(say("help")))
        .contains("Syracuse <& Utica>", "315-555-0100", "hello@cny.example.org", "STOP");
    assertThat(events()).isEmpty();
  }

  @Test
  void spanish_readers_are_answered_in_spanish() throws Exception {
    subscribe("es");
    assertThat(message(say("HELP"))).contains("alertas", "STOP");
    assertThat(message(say("STOP"))).contains("no recibirá más mensajes");
    assertThat(message(say("START"))).contains("vuelve a recibir");
  }

  @Test
  void anything_else_is_kept_and_gets_no_reply() {
    assertThat(say("I called him \0 today")).isEqualTo(Twiml.NOTHING);
    assertThat(isSuppressed()).isFalse();
    String kept =
        JDBI.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT reading || ' ' || body FROM inbound_text WHERE address_key = :k")
                    .bind("k", keys.of(Channel.SMS, number))
                    .mapTo(String.class)
                    .one());
    assertThat(kept).isEqualTo("other I called him  today");
  }

  @Test
  void a_stop_by_RCS_is_a_stop_by_text() {
    // K15
    Map<String, String> rcs = text("STOP");
    rcs.put("From", "rcs:" + number);
    inbound(true).answer(rcs);
    assertThat(isSuppressed()).isTrue();
  }

  @Test
  void a_text_from_nobody_is_refused() {
    // P11
    Map<String, String> form = text("STOP");
    form.remove("From");
    assertThatThrownBy(() -> inbound(true).answer(form))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("From");
  }
}
