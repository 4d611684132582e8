package org.tocsin.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The Census Geocoder on loopback: keeps what was asked and answers as the script says. */
public final class GeocoderPeer implements AutoCloseable {
  /** Takes the request and never answers. */
  public static final Answer SILENT = new Answer(0, "");

  /** Begins to answer and sends a byte a second. */
  public static final Answer DRIPPING = new Answer(1, "");

  /** HTTP status and body. */
  public record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Function<String, Answer> script;

  public GeocoderPeer(Function<String, Answer> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/geocoder/geographies/onelineaddress", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String query = URLDecoder.decode(exchange.getRequestURI().getQuery(), StandardCharsets.UTF_8);
    asked.add(query);
    Answer answer = script.apply(query);
    if (answer.equals(SILENT)) {
      return;
    }
    if (answer.equals(DRIPPING)) {
      drip(exchange);
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      for (int i = 0; i < 60; i++) {
        exchange.getResponseBody().write('[');
        exchange.getResponseBody().flush();
        Thread.sleep(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void answer(Function<String, Answer> other) {
    script = other;
  }

  /** The queries, decoded: "address=…&benchmark=…". */
  public List<String> asked() {
    return asked;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** An answer with a match for each layer and GEOID: "119th", "3622", "13202", "119th", … */
  public static Answer matches(String... layerGeoidZip) {
    StringBuilder matches = new StringBuilder();
    for (int i = 0; i < layerGeoidZip.length; i += 3) {
      matches.append(i == 0 ? "" : ",");
      matches.append(
          """
          {"geographies": {"Counties": [{"GEOID": "36067"}],
             "%s Congressional Districts": [{"GEOID": "%s", "BASENAME": "x"}]},
           "addressComponents": {"zip": "%s"}}
          """
              .formatted(layerGeoidZip[i], layerGeoidZip[i + 1], layerGeoidZip[i + 2]));
    }
    return new Answer(200, "{\"result\": {\"addressMatches\": [" + matches + "]}}");
  }
}
