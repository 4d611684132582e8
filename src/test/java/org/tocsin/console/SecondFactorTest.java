package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.account.SignInLinks;
import org.tocsin.account.Totp;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** A code of an app besides the link, as a browser meets it. */
final class SecondFactorTest {
  private static final String OWN = "/console/account";

  private static TestServer server;
  private static ConsoleVisitor admin;
  private static int people;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    admin = ConsoleVisitor.as(server, "admin@example.org", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String email() {
    return "organizer" + ++people + "@example.org";
  }

  private static byte[] secret(String email) {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT secret FROM second_factor f JOIN account a ON a.id = f.account_id"
                        + " WHERE a.email = :email")
                .bind("email", email)
                .mapTo(byte[].class)
                .one());
  }

  /** The code of this step, or of one near it: each works once. */
  private static String code(String email, int steps) {
    return Totp.code(secret(email), Instant.now().plusSeconds(30L * steps));
  }

  private static String wrong(String email) {
    List<String> right = List.of(code(email, -1), code(email, 0), code(email, 1), code(email, 2));
    return List.of("000000", "000001", "000002", "000003", "000004").stream()
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> setUp(ConsoleVisitor visitor, String email) {
    visitor.get(OWN);
    assertThat(visitor.post(OWN, Map.of("do", "begin")).statusCode()).isEqualTo(303);
    HttpResponse<String> done = visitor.post(OWN, Map.of("do", "finish", "code", code(email, 0)));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    List<String> codes =
        Pattern.compile("<code>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</code>")
            .matcher(done.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    return codes;
  }

  /** Somebody who has one set up, and has just come by another link. */
  private static ConsoleVisitor asked(String email) {
    return ConsoleVisitor.as(server, email, Role.PUBLISHER);
  }

  private static boolean isIn(ConsoleVisitor visitor) {
    return visitor.get("/console").statusCode() == 200;
  }

  private static void assertThatItIsRecorded(String who, String action) {
    assertThat(new AuditLog(server.parts.jdbi, server.parts.clock).list(Long.MAX_VALUE, 200))
        .anySatisfy(
            entry -> {
              assertThat(entry.who()).isEqualTo(who);
              assertThat(entry.action()).isEqualTo(action);
            });
  }

  @Test
  void the_page_shows_the_secret_as_a_picture_as_letters_and_as_a_link() throws Exception {
    String email = email();
    ConsoleVisitor visitor = ConsoleVisitor.as(server, email, Role.AUTHOR);
    visitor.get(OWN);
    visitor.post(OWN, Map.of("do", "begin"));
    String letters = Totp.base32(secret(email));
    String page = visitor.get(OWN).body();
    assertThat(page)
        .contains("src=\"data:image/svg+xml;base64,", letters.replaceAll("(.{4})(?!$)", "$1 "));
    String address =
        "otpauth://totp/CNY%20Solidarity%20Coalition:"
            + email.replace("@", "%40")
            + "?secret="
            + letters
            + "&issuer=CNY%20Solidarity%20Coalition";
    assertThat(page.replace("&amp;", "&")).contains("href=\"" + address + "\"");
    BitMatrix bits = QrCode.matrix(address);
    int size = bits.getWidth() - 8;
    BitMatrix square = new BitMatrix(size);
    for (int x = 0; x < size; x++) {
      for (int y = 0; y < size; y++) {
        if (bits.get(x + 4, y + 4)) {
          square.set(x, y);
        }
      }
    }
    assertThat(new Decoder().decode(square).getText()).isEqualTo(address);
    assertThat(isIn(asked(email))).as("it does not count before a code was seen").isTrue();
  }

  @Test
  void the_link_alone_opens_nothing_and_the_code_lets_in_once() {
    String email = email();
    setUp(ConsoleVisitor.as(server, email, Role.PUBLISHER), email);
    ConsoleVisitor visitor = asked(email);
    assertThat(visitor.get("/console/people").headers().firstValue("Location")).contains(OWN);
    assertThat(visitor.get(OWN).body()).contains("Type the code").doesNotContain("class=\"menu\"");
    assertThat(visitor.post("/console/alerts/1/pause", Map.of()).statusCode()).isEqualTo(401);
    for (String act : List.of("begin", "end", "codes")) {
      assertThat(visitor.post(OWN, Map.of("do", act, "code", wrong(email))).statusCode())
          .isEqualTo(400);
    }
    String before = visitor.cookie("tocsin_session");
    String code = code(email, 1);
    assertThat(visitor.post(OWN, Map.of("code", code)).statusCode()).isEqualTo(303);
    assertThat(visitor.cookie("tocsin_session")).isNotEqualTo(before);
    assertThat(isIn(visitor)).isTrue();
    ConsoleVisitor other = asked(email);
    other.get(OWN);
    assertThat(other.post(OWN, Map.of("code", code)).statusCode()).isEqualTo(400);
    assertThat(isIn(other)).isFalse();
    assertThatItIsRecorded(email, "typed the code");
  }

  @Test
  void a_recovery_code_works_once_however_it_is_typed() {
    String email = email();
    String code = setUp(ConsoleVisitor.as(server, email, Role.PUBLISHER), email).get(3);
    ConsoleVisitor visitor = asked(email);
    visitor.get(OWN);
    String typed = " " + code.toLowerCase().replace("-", " ");
    assertThat(visitor.post(OWN, Map.of("code", typed)).statusCode()).isEqualTo(303);
    assertThat(visitor.get(OWN).body()).contains("Recovery codes left: 9.");
    ConsoleVisitor other = asked(email);
    other.get(OWN);
    assertThat(other.post(OWN, Map.of("code", code)).statusCode()).isEqualTo(400);
  }

  @Test
  void after_five_wrong_codes_the_right_one_is_not_looked_at_either() throws Exception {
    String email = email();
    setUp(ConsoleVisitor.as(server, email, Role.PUBLISHER), email);
    List<Callable<HttpResponse<String>>> tries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ConsoleVisitor visitor = asked(email);
      visitor.get(OWN);
      tries.add(() -> visitor.post(OWN, Map.of("code", wrong(email))));
    }
    ExecutorService four = Executors.newFixedThreadPool(4);
    for (Future<HttpResponse<String>> each : four.invokeAll(tries)) {
      assertThat(each.get().statusCode()).isIn(400, 429);
    }
    four.shutdown();
    long failures =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .select(
                        "SELECT count(*) FROM second_factor_failure f JOIN account a"
                            + " ON a.id = f.account_id WHERE a.email = ?",
                        email)
                    .mapTo(Long.class)
                    .one());
    assertThat(failures).isEqualTo(5);
    ConsoleVisitor visitor = asked(email);
    visitor.get(OWN);
    HttpResponse<String> refused = visitor.post(OWN, Map.of("code", code(email, 1)));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("900");
    assertThat(isIn(visitor)).isFalse();
  }

  @Test
  void setting_it_up_ends_the_sessions_that_were_begun_without() {
    String email = email();
    ConsoleVisitor old = ConsoleVisitor.as(server, email, Role.PUBLISHER);
    ConsoleVisitor visitor = ConsoleVisitor.as(server, email, Role.PUBLISHER);
    setUp(visitor, email);
    assertThat(isIn(visitor)).isTrue();
    assertThat(isIn(old)).isFalse();
  }

  @Test
  void an_admin_resets_it_for_who_has_lost_the_app_and_nobody_else_does() {
    String email = email();
    ConsoleVisitor visitor = ConsoleVisitor.as(server, email, Role.PUBLISHER);
    setUp(visitor, email);
    String reset = "/console/accounts/second-factor";
    assertThat(visitor.post(reset, Map.of("email", email)).statusCode()).isEqualTo(403);
    assertThat(admin.get("/console/accounts").body()).contains("Reset the second factor");
    assertThat(admin.post(reset, Map.of("email", email)).statusCode()).isEqualTo(303);
    assertThat(isIn(visitor)).as("signed out everywhere").isFalse();
    assertThat(isIn(asked(email))).isTrue();
    assertThatItIsRecorded("admin@example.org", "second factor reset");
  }

  @Test
  void it_is_ended_by_who_types_a_code_and_by_nobody_else() {
    String email = email();
    ConsoleVisitor visitor = ConsoleVisitor.as(server, email, Role.PUBLISHER);
    setUp(visitor, email);
    visitor.get(OWN);
    assertThat(visitor.post(OWN, Map.of("do", "end", "code", wrong(email))).statusCode())
        .isEqualTo(400);
    assertThat(visitor.post(OWN, Map.of("do", "begin")).statusCode()).isEqualTo(303);
    assertThat(isIn(asked(email))).as("what is set up stays").isFalse();
    assertThat(visitor.post(OWN, Map.of("do", "end", "code", code(email, 1))).statusCode())
        .isEqualTo(303);
    assertThat(isIn(asked(email))).isTrue();
  }

  @Test
  void where_it_is_required_nobody_goes_on_without() {
    try (TestServer strict =
        TestServer.start(
            TestDatabase.fresh(), Map.of("tocsin.console.second-factor", "required"))) {
      ConsoleVisitor visitor = new ConsoleVisitor(strict);
      Accounts accounts = new Accounts(strict.parts.jdbi, strict.parts.clock);
      Account account = accounts.add("test", "ann@example.org", Role.ADMIN);
      String link =
          "/console/sign-in/"
              + new SignInLinks(strict.parts.jdbi, strict.parts.clock).issue(account);
      visitor.get(link);
      visitor.post(link, Map.of());
      assertThat(visitor.get("/console/people").headers().firstValue("Location")).contains(OWN);
      assertThat(visitor.get(OWN).body()).contains("Your group asks everybody");
      assertThat(visitor.post("/console/accounts", Map.of("email", "b@example.org")).statusCode())
          .isEqualTo(401);
      visitor.post(OWN, Map.of("do", "begin"));
      byte[] secret =
          strict.parts.jdbi.withHandle(
              handle ->
                  handle.createQuery("SELECT secret FROM second_factor").mapTo(byte[].class).one());
      visitor.post(OWN, Map.of("do", "finish", "code", Totp.code(secret, Instant.now())));
      assertThat(visitor.get("/console/people").statusCode()).isEqualTo(200);
    }
  }
}
