package org.tocsin.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URL;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the coldness of a new process away from the people who answer first, which may be hundreds
 * a second: it asks itself for a page, and what the answer to a STOP of nobody's would be, until
 * Java has compiled what runs.
 */
final class WarmUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final String PATH = "/robots.txt";
  private static final int TIMES = 1_500;
  private static final int PATIENCE_MILLIS = 15_000;

  private final Settings settings;
  private final int port;
  private final Function<Map<String, String>, String> answerOf;
  private final Thread thread = new Thread(this::run, "warm-up");
  private volatile boolean isOver;

  /**
   * @param port on which this process listens
   * @param answerOf what would be answered to a text with this form; it must leave no trace
   */
  WarmUp(Settings settings, int port, Function<Map<String, String>, String> answerOf) {
    this.settings = settings;
    this.port = port;
    this.answerOf = answerOf;
    thread.setDaemon(true);
  }

  /** Returns at once. Without an account at Twilio nobody can text, and nothing is warmed up. */
  void start() {
    if (settings.isSet("tocsin.twilio.auth-token")) {
      thread.start();
    }
  }

  private void run() {
    Map<String, String> stop =
        Map.of(
            "MessageSid", "warm-up " + UUID.randomUUID(), "From", "+10000000000", "Body", "STOP");
    try {
      URL url = url();
      for (int i = 0; i < TIMES && !isOver; i++) {
        get(url);
        answerOf.apply(stop);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("The warm-up broke off; nothing depends on it.", e);
    }
  }

  private URL url() throws IOException {
    InetAddress host = InetAddress.getByName(settings.text("tocsin.http.host"));
    InetAddress near = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    return new URL("http", near.getHostAddress(), port, PATH);
  }

  private static void get(URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      in.readAllBytes(); // so that the next goes over the same connection
    }
  }

  @Override
  public void close() {
    isOver = true;
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
