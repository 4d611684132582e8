package org.tocsin.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands in for Twilio's Messages API on loopback: takes every text, a set time after it came. */
final class TwilioStub implements AutoCloseable {
  static {
    // Else the answer's second packet waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final String TOKEN = "made-up";

  private static final Pattern TO = Pattern.compile("(?:^|&)To=(?:%2B|\\+)(\\d+)");

  private final Duration latency;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong texts = new AtomicLong();
  private final Map<String, Long> lastNanos = new ConcurrentHashMap<>();

  TwilioStub(Duration latency) {
    this.latency = latency;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a server has to be told, and more. */
  Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("tocsin.twilio.account-sid", "AC" + "0".repeat(32));
    settings.put("tocsin.twilio.auth-token", TOKEN);
    settings.put("tocsin.twilio.from", "+12025550100");
    settings.put("tocsin.twilio.api-url", url());
    return settings;
  }

  /** Whether a text to this number came later than that, by {@link System#nanoTime}. */
  boolean tookAfter(String number, long nanos) {
    Long last = lastNanos.get(number);
    return last != null && last > nanos;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher to = TO.matcher(form);
      if (to.find()) {
        lastNanos.put("+" + to.group(1), System.nanoTime());
      }
      Children.pause(latency.toMillis());
      String json = "{\"sid\": \"SM%032x\", \"status\": \"queued\", \"num_segments\": \"0\"}";
      byte[] body = json.formatted(texts.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(201, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
