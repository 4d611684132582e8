package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.audience.Subscriber;
import org.tocsin.consent.Consent.Reason;
import org.tocsin.consent.Evidence;
import org.tocsin.support.Http;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.TwilioPeer;

/** Signing up as people do it: a form, then an email with a link or a text that wants a YES. */
final class SignUpTest {
  private static final SmtpPeer SMTP = new SmtpPeer();
  private static final TwilioPeer TWILIO = new TwilioPeer();
  private static TestServer server;
  private static int people;

  @TempDir static Path folder;
  private String email;
  private String phone;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), TestServer.sendingTo(SMTP, TWILIO));
  }

  @AfterAll
  static void stop() {
    server.close();
    SMTP.close();
    TWILIO.close();
  }

  @BeforeEach
  void someone_new() {
    people++;
    email = "new" + people + "@example.org";
    phone = "+131555501" + (10 + people);
    server.parts.jdbi.useHandle(handle -> handle.execute("DELETE FROM sign_up_count"));
  }

  private Map<String, String> form(String... more) {
    Map<String, String> form = new HashMap<>();
    form.put("sign-up", "yes");
    form.put("wording", "en");
    form.put("zip", "13202");
    form.put("email", email);
    form.put("phone", phone);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static HttpResponse<String> post(Map<String, String> form) {
    return Http.postForm(server.url("/subscribe"), form);
  }

  private static void bring(String row) throws Exception {
    Path csv = folder.resolve("people.csv");
    Files.writeString(csv, "email,phone,zip,email_consent,sms_consent\n" + row + "\n");
    server.parts.subscribers.importFile(csv, rows -> {});
  }

  private static List<SmtpPeer.Mail> mailsTo(String address) {
    return SMTP.mails().stream().filter(mail -> mail.to().equals(address)).toList();
  }

  private static MimeMessage mailTo(String address) throws Exception {
    await().until(() -> !mailsTo(address).isEmpty());
    byte[] raw = mailsTo(address).get(0).raw();
    return new MimeMessage((Session) null, new ByteArrayInputStream(raw));
  }

  private static String link(MimeMessage mail) throws Exception {
    Matcher link = Pattern.compile("http://\\S+/confirm/\\S+").matcher((String) mail.getContent());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private static List<Map<String, String>> textsTo(String number) {
    return TWILIO.posts().stream().filter(form -> number.equals(form.get("To"))).toList();
  }

  private static void text(String from, String body) {
    Map<String, String> form =
        Map.of("MessageSid", "SM" + UUID.randomUUID(), "From", from, "Body", body);
    assertThat(Http.postSigned(server.url("/twilio/inbound"), form, TestServer.TOKEN).statusCode())
        .isEqualTo(200);
  }

  private static boolean isOut(Channel channel, String address) {
    return server.parts.consent.isSuppressed(channel, key(channel, address));
  }

  private static UUID key(Channel channel, String address) {
    return server.parts.addressKeys.of(channel, address);
  }

  private static Subscriber person(String address) {
    return server.parts.subscribers.find(address).orElseThrow();
  }

  private static boolean isKnown(String address) {
    return server.parts.subscribers.find(address).isPresent();
  }

  private static List<String> events(Channel channel, String address) {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT change || ' by ' || way || ': ' || words FROM consent_event
                    WHERE address_key = :key ORDER BY id
                    """)
                .bind("key", key(channel, address))
                .mapTo(String.class)
                .list());
  }

  @Test
  void the_form_has_a_label_for_every_field_and_no_box_is_ticked() {
    String page = Http.get(server.url("/subscribe")).body();
    Matcher inputs = Pattern.compile("<input[^>]* id=\"([^\"]+)\"").matcher(page);
    int fields = 0;
    for (; inputs.find(); fields++) {
      assertThat(page).contains("<label for=\"" + inputs.group(1) + "\">");
    }
    assertThat(fields).isGreaterThan(8);
    assertThat(page)
        .doesNotContain(" checked", "<script")
        .contains("autocomplete=\"email\"", "autocomplete=\"tel\"", "<legend>", "STOP to end");
    assertThat(Http.get(server.url("/subscribe?lang=es")).body())
        .contains("Inscribirme", "lang=\"es\"");
    assertThat(Http.get(server.url("/subscribe"), "Accept-Language", "es-MX,en;q=0.5").body())
        .contains("Inscribirme");
  }

  @Test
  void who_confirms_by_the_link_gets_emails_and_the_words_shown_are_on_record() throws Exception {
    // L11, E11
    assertThat(
            post(form("by_email", "yes", "first_name", "Ana", "language", "es", "wording", "en"))
                .body())
        .contains("One more step");
    MimeMessage mail = mailTo(email);
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    assertThat((String) mail.getContent()).contains("PO Box 1, Syracuse NY 13201");
    String link = link(mail);
    for (HttpResponse<String> look : List.of(Http.get(link), Http.head(link))) {
      assertThat(look.statusCode()).isEqualTo(200);
    }
    Http.postForm(link, Map.of("a", "b"));
    assertThat(isKnown(email)).isFalse();

    assertThat(Http.postForm(link, Map.of("confirm", "yes")).body())
        .contains("Ya está en la lista", "../preferences/");
    Subscriber person = person(email);
    assertThat(person.emailConsent()).isTrue();
    assertThat(person.smsConsent()).isFalse();
    assertThat(person.phone()).isNull();
    assertThat(person.zip()).isEqualTo("13202");
    assertThat(person.firstName()).isEqualTo("Ana");
    assertThat(person.language()).isEqualTo("es");
    assertThat(events(Channel.EMAIL, email))
        .containsExactly(
            "given by sign-up, confirmed by link: Send me action alerts from CNY Solidarity"
                + " Coalition by email. I can unsubscribe at any time.");
    assertThat(isKnown(phone)).isFalse();
    assertThat(textsTo(phone)).isEmpty();
  }

  @Test
  void a_used_link_lifts_nothing_a_second_time() throws Exception {
    // P4
    post(form("by_email", "yes"));
    String link = link(mailTo(email));
    Http.postForm(link, Map.of("confirm", "yes"));
    server.parts.consent.withdraw(
        Channel.EMAIL, key(Channel.EMAIL, email), Reason.UNSUBSCRIBE, new Evidence("page", "", ""));
    assertThat(Http.postForm(link, Map.of("confirm", "yes")).statusCode()).isEqualTo(200);
    assertThat(isOut(Channel.EMAIL, email)).isTrue();
  }

  @Test
  void a_yes_by_text_confirms_texts_and_a_stranger_s_yes_nothing() throws Exception {
    // K09, L11, L12
    text(phone, "YES");
    post(form("by_sms", "yes"));
    await().until(() -> textsTo(phone).size() == 1);
    assertThat(textsTo(phone).get(0).get("Body"))
        .contains("CNY Solidarity Coalition", "YES", "frequency", "rates", "HELP", "STOP");
    assertThat(isKnown(phone)).isFalse();
    text(phone, "yes!");
    assertThat(person(phone).smsConsent()).isTrue();
    assertThat(person(phone).email()).isNull();
    assertThat(events(Channel.SMS, phone)).hasSize(1);
    assertThat(events(Channel.SMS, phone).get(0))
        .startsWith("given by sign-up, confirmed by text: Send me recurring action alerts")
        .endsWith("Answer: yes!");
    assertThat(mailsTo(email)).isEmpty();
  }

  @Test
  void who_confirms_both_is_one_person() throws Exception {
    post(form("by_email", "yes", "by_sms", "yes"));
    await().until(() -> textsTo(phone).size() == 1);
    text(phone, "Yes");
    Http.postForm(link(mailTo(email)), Map.of("confirm", "yes"));
    assertThat(person(email)).isEqualTo(person(phone));
    assertThat(person(email).emailConsent() && person(email).smsConsent()).isTrue();
  }

  @Test
  void a_number_that_confirms_is_not_joined_to_an_address_that_did_not() throws Exception {
    bring(email + ",,13202,yes,no");
    post(form("by_email", "yes", "by_sms", "yes"));
    await().until(() -> textsTo(phone).size() == 1);
    text(phone, "Yes");
    assertThat(person(email).phone()).isNull();
    assertThat(person(phone).email()).isNull();
  }

  @Test
  void a_stranger_who_signs_up_with_somebodys_number_changes_nothing_but_its_consent()
      throws Exception {
    bring(email + "," + phone + ",13202,yes,no");
    for (String name : List.of("", "Rosa")) {
      post(form("by_sms", "yes", "first_name", name, "zip", "00907", "language", "es"));
      await().until(() -> !textsTo(phone).isEmpty());
      text(phone, "YES");
      Subscriber first = person(email);
      assertThat(List.of(first.firstName(), first.zip(), first.language()))
          .containsExactly("", "13202", "");
    }
  }

  @Test
  void a_mailbox_that_two_people_share_goes_to_whoever_confirms_and_the_other_keeps_their_number()
      throws Exception {
    bring(email + "," + phone + ",13202,no,yes");
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE subscriber SET first_name = 'Ann' WHERE email = ?", email));
    post(form("by_email", "yes", "first_name", "Bob", "zip", "00907"));
    Http.postForm(link(mailTo(email)), Map.of("confirm", "yes"));
    assertThat(person(email).firstName()).isEqualTo("Bob");
    Subscriber ann = person(phone);
    assertThat(List.of(ann.firstName(), ann.zip())).containsExactly("Ann", "13202");
    assertThat(ann.smsConsent()).isTrue();
  }

  @Test
  void only_a_confirmed_sign_up_lifts_what_was_suppressed_and_only_on_its_channel()
      throws Exception {
    // P4, K09
    bring(email + "," + phone + ",13202,yes,yes");
    server.parts.consent.withdraw(
        Channel.EMAIL,
        key(Channel.EMAIL, email),
        Reason.COMPLAINT,
        new Evidence("complaint", "", ""));
    server.parts.consent.withdraw(
        Channel.SMS, key(Channel.SMS, phone), Reason.STOP, new Evidence("text", "SM1", "STOP"));
    post(form("by_email", "yes", "by_sms", "yes"));
    bring(email + "," + phone + ",13202,yes,yes");
    MimeMessage mail = mailTo(email);
    assertThat(isOut(Channel.EMAIL, email)).isTrue();
    Http.postForm(link(mail), Map.of("confirm", "yes"));
    assertThat(isOut(Channel.EMAIL, email)).isFalse();
    assertThat(isOut(Channel.SMS, phone)).isTrue();
    assertThat(textsTo(phone)).isEmpty(); // P3: who said STOP gets no text, not even this one
    text(phone, "START");
    assertThat(isOut(Channel.SMS, phone)).isFalse();
    assertThat(events(Channel.SMS, phone)).anyMatch(event -> event.endsWith("Answer: START"));
  }

  @Test
  void nobody_learns_whether_an_address_is_on_the_list() throws Exception {
    String before = post(form("by_email", "yes", "by_sms", "yes")).body();
    email = "known" + email;
    bring(email + ",,13202,yes,no");
    HttpResponse<String> answer = post(form("by_email", "yes", "by_sms", "yes", "zip", "10001"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(before);
    assertThat((String) mailTo(email).getContent())
        .contains("You get them already", "/preferences/");
    assertThat(person(email).zip()).isEqualTo("13202");
  }

  @Test
  void a_form_that_cannot_be_right_says_so_at_the_field_and_keeps_the_rest() {
    // P11
    HttpResponse<String> answer =
        post(form("by_email", "yes", "email", "pat@\"><b>", "zip", "1", "first_name", "Ana"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "role=\"alert\"",
            "id=\"email-wrong\"",
            "aria-describedby=\"email-wrong\"",
            "id=\"zip-wrong\"",
            "value=\"Ana\"",
            "You are not signed up yet")
        .doesNotContain("<b>");
    assertThat(post(form()).body()).contains("Tick how we may reach you");
    assertThat(post(form("by_sms", "yes", "phone", "12")).body()).contains("no US phone number");
    assertThat(post(form("by_email", "yes", "zip", "", "state", "new york")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whoever_has_letters_beyond_ascii_before_the_at_is_told_that_it_does_not_work_yet() {
    // RFC 6531
    HttpResponse<String> answer = post(form("by_email", "yes", "email", "josé@example.org"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("We cannot write yet to an address with letters such as é", "josé@example.org")
        .doesNotContain("no email address");
    assertThat(post(form("by_email", "yes", "email", "пат@example.org", "wording", "es")).body())
        .contains("Todavía no podemos escribir a una dirección con letras como é");
  }

  @Test
  void a_slip_behind_the_at_is_asked_about_once() {
    String slip = "pat" + people + "@gmial.com";
    HttpResponse<String> asked = post(form("by_email", "yes", "email", slip));
    assertThat(asked.statusCode()).isEqualTo(400);
    assertThat(asked.body()).contains("gmail.com", "name=\"email_seen\" value=\"" + slip + "\"");
    assertThat(post(form("by_email", "yes", "email", slip, "email_seen", slip)).body())
        .contains("One more step");
  }

  @Test
  void who_chooses_mexican_spanish_or_writes_no_name_gets_spanish_and_no_name() throws Exception {
    post(form("by_email", "yes", "language", "es-MX", "first_name", "N/A"));
    Http.postForm(link(mailTo(email)), Map.of("confirm", "yes"));
    assertThat(person(email).language()).isEqualTo("es");
    assertThat(person(email).firstName()).isEmpty();
  }

  @Test
  void a_form_on_another_site_leads_to_ours_filled_in_and_unticked() {
    HttpResponse<String> answer = post(Map.of("email", email, "zip", "13202", "by_email", ""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("value=\"" + email + "\"", "I can unsubscribe")
        .doesNotContain(" checked");
  }

  @Test
  void a_program_that_fills_in_every_field_gets_the_same_page_and_nothing_happens() {
    String people = post(form("by_email", "yes")).body();
    email = "bot" + email;
    assertThat(post(form("by_email", "yes", "website", "http://spam.example.org")).body())
        .isEqualTo(people);
    assertThat(waiting()).isZero();
  }

  private long waiting() {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM notice WHERE address = :address")
                .bind("address", email)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void nobody_fills_a_strangers_mailbox_or_signs_up_the_phone_book() {
    for (int i = 0; i < 5; i++) {
      assertThat(post(form("by_email", "yes")).statusCode()).isEqualTo(200);
    }
    assertThat(waiting()).isEqualTo(1);
    HttpResponse<String> last = null;
    for (int i = 0; i < 20; i++) {
      email = "book" + i + "." + people + "@example.org";
      last = post(form("by_email", "yes"));
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).contains("Too many sign-ups");
    // another network behind the same proxy is somebody else
    assertThat(
            Http.postForm(
                    server.url("/subscribe"),
                    form("by_email", "yes"),
                    "X-Forwarded-For",
                    "10.1.1.1, 203.0.113.7")
                .statusCode())
        .isEqualTo(200);
    List<String> kept =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT c::text FROM sign_up_count c")
                    .mapTo(String.class)
                    .list());
    assertThat(kept).isNotEmpty().noneMatch(row -> row.contains("203.0.113"));
  }

  @Test
  void forged_cut_and_old_links_confirm_nothing() {
    // E07
    long id =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO sign_up (at, expires_at, email, email_key, email_words)
                        VALUES (now() - interval '8 days', now() - interval '1 day', :email, :key, 'x')
                        RETURNING id
                        """)
                    .bind("email", email)
                    .bind("key", key(Channel.EMAIL, email))
                    .mapTo(Long.class)
                    .one());
    String old = server.parts.tokens.issueConfirmation(id, Instant.now().minusSeconds(86_400));
    String other = server.parts.tokens.issue(id, 0);
    Map<String, String> yes = Map.of("confirm", "yes");
    assertThat(Http.postForm(server.url("/confirm/" + old), yes).body()).contains("has expired");
    for (String bad : List.of(other, old.substring(1), old.substring(0, 9), old + "A")) {
      assertThat(Http.postForm(server.url("/confirm/" + bad), yes).statusCode()).isEqualTo(404);
      assertThat(Http.get(server.url("/confirm/" + bad)).statusCode()).isEqualTo(404);
    }
    assertThat(isKnown(email)).isFalse();
  }
}
