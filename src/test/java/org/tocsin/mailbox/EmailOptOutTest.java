package org.tocsin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.support.Ledger;

/** A wish by email that names a channel ends that channel where it is sure, and else asks. */
final class EmailOptOutTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final String ANN = "ann@example.org";
  private static final String NUMBER = "+13155550101";

  private final Mailbox mailbox = Mailboxes.over(LEDGER, Optional.empty());

  @BeforeEach
  void ann_has_an_address_and_a_number() {
    LEDGER.clear();
    LEDGER.jdbi.useHandle(
        handle -> handle.execute("TRUNCATE subscriber, suppression, hold, inbound_mail CASCADE"));
    person(ANN, NUMBER);
  }

  private static void person(String email, String phone) {
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO subscriber (email, email_key, phone, phone_key) VALUES (?, ?, ?, ?)",
                email,
                LEDGER.keys.of(Channel.EMAIL, email),
                phone,
                phone == null ? null : LEDGER.keys.of(Channel.SMS, phone)));
  }

  /** "email", "sms", "both", "held" or "nothing": what has ended for Ann. */
  private String after(String words) {
    mailbox.take(Mails.from("Ann <" + ANN + ">", "", words).getBytes(StandardCharsets.UTF_8));
    boolean emails = isOut(Channel.EMAIL, ANN);
    boolean texts = isOut(Channel.SMS, NUMBER);
    return emails && texts
        ? "both"
        : emails ? "email" : texts ? "sms" : isHeld() ? "held" : "nothing";
  }

  private static boolean isOut(Channel channel, String address) {
    return LEDGER.consent.isSuppressed(channel, LEDGER.keys.of(channel, address));
  }

  private static boolean isHeld() {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM hold WHERE decided_at IS NULL)")
                .mapTo(Boolean.class)
                .one());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please stop the texts, keep the emails.",
        "Stop texting me. Emails are fine.",
        "stop texts but keep emails"
      })
  void a_wish_to_end_texts_ends_texts_alone(String words) {
    assertThat(after(words)).isEqualTo("sms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Please stop the emails, keep the texts.", "Unsubscribe", "Stop emailing me."})
  void a_wish_to_end_emails_or_none_in_particular_ends_emails(String words) {
    assertThat(after(words)).isEqualTo("email");
  }

  @Test
  void a_wish_to_end_both_ends_both() {
    assertThat(after("Stop emails and texts.")).isEqualTo("both");
  }

  @Test
  void where_the_number_is_not_sure_people_are_asked() {
    LEDGER.jdbi.useHandle(
        handle -> handle.execute("UPDATE subscriber SET phone = NULL, phone_key = NULL"));
    assertThat(after("Please stop the texts, keep the emails.")).isEqualTo("held");
  }
}
