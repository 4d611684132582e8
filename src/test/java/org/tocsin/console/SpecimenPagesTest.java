package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Role;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** A sheet as a reader gets it, before it is sent. */
final class SpecimenPagesTest {
  private static final String PATH = "/console/sheets/save-the-library/preview";

  @TempDir private static Path folder;
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private static TestServer server;
  private static ConsoleVisitor ann;

  @BeforeAll
  static void start() {
    MAIL.start();
    server =
        TestServer.start(
            TestDatabase.fresh(),
            Map.of(
                "tocsin.smtp.host",
                "127.0.0.1",
                "tocsin.smtp.port",
                "" + MAIL.getSmtp().getPort()));
    new Town(server.parts, folder);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.AUTHOR);
    ann.post(
        "/console/sheets/new",
        Map.of(
            "title", "Save the library",
            "subject", "Call {{ representative.last_name }}",
            "lang", "en",
            "sms", "Call {{ representative.last_name }}: {{ representative.phone }}",
            "asks.unknown", "Ask {{ official.name }}.",
            "body", "Much is at stake.\r\n\r\n{{ call_list }}\r\n",
            "do", "save"));
  }

  @AfterAll
  static void stop() {
    server.close();
    MAIL.stop();
  }

  @Test
  void it_is_shown_for_somebody_of_a_district_and_for_somebody_of_whom_nothing_is_known() {
    String page = ann.get(PATH + "?reader=ny-24").body();
    assertThat(page).contains("Call Katko", "Much is at stake.", "Segments: 1");
    assertThat(ann.get(PATH).body()).contains("Much is at stake.").doesNotContain("Call Katko");
  }

  @Test
  void a_place_that_is_none_is_said() {
    HttpResponse<String> page = ann.get(PATH + "?reader=123");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("is no ZIP", "value=\"123\"");
    assertThat(ann.get(PATH.replace("library", "x")).statusCode()).isEqualTo(404);
  }

  @Test
  void a_test_goes_to_the_organizer_alone() throws Exception {
    HttpResponse<String> sent = ann.post(PATH, Map.of("reader", "NY-24"));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    assertThat(MAIL.waitForIncomingEmail(30_000, 1)).isTrue();
    MimeMessage mail = MAIL.getReceivedMessages()[0];
    assertThat(mail.getSubject()).contains("[Test]", "Call Katko");
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("ann@example.org");
    assertThat(server.parts.alerts.list()).isEmpty();
  }
}
