package org.tocsin.app;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.web.TrustedProxies;

/**
 * Says what of a request is what, so that nothing in an address or a form passes for a header. The
 * routes find: {@code path-NAME} and {@code query-NAME}, those headers of the request that we read
 * under their own names, {@code method}, {@code uri} as it came over the wire, {@code path} without
 * what follows its question mark, {@code query} with every parameter, and {@code client}, the
 * address where it comes from.
 */
final class ReadRequest implements Processor {
  /** Of these one means something, two do not. */
  private static final List<String> SINGLE =
      List.of("Authorization", "X-Twilio-Signature", "X-CSRF-Token", "Cookie");

  /** Several of these are one list (RFC 9110 5.3). */
  private static final List<String> LISTS = List.of("Accept-Language", "If-None-Match");

  private static final int MOST_PARAMETERS = 100;

  private final TrustedProxies proxies;

  ReadRequest(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public void process(Exchange exchange) {
    HttpMessage message = exchange.getMessage(HttpMessage.class);
    HttpServerRequest request = message.getRequest();
    Map<String, Object> path = pathParameters(message);
    message.getHeaders().clear();
    message.setHeader("method", request.method().name());
    message.setHeader("uri", request.uri());
    message.setHeader("path", request.path());
    message.setHeader("client", client(request));
    headers(request.headers(), message);
    path.forEach((name, value) -> message.setHeader("path-" + name, value));
    query(request.uri(), message);
  }

  /** The HTTP server sets nothing else, so beside Camel's own they are alone. */
  private static Map<String, Object> pathParameters(Message message) {
    Map<String, Object> path = new LinkedHashMap<>(message.getHeaders());
    path.keySet().removeIf(name -> name.startsWith("Camel"));
    return path;
  }

  private String client(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return proxies.client(peer == null ? "" : peer, request.headers().getAll("X-Forwarded-For"));
  }

  private static void headers(MultiMap headers, Message message) {
    for (String name : SINGLE) {
      List<String> values = headers.getAll(name);
      if (values.size() == 1) {
        message.setHeader(name, values.get(0));
      }
    }
    for (String name : LISTS) {
      if (headers.contains(name)) {
        message.setHeader(name, String.join(",", headers.getAll(name)));
      }
    }
  }

  private static void query(String uri, Message message) {
    Map<String, List<String>> query = decoded(uri);
    message.setHeader("query", query);
    query.forEach((name, values) -> message.setHeader("query-" + name, values.get(0)));
  }

  private static Map<String, List<String>> decoded(String uri) {
    try {
      return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST_PARAMETERS)
          .parameters();
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          Problem.error("address", 0, "", "What follows the question mark cannot be read."));
    }
  }
}
