package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.message.SenderIdentity;
import org.tocsin.outbox.SendGate;
import org.tocsin.support.SmtpPeer;

/** Signed here, sent over SMTP, verified by another implementation (D07). */
final class DkimTest {
  private static KeyPair pair;
  private static DkimKey key;
  private static SmtpPeer.Mail received;

  @TempDir Path folder;

  @BeforeAll
  static void send() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    key = new DkimKey("cny.example.org", "s1", (RSAPrivateKey) pair.getPrivate());
    ClaimedDelivery due =
        new ClaimedDelivery(
            1,
            1,
            101,
            7,
            Channel.EMAIL,
            "pat@example.org",
            new UUID(0, 1),
            "José",
            1,
            false,
            Optional.empty(),
            0);
    try (SmtpPeer peer = new SmtpPeer();
        Email email =
            new Email(
                signing(peer.port(), key),
                new SenderIdentity(
                    EmailTest.COALITION, "https://cny.example.org/" + "long/".repeat(100)),
                EmailTest.TOKENS,
                id -> EmailTest.RENDERING,
                SendGate.OPEN,
                Clock.systemUTC())) {
      assertThat(email.handOff(List.of(due)).get(0).outcome()).isInstanceOf(Accepted.class);
      received = peer.mails().get(0);
    }
  }

  private static EmailSettings signing(int port, DkimKey key) {
    EmailSettings s = EmailTest.settings(port);
    return new EmailSettings(
        s.server(),
        s.timeouts(),
        new MailAddresses(
            s.addresses().from(), s.addresses().fromName(), "hello@cny.example.org", "", ""),
        Optional.of(key));
  }

  private static List<SignatureRecord> verify(String mail) throws Exception {
    PublicKeyRecordRetriever dns =
        (methods, selector, domain) ->
            key.recordName().equals(selector + "._domainkey." + domain)
                ? List.of(key.recordValue())
                : List.of();
    return new DKIMVerifier(dns)
        .verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void a_signed_mail_verifies_after_an_SMTP_hop_also_with_a_long_address() throws Exception {
    // D07, E14
    assertThat(verify(received.text())).hasSize(1);
    assertThat(received.text().split("\r\n")).allMatch(line -> line.length() <= 998);
  }

  @Test
  void the_signature_covers_what_it_must_and_limits_no_length() throws Exception {
    // D01, D02, D04, D06, D10, E05
    SignatureRecord signature = verify(received.text()).get(0);
    assertThat(signature.getHeaders())
        .extracting(Object::toString)
        .containsOnlyOnce("Message-ID", "List-Id", "MIME-Version");
    assertThat(signature.getDToken().toString()).isEqualTo("cny.example.org");
    assertThat(signature.getHashAlgo().toString()).isEqualTo("sha-256");
    assertThat(signature.getHeaderCanonicalisationMethod()).isEqualTo("relaxed");
    assertThat(signature.getBodyCanonicalisationMethod()).isEqualTo("relaxed");
    assertThat(signature.getBodyHashLimit()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: Someone <else@example.net>",
        "To: else@example.net",
        "Subject: Pay here",
        "Date: Tue, 14 Mar 2017 16:00:00 +0000",
        "Reply-To: else@example.net",
        "Content-Type: text/html",
        "List-Unsubscribe: <https://example.net/>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
      })
  void a_second_header_in_front_of_a_signed_one_no_longer_verifies(String field) {
    // RFC 6376 5.4.2, 8.15
    assertThatThrownBy(() -> verify(field + "\r\n" + received.text()))
        .isInstanceOf(FailException.class);
  }

  @Test
  void a_changed_header_or_body_no_longer_verifies() {
    // E05
    for (String[] change :
        new String[][] {
          {"List-Unsubscribe: <https://cny", "List-Unsubscribe: <https://evil"},
          {"List-Unsubscribe=One-Click", "List-Unsubscribe=Two-Click"},
          {"List-Id: CNY", "List-Id: XYZ"},
          {"Subject: Call", "Subject: Gall"},
          {"call 315-423-5657", "call 900-423-5657"}
        }) {
      String tampered = received.text().replace(change[0], change[1]);
      assertThat(tampered).isNotEqualTo(received.text());
      assertThatThrownBy(() -> verify(tampered)).isInstanceOf(FailException.class);
    }
  }

  @Test
  void a_key_is_read_from_a_PEM_file() throws IOException {
    Path file = folder.resolve("dkim.pem");
    String base64 = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    assertThat(DkimKey.read("cny.example.org", "s1", file).key()).isEqualTo(pair.getPrivate());
  }

  @Test
  void an_unreadable_key_is_named_with_the_way_to_make_one() throws IOException {
    Path file = folder.resolve("dkim.pem");
    assertThatUnreadable(file, "there is no such file");
    Files.writeString(file, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    assertThatUnreadable(file, "no PRIVATE KEY block");
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThatUnreadable(file, "not an RSA key");
  }

  @ParameterizedTest
  @CsvSource({
    "-----BEGIN RSA PRIVATE KEY-----,older form",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----,passphrase",
    "-----BEGIN RSA PRIVATE KEY----- Proc-Type: 4;ENCRYPTED,passphrase"
  })
  void a_key_in_another_form_is_to_be_converted_and_not_replaced(String head, String why)
      throws IOException {
    Path file = Files.writeString(folder.resolve("dkim.pem"), head + "\nAAAA\n");
    assertThatThrownBy(() -> DkimKey.read("cny.example.org", "s1", file))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll(file.toString(), why, "openssl pkcs8 -topk8 -nocrypt")
        .hasMessageNotContaining("genpkey");
  }

  private static void assertThatUnreadable(Path file, String why) {
    assertThatThrownBy(() -> DkimKey.read("cny.example.org", "s1", file))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll(file.toString(), why, "openssl genpkey");
  }

  @Test
  void a_short_key_is_refused() throws Exception {
    // D02
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(512);
    RSAPrivateKey key = (RSAPrivateKey) generator.generateKeyPair().getPrivate();
    assertThatThrownBy(() -> new DkimKey("cny.example.org", "s1", key))
        .isInstanceOf(TocsinException.class);
  }
}
