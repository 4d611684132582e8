package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.audience.Subscriber;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Whoever leaves or says what they want is heard also while all other connections are in use. */
final class HearingTest {
  private static final int CONNECTIONS = 6;
  private static TestServer server;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.start(
            TestDatabase.fresh(), Map.of("tocsin.database.connections", "" + CONNECTIONS));
    Path csv = folder.resolve("people.csv");
    Files.writeString(
        csv, "email,phone,email_consent,sms_consent\nann@example.org,315-555-0101,yes,yes\n");
    server.parts.subscribers.importFile(csv, rows -> {});
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The server has some of them already. */
  private static void takeAll(List<Handle> taken) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < CONNECTIONS; i++) {
                taken.add(server.parts.jdbi.open());
              }
              server.parts.jdbi.open();
            })
        .isInstanceOf(ConnectionException.class);
  }

  @Test
  void stop_one_click_and_preferences_are_heard_while_all_other_connections_are_in_use() {
    Subscriber ann = server.parts.subscribers.find("ann@example.org").orElseThrow();
    String token = server.parts.tokens.issue(ann.id(), 0);
    String answer = Http.get(server.url("/preferences/" + token)).body();
    assertThat(answer).contains("name=\"zip\"");
    List<Handle> taken = new ArrayList<>();
    try {
      takeAll(taken);
      Map<String, String> stop =
          Map.of("MessageSid", "SM" + UUID.randomUUID(), "From", ann.phone(), "Body", "STOP");
      assertThat(
              Http.postSigned(server.url("/twilio/inbound"), stop, TestServer.TOKEN).statusCode())
          .isEqualTo(200);
      assertThat(
              Http.postForm(
                      server.url("/preferences/" + token),
                      Map.of("save", "yes", "zip", "13202", "language", "es-MX"))
                  .statusCode())
          .isEqualTo(200);
      assertThat(
              Http.postForm(server.url("/u/" + token), Map.of("List-Unsubscribe", "One-Click"))
                  .statusCode())
          .isEqualTo(200);
    } finally {
      taken.forEach(Handle::close);
    }
    ann.contacts(server.parts.addressKeys)
        .forEach(
            contact ->
                assertThat(server.parts.consent.isSuppressed(contact.channel(), contact.key()))
                    .as("%s", contact.channel() == Channel.SMS)
                    .isTrue());
    assertThat(server.parts.subscribers.find("ann@example.org").orElseThrow().language())
        .isEqualTo("es");
  }
}
