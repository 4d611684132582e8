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

/** A token service on loopback: keeps what was asked and answers as the script says. */
public final class TokenPeer implements AutoCloseable {
  /** Takes the request and never answers. */
  public static final Answer SILENT = new Answer(0, "");

  /** HTTP status and body. */
  public record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Function<String, Answer> script = form -> token("access-1", 3600);

  public TokenPeer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/token", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(URLDecoder.decode(form, StandardCharsets.UTF_8));
    Answer answer = script.apply(form);
    if (answer.equals(SILENT)) {
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", "https://elsewhere.example.org/");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** RFC 6749 5.1. */
  public static Answer token(String token, long seconds) {
    return new Answer(
        200,
        "{\"token_type\":\"Bearer\",\"access_token\":\""
            + token
            + "\",\"expires_in\":"
            + seconds
            + "}");
  }

  /** RFC 6749 5.2. */
  public static Answer error(int status, String code) {
    return new Answer(
        status, "{\"error\":\"" + code + "\",\"error_description\":\"about pat@example.org\"}");
  }

  public void answer(Function<String, Answer> script) {
    this.script = script;
  }

  /** The forms, decoded: "grant_type=refresh_token&refresh_token=…". */
  public List<String> asked() {
    return asked;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
