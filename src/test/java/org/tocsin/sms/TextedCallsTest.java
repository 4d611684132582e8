package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.SignUps;
import org.tocsin.audience.Subscribers;
import org.tocsin.call.ReportedCalls;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.ReplyReader;
import org.tocsin.message.Organization;
import org.tocsin.message.SplitAnswers;
import org.tocsin.message.TextedCalls;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TextedAlert;

/** People answer a text alert with CALLED. */
final class TextedCallsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String KATKO = "K000386";
  private static final String SURE = "+13155550101";
  private static final String SPLIT = "+13155550102";
  private static final String SPANISH = "+13155550103";

  @TempDir Path folder;
  private final AddressKeys keys = AddressKeys.of(JDBI);
  private final Consent consent = new Consent(JDBI, CLOCK);
  private final Rosters rosters = new Rosters(JDBI, CLOCK);
  private final Inbound inbound =
      new Inbound(
          JDBI,
          CLOCK,
          consent,
          keys,
          new OwnReplies(new Organization("CNY", "", "", "315-555-0100", "", ""), true),
          new TextReaders(
              new ReplyReader(Set::of),
              new SplitAnswers(new Assignments(JDBI, CLOCK), rosters),
              new TextedCalls(rosters, new ReportedCalls(JDBI, CLOCK, 0)),
              new SignUps(JDBI, CLOCK, consent)));

  @BeforeEach
  void set_up() throws Exception {
    JDBI.useHandle(
        handle ->
            handle.execute(
                "TRUNCATE subscriber, roster, district_map, alert, rendering, delivery, revision,"
                    + " reported_call, call_count, suppression, hold CASCADE"));
    rosters.add(DemoFacts.AS_OF, "test", new DemoFacts().officials());
    new Districts(JDBI, CLOCK)
        .add(
            DemoFacts.CONGRESS,
            "test",
            Map.of(
                "13202", List.of(District.of("NY-24")),
                "13035", List.of(District.of("NY-22"), District.of("NY-24"))));
    String people =
        """
        phone,zip,language,sms_consent
        %s,13202,en,yes
        %s,13035,en,yes
        %s,13202,es,yes
        """
            .formatted(SURE, SPLIT, SPANISH);
    new Subscribers(JDBI, CLOCK, keys)
        .importFile(Files.writeString(folder.resolve("people.csv"), people), rows -> {});
  }

  private String say(String number, String body) {
    return say(number, body, "SM" + UUID.randomUUID());
  }

  private String say(String number, String body, String sid) {
    return inbound.answer(
        Map.of("MessageSid", sid, "From", number, "To", "+13155550100", "Body", body));
  }

  private static Map<String, Map<String, Long>> calls(long alert) {
    return JDBI.withHandle(handle -> ReportedCalls.ofAlert(handle, alert));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CALLED", "called!", "I called \uD83D\uDCDE", "I’ve called.", "Llamé", "ya llame"})
  void whoever_says_so_is_counted_for_their_own_representative_and_thanked(String body) {
    long alert = TextedAlert.to(JDBI);
    assertThat(say(SURE, body)).contains("CNY: thank you for calling.");
    assertThat(calls(alert)).isEqualTo(Map.of(KATKO, Map.of("reached", 1L)));
  }

  @Test
  void each_is_thanked_in_their_language_and_once() {
    long alert = TextedAlert.to(JDBI);
    assertThat(say(SPANISH, "Ya llamé", "SM1")).contains("gracias por llamar");
    assertThat(say(SPANISH, "Ya llamé", "SM1")).as("the same text").contains("gracias por llamar");
    assertThat(say(SPANISH, "llamé")).as("said again").doesNotContain("gracias");
    assertThat(calls(alert)).isEqualTo(Map.of(KATKO, Map.of("reached", 1L)));
    long next = TextedAlert.to(JDBI);
    assertThat(say(SPANISH, "llamé")).as("of the same sheet").doesNotContain("gracias");
    assertThat(calls(next)).isEmpty();
  }

  @Test
  void who_may_belong_to_several_representatives_or_got_no_alert_is_not_counted() {
    assertThat(say(SURE, "CALLED")).doesNotContain("thank you");
    long alert = TextedAlert.to(JDBI);
    assertThat(say(SPLIT, "CALLED")).doesNotContain("thank you");
    assertThat(say("+13155550109", "CALLED")).doesNotContain("thank you");
    assertThat(calls(alert)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I called and they hung up",
        "who called me",
        "stop called",
        "call",
        "I called you a cab",
        ""
      })
  void what_says_more_or_less_is_no_report(String body) {
    long alert = TextedAlert.to(JDBI);
    assertThat(say(SURE, body)).doesNotContain("thank you for calling");
    assertThat(calls(alert)).isEmpty();
  }

  @Test
  void a_number_that_has_left_gets_no_thanks() {
    long alert = TextedAlert.to(JDBI);
    say(SURE, "STOP");
    assertThat(say(SURE, "CALLED")).doesNotContain("thank you");
    assertThat(calls(alert)).isEmpty();
    assertThat(consent.isSuppressed(Channel.SMS, keys.of(Channel.SMS, SURE))).isTrue();
  }
}
