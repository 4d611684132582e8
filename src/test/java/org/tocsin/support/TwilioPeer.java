package org.tocsin.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Twilio's Messages API on loopback. Every POST is kept; the script may answer it in place of a
 * 201: an HTTP status with an error code, {@link #HANG} or {@link #DROP}.
 */
public final class TwilioPeer implements AutoCloseable {
  /** Takes the text and never answers. */
  public static final String HANG = "hang";

  /** Takes the text and closes the connection. */
  public static final String DROP = "drop";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Map<String, String>> posts = new CopyOnWriteArrayList<>();
  private final List<String> gets = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> taken = new CopyOnWriteArrayList<>();
  private volatile Function<Map<String, String>, String> script = form -> null;

  public TwilioPeer() {
    this(0);
  }

  /** On a port that was kept for it. */
  public TwilioPeer(ReservedPort port) {
    this(port.give());
  }

  private TwilioPeer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers "400:21610", or "503:" for a body that is not Twilio's; null as usual. */
  public TwilioPeer script(Function<Map<String, String>, String> script) {
    this.script = script;
    return this;
  }

  public TwilioPeer answer(String always) {
    return script(form -> always);
  }

  public List<Map<String, String>> posts() {
    return posts;
  }

  /** Query strings of what was asked for. */
  public List<String> gets() {
    return gets;
  }

  /** Whom it took texts for, once for each text. */
  public List<String> takenFor() {
    return taken.stream().map(m -> (String) m.get("to")).toList();
  }

  public List<String> sids() {
    return taken.stream().map(m -> (String) m.get("sid")).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      gets.add(exchange.getRequestURI().getRawQuery());
      say(exchange, 200, list(form(exchange.getRequestURI().getRawQuery()).get("To")));
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
    posts.add(form);
    String scripted = script.apply(form);
    if (scripted == null) {
      say(exchange, 201, json(take(form)));
    } else if (scripted.equals(DROP)) {
      take(form);
      exchange.close();
    } else if (scripted.equals(HANG)) {
      take(form);
    } else {
      refuse(exchange, scripted.split(":", -1));
    }
  }

  private static void refuse(HttpExchange exchange, String[] statusAndCode) throws IOException {
    int status = Integer.parseInt(statusAndCode[0]);
    String code = statusAndCode[1];
    say(
        exchange,
        status,
        code.isEmpty()
            ? "<html>upstream unavailable</html>"
            : json(Map.of("code", Integer.valueOf(code), "message", "no", "status", status)));
  }

  private synchronized Map<String, Object> take(Map<String, String> form) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("sid", "SM%032x".formatted(taken.size() + 1));
    message.put("to", form.get("To"));
    message.put("body", form.get("Body"));
    message.put("status", "queued");
    message.put("num_segments", "0");
    message.put(
        "date_created",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    taken.add(message);
    return message;
  }

  private String list(String to) {
    List<Map<String, Object>> newestFirst = new ArrayList<>(taken);
    newestFirst.removeIf(message -> to != null && !to.equals(message.get("to")));
    java.util.Collections.reverse(newestFirst);
    return json(Map.of("messages", newestFirst, "page", 0, "page_size", 50, "uri", "/x"));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      String[] sides = pair.split("=", 2);
      form.put(
          URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
          URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
