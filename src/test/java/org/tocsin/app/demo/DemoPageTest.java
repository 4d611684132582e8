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
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;
import org.tocsin.web.HttpResponse;

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
    HttpResponse html = page.page(null, null);

    assertThat(html.contentType()).startsWith("text/html");
    assertThat(html.headers().get("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(html.body())
        .doesNotContain("https://")
        .contains("/demo/page/page.css", "/demo/page/page.js");
    assertThat(html.body()).doesNotContain("<style", " style=", "onclick=");
    assertThat(html.body()).doesNotContainPattern("<script(?![^>]* src=)");
    assertThat(page.asset("page.css").contentType()).startsWith("text/css");
    assertThat(page.asset("page.js").contentType()).startsWith("text/javascript");
    assertThat(page.asset("bell.svg").contentType()).startsWith("image/svg+xml");
    assertThat(asked(html.body() + page.asset("page.js").body() + page.asset("reader.js").body()))
        .hasSizeGreaterThan(5)
        .allMatch(name -> page.asset(name).status() == 200);
    assertThat(page.asset("../subscribers.csv").status()).isEqualTo(404);
  }

  /** The files that a page or script asks for. */
  private static Set<String> asked(String source) {
    return Pattern.compile("(?:/demo/page/|from \"\\./)([a-z.]+)")
        .matcher(source)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void people_come_with_what_became_of_each_channel() throws IOException {
    world.deliver("alice.moreno@example.org", "accepted", null, null);
    world.deliver("+13155550117", "refused", "21614", "not a mobile number");

    JsonNode people = new ObjectMapper().readTree(page.people(null).body());

    assertThat(people).hasSize(26);
    assertThat(people.at("/0/name").asText()).isEqualTo("Alice Moreno");
    assertThat(people.at("/0/district").asText()).isEqualTo("NY-24");
    assertThat(people.at("/0/email/standing").asText()).isEqualTo("ARRIVED");
    assertThat(people.at("/20/text/sentence").asText()).contains("takes no texts");
  }

  @Test
  void a_mail_is_listed_and_its_html_shown_without_scripts_or_forms() throws Exception {
    send("<html><head><title>x</title></head><body><a href='/u/1'>Leave</a></body></html>");

    JsonNode mail = new ObjectMapper().readTree(page.messages(null, null).body()).at("/mails/0");
    HttpResponse html = page.mail(1, null);

    assertThat(mail.get("number").asInt()).isEqualTo(1);
    assertThat(mail.get("subject").asText()).isEqualTo("Call");
    assertThat(mail.get("at").asText()).endsWith("Z");
    assertThat(html.body()).contains("<head><base target=\"_blank\">");
    assertThat(html.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "sandbox")
        .doesNotContain("allow-scripts", "allow-forms");
    assertThat(page.mail(2, null).status()).isEqualTo(404);
  }

  @Test
  void what_the_page_has_already_is_not_sent_again() throws Exception {
    send("<html><body>One</body></html>");
    send("<html><body>Two</body></html>");
    page.reply("{\"from\":\"+13155550101\",\"body\":\"what is this?\"}");

    HttpResponse people = page.people(null);
    HttpResponse messages = page.messages(null, null);
    HttpResponse later = page.messages(1, null);

    for (HttpResponse again :
        List.of(
            page.people(people.headers().get("ETag")),
            page.people(people.headers().get("ETag").replace("\"", "")),
            page.messages(null, messages.headers().get("ETag")))) {
      assertThat(again.status()).as("RFC 9110 15.4.5").isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers()).containsKey("ETag");
    }
    assertThat(new ObjectMapper().readTree(later.body()).at("/mails")).hasSize(1);
    assertThat(new ObjectMapper().readTree(later.body()).at("/mails/0/html").asText())
        .contains("Two");
    assertThat(new ObjectMapper().readTree(page.messages(99, null).body()).at("/mails")).isEmpty();
  }

  @Test
  void what_has_changed_is_sent_whatever_the_page_has() {
    String known = page.people(null).headers().get("ETag");
    world.suppress("+13155550101", "stop");

    HttpResponse changed = page.people(known);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body()).contains("texted STOP");
    assertThat(changed.headers().get("ETag")).isNotEqualTo(known);
  }

  @Test
  void what_differs_between_readers_of_a_language_is_marked_where_wanted() throws Exception {
    String alike = "<p>The same for all.</p>";
    send("<html lang='en'><head></head><body><p>Dear Alice</p>" + alike + "</body></html>");
    send("<html lang='en'><head></head><body><p>Dear Ben</p>" + alike + "</body></html>");
    send("<html lang='es'><head></head><body><p>Hola</p></body></html>");

    assertThat(page.mail(1, "yes").body())
        .contains("<p class=\"differs\">Dear Alice</p>", alike, ".differs{");
    assertThat(page.mail(3, "yes").body()).contains("<p>Hola</p>");
    assertThat(page.mail(1, null).body()).contains("<p>Dear Alice</p>").doesNotContain("differs");
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

    HttpResponse unheard = page.reply("{\"from\":\"+13155550101\",\"body\":\"STOP\"}");
    assertThat(unheard.status()).isEqualTo(502);
    assertThat(unheard.body()).contains("does not answer");
  }

  @Test
  void what_a_person_replied_stands_among_the_messages() throws IOException {
    page.reply("{\"from\":\"+13155550101\",\"body\":\"what is this?\"}");

    JsonNode text = new ObjectMapper().readTree(page.messages(null, null).body()).at("/texts/0");
    assertThat(text.get("direction").asText()).isEqualTo("REPLY");
    assertThat(text.get("from").asText()).isEqualTo("+13155550101");
    assertThat(text.get("body").asText()).isEqualTo("what is this?");
  }
}
