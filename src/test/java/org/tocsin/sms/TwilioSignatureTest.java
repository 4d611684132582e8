package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.support.Shared;

final class TwilioSignatureTest {
  private static final String URL = "https://cny.example.org/twilio/inbound?x=1";
  private static final Map<String, String> FORM =
      Map.of("From", "+13155550100", "Body", " STOP ¡ya! ", "New", "");

  private final TwilioSignature signature = new TwilioSignature(List.of("secret"));

  private static String sign(String token, String url, Map<String, String> form) throws Exception {
    StringBuilder text = new StringBuilder(url);
    new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
    byte[] code = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(code);
  }

  @Test
  void our_own_vector_holds_and_any_change_breaks_it() throws Exception {
    // I02, I05, I06
    String signed = sign("secret", URL, FORM);
    assertThat(signature.isValid(URL, FORM, signed)).isTrue();
    assertThat(signature.isValid(URL + "2", FORM, signed)).isFalse();
    Map<String, String> trimmed = new HashMap<>(FORM);
    trimmed.replaceAll((name, value) -> value.trim());
    assertThat(signature.isValid(URL, trimmed, signed)).isFalse();
    assertThat(signature.isValid(URL, FORM, sign("other", URL, FORM))).isFalse();
    assertThat(signature.isValid(URL, FORM, null)).isFalse();
    assertThat(signature.isValid(URL, FORM, "")).isFalse();
  }

  @Test
  void while_the_token_changes_both_sign() throws Exception {
    // I06
    TwilioSignature both = new TwilioSignature(List.of("new", "secret", ""));
    assertThat(both.isValid(URL, FORM, sign("secret", URL, FORM))).isTrue();
    assertThat(both.isValid(URL, FORM, sign("new", URL, FORM))).isTrue();
    assertThat(both.isValid(URL, FORM, sign("third", URL, FORM))).isFalse();
  }

  @Test
  void without_a_token_nothing_is_valid() throws Exception {
    assertThat(new TwilioSignature(List.of("")).isValid(URL, FORM, sign("x", URL, FORM))).isFalse();
  }

  @Test
  @Tag("shared")
  void twilios_own_vectors_agree() throws IOException {
    // I02, I04
    JsonNode vectors =
        new ObjectMapper().readTree(Shared.path("corpora/twilio-signature/vectors.json").toFile());
    int checked = 0;
    for (JsonNode vector : vectors) {
      if (vector.get("params").isNull()) {
        continue; // JSON bodies, which no webhook of ours gets
      }
      Map<String, String> form = new HashMap<>();
      vector
          .get("params")
          .fields()
          .forEachRemaining(f -> form.put(f.getKey(), f.getValue().textValue()));
      boolean valid =
          new TwilioSignature(List.of(vector.get("authToken").asText()))
              .isValid(vector.get("url").asText(), form, vector.get("signature").textValue());
      assertThat(valid).as(vector.get("name").asText()).isEqualTo(vector.get("valid").asBoolean());
      checked++;
    }
    assertThat(checked).isEqualTo(20);
  }
}
