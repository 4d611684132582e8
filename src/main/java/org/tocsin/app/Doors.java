package org.tocsin.app;

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
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.tocsin.app.http.FrontDoor;
import org.tocsin.web.HttpResponse;

/**
 * The two servers of this process as those outside meet them. By a path that only this process
 * knows it can tell whether it is itself that answers there.
 */
final class Doors {
  private static final int PATIENCE_MILLIS = 2_000;

  /** A slow machine that has much else to do answers its first request late. */
  private static final int KNOCKS_AT_START = 10;

  private final Settings settings;
  private final Ports ports;
  private volatile boolean isOpen;
  private FrontDoor front;
  private final String knock = "/" + UUID.randomUUID();

  Doors(Settings settings, Ports ports) {
    this.settings = settings;
    this.ports = ports;
  }

  /** Stands before everything else that the servers do. */
  void standBefore(FrontDoor door, CamelContext context, Meters meters) {
    front = door;
    door.answerTo(knock);
    door.count(meters::answered);
    context
        .hasService(ManagementHttpServer.class)
        .getRouter()
        .route(knock)
        .order(Integer.MIN_VALUE)
        .handler(request -> request.response().setStatusCode(204).end());
  }

  /** Answers on the port of the monitor, without waiting for anything. */
  void tell(CamelContext context, String path, Supplier<HttpResponse> what) {
    context
        .hasService(ManagementHttpServer.class)
        .getRouter()
        .route(path)
        .handler(
            request -> {
              HttpResponse answer = what.get();
              request
                  .response()
                  .setStatusCode(answer.status())
                  .putHeader("Content-Type", answer.contentType())
                  .putHeader("Cache-Control", "no-store")
                  .end(answer.body());
            });
  }

  void open() {
    front.welcome();
    isOpen = true;
  }

  void shut() {
    isOpen = false;
    if (front != null) {
      front.turnAway();
    }
  }

  boolean isOpen() {
    return isOpen;
  }

  /** The same, once nobody has opened for so long that nobody will. */
  List<String> deafAtStart() {
    List<String> deaf = deaf();
    for (int knocks = 1; !deaf.isEmpty() && knocks < KNOCKS_AT_START; knocks++) {
      deaf = deaf();
    }
    return deaf;
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
