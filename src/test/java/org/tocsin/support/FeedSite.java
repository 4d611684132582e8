package org.tocsin.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A WordPress site on loopback, as far as its feed goes. It does what a test tells it to. */
public final class FeedSite implements AutoCloseable {
  public static final String RSS =
      """
      <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
        xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:wfw="http://wellformedweb.org/CommentAPI/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
      <channel>
        <title>CNY Solidarity Coalition</title>
        <atom:link href="https://www.example.org/feed/" rel="self" type="application/rss+xml" />
        <link>https://www.example.org</link>
        <description>Just another site</description>
        <lastBuildDate>Mon, 06 Mar 2017 15:00:00 +0000</lastBuildDate>
        <language>en-US</language>
        <sy:updatePeriod>hourly</sy:updatePeriod>
        <image><url>https://www.example.org/i.png</url><title>Not a post</title></image>
      %s
      </channel>
      </rss>
      """;

  /** How often it was asked, and what for. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> items = new ArrayList<>();
  private volatile HttpHandler answer;

  public FeedSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    show();
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    answer.handle(exchange);
    exchange.close();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** A post as WordPress writes it. */
  public static String item(String id, String title, String date, String category, String html) {
    return """
    <item>
      <title>%s</title>
      <link>https://www.example.org/%s/</link>
      <dc:creator><![CDATA[Ann]]></dc:creator>
      <pubDate>%s</pubDate>
      <category><![CDATA[%s]]></category>
      <category><![CDATA[Syracuse]]></category>
      <guid isPermaLink="false">https://www.example.org/?p=%s</guid>
      <description><![CDATA[<p>The beginning [&#8230;]</p>]]></description>
      <content:encoded><![CDATA[%s]]></content:encoded>
    </item>
    """
        .formatted(title, id, date, category, id, html);
  }

  /** These are in the feed from now on, in this order. */
  public FeedSite show(String... posts) {
    items.clear();
    items.addAll(List.of(posts));
    return text("application/rss+xml; charset=UTF-8", RSS.formatted(String.join("\n", items)));
  }

  public FeedSite text(String contentType, String text) {
    return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public FeedSite bytes(String contentType, byte[] bytes, String... headers) {
    return handler(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", contentType);
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  public FeedSite status(int status, String... headers) {
    return handler(
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          exchange.sendResponseHeaders(status, -1);
        });
  }

  public FeedSite handler(HttpHandler handler) {
    answer = handler;
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
