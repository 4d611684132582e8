package org.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.app.SignedPost;

class TwilioStandInTest {
  private static final String SID = "AC" + "0".repeat(32);
  private static final String SERVICE = "MG" + "0".repeat(32);
  private static final Instant NOW = Instant.parse("2017-03-14T15:00:00Z");

  private final List<Map<String, String>> posted = new CopyOnWriteArrayList<>();
  private final List<Boolean> signed = new CopyOnWriteArrayList<>();
  private HttpServer program;
  private TwilioStandIn twilio;
  private TwilioRestClient client;
  private volatile String twiml = "<Response/>";

  @BeforeEach
  void start() throws IOException {
    program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    program.createContext("/", this::hear);
    program.start();
    twilio =
        TwilioStandIn.start(
            new TwilioStandIn.Account(
                SID, "secret", url("/twilio/inbound"), "+13155550100", Set.of("+13155550117")),
            text -> text.length() / 160 + 1,
            Clock.fixed(NOW, ZoneOffset.UTC));
    client = client("secret");
  }

  private TwilioRestClient client(String token) {
    return new TwilioRestClient.Builder(SID, token)
        .httpClient(new RedirectedTwilio(twilio.url()))
        .build();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + program.getAddress().getPort() + path;
  }

  private void hear(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = SignedPost.decode(body);
    String signature = exchange.getRequestHeaders().getFirst("X-Twilio-Signature");
    String address = url(exchange.getRequestURI().toString());
    signed.add(new RequestValidator("secret").validate(address, form, signature));
    posted.add(form);
    byte[] answer = twiml.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @AfterEach
  void stop() {
    twilio.close();
    program.stop(0);
  }

  private Message send(String to, String body) {
    return Message.creator(new PhoneNumber(to), SERVICE, body)
        .setStatusCallback(url("/twilio/status?id=7"))
        .create(client);
  }

  @Test
  void the_sdk_sends_and_finds_a_text_again() {
    Message sent = send("+13155550101", "¡Llame hoy!");

    assertThat(sent.getSid()).matches("SM[0-9a-f]{32}");
    assertThat(sent.getStatus()).isEqualTo(Message.Status.QUEUED);
    assertThat(sent.getDateCreated().toInstant()).isEqualTo(NOW);
    assertThat(twilio.texts()).extracting(DemoText::body).containsExactly("¡Llame hoy!");
    assertThat(found("+13155550101")).containsExactly(sent.getSid());
    assertThat(found("+13155550102")).isEmpty();
  }

  private List<String> found(String to) {
    List<String> sids = new ArrayList<>();
    Message.reader().setTo(new PhoneNumber(to)).read(client).forEach(m -> sids.add(m.getSid()));
    return sids;
  }

  @Test
  void signed_reports_follow_to_the_callback_of_the_text() {
    Message sent = send("+13155550101", "Call today.");

    await().until(() -> posted.size() == 3);
    assertThat(signed).containsOnly(true);
    assertThat(posted)
        .extracting(form -> form.get("MessageStatus"))
        .containsExactly("queued", "sent", "delivered");
    assertThat(posted).extracting(form -> form.get("MessageSid")).containsOnly(sent.getSid());
    assertThat(twilio.texts()).extracting(DemoText::status).containsExactly("delivered");
  }

  @Test
  void a_landline_is_refused_with_21614_and_a_wrong_token_with_20003() {
    assertThatThrownBy(() -> send("+13155550117", "Call."))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(21614));
    client = client("wrong");
    assertThatThrownBy(() -> send("+13155550101", "Call."))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(20003));
    assertThat(twilio.texts()).isEmpty();
  }

  @Test
  void a_reply_reaches_the_webhook_signed_and_its_answer_the_phone() {
    twiml = "<Response><Message>CNY &amp; you: reply STOP to leave.</Message></Response>";

    TwilioStandIn.Heard heard = twilio.reply("+13155550101", "HELP & más");

    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.answers())
        .extracting(DemoText::body)
        .containsExactly("CNY & you: reply STOP to leave.");
    assertThat(signed).containsExactly(true);
    assertThat(posted.get(0))
        .containsEntry("From", "+13155550101")
        .containsEntry("Body", "HELP & más");
  }

  // standards K03, K08
  @Test
  void after_stop_twilio_confirms_by_itself_and_refuses_with_21610_until_start() {
    twiml = "<Response><Message>ours</Message></Response>";

    assertThat(twilio.reply("+13155550101", " stop ").answers())
        .extracting(DemoText::body)
        .containsExactly(TwilioWire.STOPPED);
    assertThat(posted).hasSize(1);
    assertThatThrownBy(() -> send("+13155550101", "Call."))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(21610));

    assertThat(twilio.reply("+13155550101", "START").answers())
        .extracting(DemoText::body)
        .containsExactly(TwilioWire.STARTED, "ours");
    assertThat(send("+13155550101", "Call.").getSid()).isNotEmpty();
  }
}
