package org.tocsin.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the coldness of a new process away from the people who answer first: it sends itself the
 * request by which a STOP comes, until Java has compiled what runs.
 */
final class WarmUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final String PATH = "/twilio/inbound";
  private static final int TIMES = 1_500;
  private static final int PATIENCE_MILLIS = 15_000;

  private final Settings settings;
  private final int port;
  private final Map<String, String> form;
  private final Thread thread = new Thread(this::run, "rehearsal");
  private volatile boolean isOver;

  /**
   * @param port on which this process listens
   * @param form what is sent; it must leave no trace
   */
  WarmUp(Settings settings, int port, Map<String, String> form) {
    this.settings = settings;
    this.port = port;
    this.form = form;
    thread.setDaemon(true);
  }

  /** Returns at once. Without an account at Twilio nobody can text, and nothing is rehearsed. */
  void start() {
    if (settings.isSet("tocsin.twilio.auth-token")) {
      thread.start();
    }
  }

  private void run() {
    try {
      String signature =
          new SignedPost(settings.text("tocsin.twilio.auth-token"))
              .signature(Services.publicUrl(settings) + PATH, form);
      InetAddress host = InetAddress.getByName(settings.text("tocsin.http.host"));
      URL url =
          new URL(
              "http",
              (host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host).getHostAddress(),
              port,
              PATH);
      byte[] body = SignedPost.encoded(form).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < TIMES && !isOver; i++) {
        post(url, signature, body);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("The rehearsal broke off; nothing depends on it.", e);
    }
  }

  private static void post(URL url, String signature, byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    connection.setRequestProperty("X-Twilio-Signature", signature);
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
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
