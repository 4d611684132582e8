package org.tocsin.app.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.web.ErrorPages;
import org.tocsin.web.HttpResponse;

/** Writes answers, those to requests that no route took included. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final Router router;
  private final Connections connections;
  private final HttpLimits limits;
  private final ErrorPages errors;
  private final Map<String, String> guards;

  /**
   * @param guards headers that stand on every answer
   */
  Replies(
      Router router,
      Connections connections,
      HttpLimits limits,
      ErrorPages errors,
      Map<String, String> guards) {
    this.router = router;
    this.connections = connections;
    this.limits = limits;
    this.errors = errors;
    this.guards = guards;
  }

  /** In words, where Vert.x would send its own page, or none. */
  void answerErrors() {
    for (int status = 400; status < 600; status++) {
      int code = status;
      router.errorHandler(status, request -> fail(request, code));
    }
  }

  private void fail(RoutingContext request, int status) {
    if (status == 500) {
      LOG.error("A request failed: {}", String.valueOf(request.failure()));
    }
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      request.request().connection().close();
      return;
    }
    if (status == 405) {
      response.putHeader("Allow", String.join(", ", allowed(request)));
    }
    write(request.request(), errors.of(status, request.request().path()));
  }

  private Set<String> allowed(RoutingContext request) {
    Set<String> methods = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      if (route.methods() != null && matches(route, request)) {
        route.methods().stream().map(HttpMethod::name).forEach(methods::add);
      }
    }
    return methods;
  }

  /** As long as their pattern, with names for some of the pieces, or all below it. */
  private static boolean matches(Route route, RoutingContext request) {
    String[] pattern = route.getName().split("/");
    String[] path = request.normalizedPath().split("/");
    if (route.getName().endsWith("/*")) {
      return (request.normalizedPath() + "/").startsWith(route.getName().replace("*", ""));
    }
    boolean isAlike = pattern.length == path.length;
    for (int i = 0; isAlike && i < path.length; i++) {
      isAlike = pattern[i].startsWith(":") || pattern[i].equals(path[i]);
    }
    return isAlike;
  }

  /** Not even the head of it can be read. */
  void malformed(HttpServerRequest request) {
    guard(request.response());
    request.response().putHeader("Connection", "close");
    int status = 400;
    String why = String.valueOf(request.decoderResult().cause());
    if (why.contains("TooLongHttpLine")) {
      status = 414;
    } else if (why.contains("TooLongHttpHeader")) {
      status = 431;
    }
    write(request, errors.of(status, "/"));
  }

  /** What stands on every answer. */
  void guard(HttpServerResponse response) {
    guards.forEach(response::putHeader);
  }

  /** What a route says, as whoever asked can read it. It takes its time. */
  HttpResponse inLook(HttpServerRequest request, HttpResponse answer) {
    return errors.inLook(answer, request.path());
  }

  /** Writes it, and closes the connection where the rest of the request is not wanted. */
  void write(HttpServerRequest request, HttpResponse answer) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    Buffer body = Buffer.buffer(answer.body());
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.status() != 204) {
      response.putHeader("Content-Type", answer.contentType());
      response.putHeader("Content-Length", "" + body.length());
    }
    HttpConnection connection = request.connection();
    boolean isWhole = request.isEnded();
    if (!isWhole) {
      response.putHeader("Connection", "close");
    }
    connections.await(connection, isWhole ? limits.idle() : HttpLimits.LINGER, connection::close);
    if (request.method() == HttpMethod.HEAD || answer.status() == 204) {
      response.end();
    } else {
      response.end(body);
    }
  }
}
