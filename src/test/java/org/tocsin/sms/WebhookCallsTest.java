package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

final class WebhookCallsTest {
  private static final String URL = "https://cny.example.org";
  private static final String INBOUND = "/twilio/inbound";

  private final Jdbi jdbi = TestDatabase.fresh().jdbi();
  private final SettableClock clock = new SettableClock(Instant.parse("2027-03-01T12:00:00Z"));
  private final WebhookCalls calls = new WebhookCalls(jdbi, clock);
  private final Webhook webhook = new Webhook(URL, List.of("secret"), calls);

  private void forge(String uri) {
    clock.advance(Duration.ofMinutes(1));
    forgeAtOnce(uri);
  }

  private void forgeAtOnce(String uri) {
    assertThatThrownBy(() -> webhook.check(uri, Map.of(), "wrong"))
        .isInstanceOf(ForgedRequest.class);
  }

  private void call() throws Exception {
    clock.advance(Duration.ofMinutes(1));
    callAtOnce();
  }

  private void callAtOnce() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
    byte[] code = mac.doFinal((URL + INBOUND).getBytes(StandardCharsets.UTF_8));
    webhook.check(INBOUND, Map.of(), Base64.getEncoder().encodeToString(code));
  }

  @Test
  void a_call_with_a_wrong_signature_is_counted_until_a_genuine_one_comes() throws Exception {
    // I06
    assertThat(calls.troubles()).isEmpty();
    forge(INBOUND);
    forge(INBOUND);
    assertThat(calls.troubles()).singleElement().satisfies(t -> assertThat(t.times()).isEqualTo(2));
    assertThat(calls.troubles().get(0).words())
        .contains(INBOUND, "tocsin.twilio.auth-token", "tocsin.public-url", "STOP are lost");
    call();
    assertThat(calls.troubles()).isEmpty();
    forge(INBOUND + "?x=1");
    assertThat(calls.troubles()).hasSize(1);
    call();
    assertThat(calls.troubles()).isEmpty();
  }

  @Test
  void a_refused_call_right_after_a_genuine_one_is_not_overlooked() throws Exception {
    forge(INBOUND);
    callAtOnce();
    forgeAtOnce(INBOUND);
    assertThat(calls.troubles()).hasSize(1);
  }

  @Test
  void strangers_cannot_fill_the_table() {
    for (int i = 0; i < 20; i++) {
      forge("/twilio/" + i);
    }
    assertThat(calls.troubles()).isEmpty();
    for (int i = 0; i < 20; i++) {
      forgeAtOnce(INBOUND);
    }
    assertThat(calls.troubles()).singleElement().satisfies(t -> assertThat(t.times()).isEqualTo(1));
  }
}
