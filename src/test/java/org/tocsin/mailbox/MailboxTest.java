package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;

/** What mail that comes back changes, and what it does not. */
final class MailboxTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final Tokens TOKENS = Tokens.of(LEDGER.jdbi);
  private static final ReturnAddress RETURNS = new ReturnAddress("bounces+*@example.org", TOKENS);
  private static final String ANN = "ann@example.org";
  private static final String DEAD = "550 5.1.1 User unknown";
  private static final String FULL = "552 5.2.2 Mailbox full";

  private final Mailbox mailbox = Mailboxes.over(LEDGER, Optional.of(RETURNS));

  @BeforeEach
  void clear() {
    LEDGER.clear();
    LEDGER.jdbi.useHandle(handle -> handle.execute("TRUNCATE inbound_mail"));
  }

  private static long sentTo(String address) {
    SendingProcess process = LEDGER.process();
    long mail = LEDGER.alert().email(address);
    process.record(process.attemptOne(Channel.EMAIL), new Accepted("<1@example.org>"));
    LEDGER.assertThatDelivery(mail).isAccepted();
    return mail;
  }

  private TargetFolder take(String mail) {
    return mailbox.take(mail.getBytes(StandardCharsets.UTF_8)).sorted();
  }

  private static String returned(long mail) {
    return RETURNS.of(mail);
  }

  private static Optional<Consent.Reason> suppression(String address) {
    return LEDGER.jdbi.withHandle(
        handle ->
            LEDGER.consent.reason(handle, Channel.EMAIL, LEDGER.keys.of(Channel.EMAIL, address)));
  }

  private static long taken() {
    return LEDGER.jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM inbound_mail").mapTo(Long.class).one());
  }

  @Test
  void who_is_dead_is_not_written_to_again() { // B01
    long mail = sentTo(ANN);
    assertThat(take(Mails.bounce(returned(mail), ANN, "5.1.1", DEAD)))
        .isEqualTo(TargetFolder.BOUNCES);
    assertThat(suppression(ANN)).contains(Consent.Reason.HARD_BOUNCE);
    assertThat(LEDGER.state(mail)).isEqualTo("undelivered");
    LEDGER.assertThatDelivery(mail).hasCode("5.1.1", "user-unknown");
    assertThat(LEDGER.events(mail)).containsExactly("1 bounced 5.1.1 user-unknown");
  }

  @Test
  void the_same_bounce_twice_is_one() { // B16
    long mail = sentTo(ANN);
    String bounce = Mails.bounce(returned(mail), ANN, "5.1.1", DEAD);
    take(bounce);
    assertThat(take("Received: once more\n" + bounce)).isEqualTo(TargetFolder.BOUNCES);
    assertThat(LEDGER.events(mail)).hasSize(1);
    assertThat(LEDGER.withdrawals(Channel.EMAIL, ANN)).isEqualTo(1);
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  void an_end_that_comes_under_the_id_of_its_warning_is_processed() { // B05
    long mail = sentTo(ANN);
    String end = Mails.bounce(returned(mail), ANN, "5.1.1", DEAD);
    take(end.replace("failed", "delayed"));
    LEDGER.assertThatDelivery(mail).isAccepted();
    take(end);
    assertThat(suppression(ANN)).contains(Consent.Reason.HARD_BOUNCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounces+%s.00000000000000000000@example.org", "alerts@example.org"})
  void a_bounce_that_nobody_but_we_could_address_is_needed(String to) { // B15
    long mail = sentTo(ANN);
    take(Mails.bounce(to.formatted(mail), ANN, "5.1.1", DEAD));
    assertThat(suppression(ANN)).isEmpty();
    LEDGER.assertThatDelivery(mail).isAccepted();
  }

  @Test
  void what_was_never_sent_cannot_bounce() {
    long mail = LEDGER.alert().email(ANN);
    take(Mails.bounce(returned(mail), ANN, "5.1.1", DEAD));
    assertThat(suppression(ANN)).isEmpty();
    LEDGER.assertThatDelivery(mail).isQueued();
  }

  @Test
  void a_bounce_without_our_address_is_known_by_the_mail_it_returns() {
    long mail = sentTo(ANN);
    String bounce = Mails.bounce("alerts@example.org", ANN, "5.1.1", DEAD);
    take(
        bounce.replace(
            "\nTo: ann", "\nMessage-ID: <" + TOKENS.marks().mark(mail) + "@x>\nTo: ann"));
    assertThat(suppression(ANN)).contains(Consent.Reason.HARD_BOUNCE);
  }

  @Test
  void someone_elses_death_behind_a_forwarding_counts_and_kills_nobody() {
    long mail = sentTo(ANN);
    take(Mails.bounce(returned(mail), "old@example.com", "5.1.1", DEAD));
    assertThat(suppression(ANN)).isEmpty();
    assertThat(suppression("old@example.com")).isEmpty();
    assertThat(LEDGER.state(mail)).isEqualTo("undelivered");
  }

  @ParameterizedTest
  @CsvSource({"5.7.1,554 5.7.1 Message rejected as spam", "5.7.1,550 5.7.1 Rate limit exceeded"})
  void what_is_nobodys_fault_never_counts(String status, String said) { // B11
    for (int i = 0; i < 5; i++) {
      take(Mails.bounce(returned(sentTo(ANN)), ANN, status, said));
    }
    assertThat(suppression(ANN)).isEmpty();
  }

  @Test
  void the_third_full_mailbox_in_a_month_is_the_last() { // B13
    take(Mails.bounce(returned(sentTo(ANN)), ANN, "5.2.2", FULL));
    take(Mails.bounce(returned(sentTo(ANN)), ANN, "5.2.2", FULL));
    assertThat(suppression(ANN)).isEmpty();
    take(Mails.bounce(returned(sentTo(ANN)), ANN, "5.2.2", FULL));
    assertThat(suppression(ANN)).contains(Consent.Reason.HARD_BOUNCE);
  }

  @Test
  void full_mailboxes_long_ago_do_not_count() { // B13
    take(Mails.bounce(returned(sentTo(ANN)), ANN, "5.2.2", FULL));
    take(Mails.bounce(returned(sentTo(ANN)), ANN, "5.2.2", FULL));
    LEDGER.clock.advance(Duration.ofDays(31));
    take(Mails.bounce(returned(sentTo(ANN)), ANN, "5.2.2", FULL));
    assertThat(suppression(ANN)).isEmpty();
  }

  @Test
  void a_delay_changes_nothing() { // B05
    long mail = sentTo(ANN);
    take(Mails.bounce(returned(mail), ANN, "4.4.1", "timeout").replace("failed", "delayed"));
    LEDGER.assertThatDelivery(mail).isAccepted();
  }

  @Test
  void who_complains_is_found_by_our_own_token_and_left_alone() { // A05, A06, A07
    long mail = sentTo(ANN);
    String head = "List-Unsubscribe: <https://x.example.org/u/" + TOKENS.issue(7, mail) + ">";
    assertThat(take(Mails.complaint("abuse", head))).isEqualTo(TargetFolder.COMPLAINTS);
    assertThat(suppression(ANN)).contains(Consent.Reason.COMPLAINT);
    LEDGER.assertThatDelivery(mail).isAccepted();
  }

  @ParameterizedTest
  @CsvSource({"not-spam,COMPLAINTS", "virus,COMPLAINTS", "'',UNREADABLE"})
  void other_complaints_change_nothing(String type, TargetFolder sorted) { // A04, A05
    long mail = sentTo(ANN);
    String head = "Message-ID: <" + TOKENS.marks().mark(mail) + "@example.org>";
    assertThat(take(Mails.complaint(type, head))).isEqualTo(sorted);
    assertThat(suppression(ANN)).isEmpty();
  }

  @Test
  void a_complaint_about_someone_elses_mail_is_for_a_person_to_read() {
    assertThat(take(Mails.complaint("abuse", "Message-ID: <1@x>")))
        .isEqualTo(TargetFolder.UNREADABLE);
  }

  @Test
  void a_mail_to_the_address_in_list_unsubscribe_ends_email() {
    long mail = sentTo(ANN);
    String wish = "Subject: unsubscribe " + TOKENS.issue(7, mail) + "\n";
    assertThat(take(Mails.from("other@example.net", wish, ""))).isEqualTo(TargetFolder.REPLIES);
    assertThat(suppression(ANN)).contains(Consent.Reason.UNSUBSCRIBE);
    assertThat(suppression("other@example.net")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied\nX-Apple-Unsubscribe: true\n",
        "Precedence: auto_reply\nX-Autoreply: yes\n",
        "Return-Path: <>\nX-Failed-Recipients: who@example.net\n",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n"
      })
  void a_wish_with_a_valid_token_counts_in_whatever_mail_it_comes(String fields) { // C05, H10
    long mail = sentTo(ANN);
    String wish = fields + "Subject: unsubscribe " + TOKENS.issue(7, mail) + "\n";
    take(Mails.from(ANN, wish, ""));
    assertThat(suppression(ANN)).contains(Consent.Reason.UNSUBSCRIBE);
  }

  @Test
  void what_a_program_sends_to_the_address_for_leaving_is_a_wish() { // C05, H10
    long mail = sentTo(ANN);
    String away =
        "Auto-Submitted: auto-replied\nIn-Reply-To: <" + TOKENS.marks().mark(mail) + "@x>\n";
    String wish = Mails.from(ANN, away, "").replace("alerts@example.org", "leave@example.org");
    assertThat(take(wish)).isEqualTo(TargetFolder.REPLIES);
    assertThat(suppression(ANN)).contains(Consent.Reason.UNSUBSCRIBE);
  }

  @Test
  void a_report_that_comes_to_the_address_for_leaving_is_no_wish() { // B11
    long mail = sentTo(ANN);
    String bounce = Mails.bounce("leave@example.org", ANN, "5.2.2", FULL);
    String ours =
        "\nMessage-ID: <" + TOKENS.marks().mark(mail) + "@example.org>\nTo: " + ANN + "\n--b--";
    assertThat(take(bounce.replace("\nTo: " + ANN + "\n--b--", ours)))
        .isEqualTo(TargetFolder.BOUNCES);
    assertThat(suppression(ANN)).isEmpty();
  }

  @Test
  void a_forged_wish_ends_nothing() {
    long mail = sentTo(ANN);
    String wish = "Subject: unsubscribe " + TOKENS.issue(7, mail).replaceFirst("^.", "_") + "\n";
    take(Mails.from("other@example.net", wish, ""));
    assertThat(suppression(ANN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"unsubscribe,true", "Please take me off this list,true", "Thanks! I called.,false"})
  void a_reply_that_says_so_ends_email(String text, boolean ends) { // C05, H13
    long mail = sentTo(ANN);
    String answer = "In-Reply-To: <" + TOKENS.marks().mark(mail) + "@example.org>\n";
    String quoted = "\n\nOn Tue, Mar 14, 2017 Alerts <a@example.org> wrote:\n> unsubscribe here\n";
    assertThat(take(Mails.from(ANN, answer, text + quoted))).isEqualTo(TargetFolder.REPLIES);
    assertThat(suppression(ANN).isPresent()).isEqualTo(ends);
  }

  @ParameterizedTest
  @CsvSource({"I called&nbsp;her.,false", "Please <b>unsubscribe</b> me,true"})
  void a_reply_in_html_is_read_without_what_it_quotes(String text, boolean ends) {
    long mail = sentTo(ANN);
    String answer =
        "In-Reply-To: <" + TOKENS.marks().mark(mail) + "@example.org>\nContent-Type: text/html\n";
    String quoted = "<blockquote type=cite><p>To get no more, reply STOP</p></blockquote>";
    take(Mails.from(ANN, answer, "<html><body><p>" + text + "</p>" + quoted + "</body></html>"));
    assertThat(suppression(ANN).isPresent()).isEqualTo(ends);
    assertThat(held()).isZero();
  }

  @Test
  void a_reply_that_may_say_so_holds_email_until_someone_decides() { // K11
    long mail = sentTo(ANN);
    String answer = "In-Reply-To: <" + TOKENS.marks().mark(mail) + "@example.org>\n";
    take(Mails.from(ANN, answer, "STOP the bill!"));
    assertThat(suppression(ANN)).isEmpty();
    assertThat(held()).isEqualTo(1);
  }

  private static long held() {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM hold WHERE channel = 'email'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void an_automatic_answer_changes_nothing() { // H10
    long mail = sentTo(ANN);
    String away =
        "Auto-Submitted: auto-replied\nIn-Reply-To: <" + TOKENS.marks().mark(mail) + "@x>\n";
    assertThat(take(Mails.from(ANN, away, "unsubscribe"))).isEqualTo(TargetFolder.AUTOMATIC);
    assertThat(suppression(ANN)).isEmpty();
  }

  @Test
  void strangers_and_garbage_change_nothing() {
    assertThat(take(Mails.from("who@example.net", "", "STOP"))).isEqualTo(TargetFolder.REPLIES);
    assertThat(suppression("who@example.net")).isEmpty();
    assertThat(take("")).isEqualTo(TargetFolder.UNREADABLE);
    assertThat(take("\0\0\0: x\0\n\n\0")).isEqualTo(TargetFolder.UNREADABLE);
  }

  private static long listed(String address) {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO subscriber (email, email_key) VALUES (:email, :key) RETURNING id")
                .bind("email", address)
                .bind("key", LEDGER.keys.of(Channel.EMAIL, address))
                .mapTo(Long.class)
                .one());
  }

  private static List<String> kept() {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT words FROM reply WHERE channel = 'email' ORDER BY number")
                .mapTo(String.class)
                .list());
  }

  @Test
  void what_somebody_on_the_list_wrote_is_kept_without_what_they_quote() {
    listed(ANN);
    take(
        "From: Ann <ann@example.org>\nSubject: Re: Call\nMessage-ID: <q1@example.org>\n\n"
            + "I called, nobody was in.\n\nOn Mon, Mar 13, 2017 at 9:00 AM CNY wrote:\n"
            + "> Unsubscribe: https://alerts.example.org/u/secret\n");
    take("From: x@example.org\nMessage-ID: <q2@example.org>\n\nBuy my pills.\n");
    assertThat(kept()).containsExactly("I called, nobody was in.");
    LEDGER.jdbi.useHandle(handle -> Mailbox.forget(handle, LEDGER.keys.of(Channel.EMAIL, ANN)));
    assertThat(kept()).isEmpty();
  }
}
