package org.tocsin.app;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.tocsin.web.Answer;

/**
 * The two servers of this process as those outside meet them. While the routes are not running, who
 * asks is told to come back (503), so that a webhook is sent again and not lost as "not found". By
 * a path that only this process knows it can tell whether it is itself that answers there.
 */
final class Doors {
  private static final int RETRY_SECONDS = 5;
  private static final int PATIENCE_MILLIS = 2_000;

  private final Settings settings;
  private final Ports ports;
  private final String knock = "/" + UUID.randomUUID();
  private volatile boolean isOpen;

  Doors(Settings settings, Ports ports) {
    this.settings = settings;
    this.ports = ports;
  }

  /** Stands before everything else that the servers do. */
  void standBefore(CamelContext context, Meters meters) {
    guard(context.hasService(MainHttpServer.class).getRouter(), request -> letIn(request, meters));
    guard(context.hasService(ManagementHttpServer.class).getRouter(), RoutingContext::next);
  }

  private void guard(
      VertxPlatformHttpRouter router, java.util.function.Consumer<RoutingContext> rest) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(
            request -> {
              if (request.request().path().equals(knock)) {
                request.response().setStatusCode(204).end();
              } else {
                rest.accept(request);
              }
            });
  }

  private void letIn(RoutingContext request, Meters meters) {
    long began = System.nanoTime();
    request.addEndHandler(
        ended ->
            meters.answered(
                request.request().method().name(),
                request.response().getStatusCode(),
                System.nanoTime() - began));
    if (isOpen) {
      request.next();
    } else {
      request
          .response()
          .setStatusCode(503)
          .putHeader("Retry-After", "" + RETRY_SECONDS)
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end("We are starting or stopping. Please try again in a minute.\n");
    }
  }

  /** Answers on the port of the monitor, without waiting for anything. */
  void tell(CamelContext context, String path, Supplier<Answer> what) {
    context
        .hasService(ManagementHttpServer.class)
        .getRouter()
        .route(path)
        .handler(
            request -> {
              Answer answer = what.get();
              request
                  .response()
                  .setStatusCode(answer.status())
                  .putHeader("Content-Type", answer.contentType())
                  .putHeader("Cache-Control", "no-store")
                  .end(answer.body());
            });
  }

  void open() {
    isOpen = true;
  }

  void shut() {
    isOpen = false;
  }

  boolean isOpen() {
    return isOpen;
  }

  /** What does not answer, a sentence each; takes some seconds at most. */
  List<String> deaf() {
    List<String> deaf = new ArrayList<>();
    if (!isHeard("tocsin.http.host", ports.http())) {
      deaf.add("Pages and webhooks are not answered on port " + ports.http() + ".");
    }
    if (!isHeard("tocsin.management.host", ports.management())) {
      deaf.add("A monitor is not answered on port " + ports.management() + ".");
    }
    return deaf;
  }

  private boolean isHeard(String host, int port) {
    try {
      InetSocketAddress address = Ports.reachable(new InetSocketAddress(settings.text(host), port));
      URL url = new URL("http", address.getAddress().getHostAddress(), port, knock);
      HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setRequestProperty("Connection", "close");
      return connection.getResponseCode() == 204;
    } catch (IOException e) {
      return false;
    }
  }
}
