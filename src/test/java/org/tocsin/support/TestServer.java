package org.tocsin.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.tocsin.app.Services;
import org.tocsin.app.Serving;
import org.tocsin.app.Settings;

/** The whole program on a database of its own, on free ports of loopback. */
public final class TestServer implements AutoCloseable {
  public static final String TOKEN = "test-auth-token";

  public final Services parts;
  private final Serving serving;
  private final int http;
  private final int management;

  private TestServer(TestDatabase database, Map<String, String> more) {
    this.http = freePort();
    this.management = freePort();
    Map<String, String> settings = settings();
    settings.putAll(on(database));
    settings.put("tocsin.http.port", "" + http);
    settings.put("tocsin.management.port", "" + management);
    settings.put("tocsin.public-url", "http://127.0.0.1:" + http);
    settings.putAll(more);
    this.parts = Services.open(Settings.of(settings), Clock.systemUTC());
    this.serving = Serving.start(parts);
  }

  /** Those that every test needs. */
  static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.organization.name", "CNY Solidarity Coalition");
    settings.put("tocsin.organization.postal-address", "PO Box 1, Syracuse NY 13201");
    settings.put("tocsin.smtp.tls", "none");
    settings.put("tocsin.email.from", "alerts@cny.example.org");
    settings.put("tocsin.twilio.auth-token", TOKEN);
    settings.put("tocsin.twilio.from", "+15550000000");
    settings.put("tocsin.sms.per-second", "0");
    settings.put("tocsin.quiet-hours", "off");
    settings.put("tocsin.retry.first-seconds", "1");
    return settings;
  }

  /** Where the data are. */
  public static Map<String, String> on(TestDatabase database) {
    return Map.of(
        "tocsin.database.url",
        database.url(),
        "tocsin.database.username",
        database.user(),
        "tocsin.database.password",
        database.password());
  }

  /** By which it sends emails and texts to these; more may be put in. */
  public static Map<String, String> sendingTo(SmtpPeer smtp, TwilioPeer twilio) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + smtp.port());
    settings.put("tocsin.twilio.account-sid", "AC" + "0".repeat(32));
    settings.put("tocsin.twilio.api-url", twilio.url());
    return settings;
  }

  /**
   * @param more settings over those of a test, such as the ports of its peers
   */
  public static TestServer start(TestDatabase database, Map<String, String> more) {
    return new TestServer(database, more);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Empties tables and what hangs on them, as often as it takes: the server goes on working, and of
   * two that lock the same tables in another order PostgreSQL ends one.
   */
  public void truncate(String tables) {
    await()
        .ignoreExceptionsMatching(e -> ("" + e.getMessage()).contains("deadlock"))
        .until(
            () ->
                parts.jdbi.withHandle(handle -> handle.execute("TRUNCATE " + tables + " CASCADE"))
                    >= 0);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + http + path;
  }

  public String managementUrl(String path) {
    return "http://127.0.0.1:" + management + path;
  }

  @Override
  public void close() {
    serving.close();
    parts.close();
  }
}
