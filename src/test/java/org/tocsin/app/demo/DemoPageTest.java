package org.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;
import org.tocsin.web.Answer;

class DemoPageTest {
  private static final String NOBODY_LISTENS = "http://127.0.0.1:1/twilio/inbound";

  @TempDir Path folder;
  private SeededWorld world;
  private DemoMailbox mailbox;
  private TwilioStandIn twilio;
  private DemoPage page;

  @BeforeEach
  void start() throws IOException {
    world = new SeededWorld(TestDatabase.fresh().jdbi()).withPeople(folder).withAlert();
    mailbox = DemoMailbox.start(Set.of(), Clock.systemUTC());
    twilio =
        TwilioStandIn.start(
            new TwilioStandIn.Account("AC1", "t", NOBODY_LISTENS, "+13155550100", Set.of()),
            text -> 1,
            Clock.systemUTC());
    page = new DemoPage(new DemoPeople(world.jdbi), mailbox, twilio);
  }

  @AfterEach
  void stop() {
    twilio.close();
    mailbox.close();
  }

  @Test
  void the_page_and_its_files_come_from_here_alone() {
    Answer html = page.page();

    assertThat(html.contentType()).startsWith("text/html");
    assertThat(html.headers().get("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(html.body())
        .doesNotContain("https://")
        .contains("/demo/page/page.css", "/demo/page/page.js");
    assertThat(page.asset("page.css").contentType()).startsWith("text/css");
    assertThat(page.asset("page.js").contentType()).startsWith("text/javascript");
    assertThat(page.asset("bell.svg").contentType()).startsWith("image/svg+xml");
    assertThat(page.asset("../subscribers.csv").status()).isEqualTo(404);
  }

  @Test
  void people_come_with_what_became_of_each_channel() throws IOException {
    world.deliver("alice.moreno@example.org", "accepted", null, null);
    world.deliver("+13155550117", "refused", "21614", "not a mobile number");

    JsonNode people = new ObjectMapper().readTree(page.people().body());

    assertThat(people).hasSize(26);
    assertThat(people.at("/0/name").asText()).isEqualTo("Alice Moreno");
    assertThat(people.at("/0/district").asText()).isEqualTo("NY-24");
    assertThat(people.at("/0/email/standing").asText()).isEqualTo("ARRIVED");
    assertThat(people.at("/20/text/sentence").asText()).contains("takes no texts");
  }

  @Test
  void a_mail_is_listed_and_its_html_shown_without_scripts_or_forms() throws Exception {
    send("<html><head><title>x</title></head><body><a href='/u/1'>Leave</a></body></html>");

    JsonNode mail = new ObjectMapper().readTree(page.messages().body()).at("/mails/0");
    Answer html = page.mail(1);

    assertThat(mail.get("number").asInt()).isEqualTo(1);
    assertThat(mail.get("subject").asText()).isEqualTo("Call");
    assertThat(mail.get("at").asText()).endsWith("Z");
    assertThat(html.body()).contains("<head><base target=\"_blank\">");
    assertThat(html.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "sandbox")
        .doesNotContain("allow-scripts", "allow-forms");
    assertThat(page.mail(2).status()).isEqualTo(404);
  }

  private void send(String html) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(mailbox.port()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("alerts@example.org"));
    message.setSubject("Call");
    message.setContent(html, "text/html; charset=utf-8");
    message.saveChanges();
    Transport.send(message, InternetAddress.parse("alice.moreno@example.org"));
  }

  @Test
  void a_reply_that_makes_no_sense_or_reaches_nobody_says_so() {
    assertThat(page.reply("STOP").status()).isEqualTo(400);
    assertThat(page.reply("{\"from\":\"+13155550101\",\"body\":\" \"}").status()).isEqualTo(400);
    assertThat(page.reply("{\"from\":\"Alice\",\"body\":\"STOP\"}").status()).isEqualTo(400);

    Answer unheard = page.reply("{\"from\":\"+13155550101\",\"body\":\"STOP\"}");
    assertThat(unheard.status()).isEqualTo(502);
    assertThat(unheard.body()).contains("does not answer");
  }

  @Test
  void what_a_person_replied_stands_among_the_messages() throws IOException {
    page.reply("{\"from\":\"+13155550101\",\"body\":\"what is this?\"}");

    JsonNode text = new ObjectMapper().readTree(page.messages().body()).at("/texts/0");
    assertThat(text.get("direction").asText()).isEqualTo("REPLY");
    assertThat(text.get("from").asText()).isEqualTo("+13155550101");
    assertThat(text.get("body").asText()).isEqualTo("what is this?");
  }
}
