package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whether it is ourselves who answer at the ports that we listen on. */
final class DoorsTest {
  private final AtomicInteger knocks = new AtomicInteger();

  /** One that leaves the first so many unanswered, and answers those behind them with a status. */
  private HttpServer server(int unanswered, int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (knocks.incrementAndGet() > unanswered) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          }
        });
    server.start();
    return server;
  }

  private static Doors doors(HttpServer server) {
    int port = server.getAddress().getPort();
    return new Doors(Settings.of(Map.of()), new Ports(port, port));
  }

  @Test
  void a_machine_that_is_slow_at_the_start_is_not_taken_for_deaf() throws IOException {
    HttpServer slow = server(1, 204);
    try {
      assertThat(doors(slow).deafAtStart()).isEmpty();
    } finally {
      slow.stop(0);
    }
  }

  @Test
  void a_port_where_somebody_else_answers_is_deaf_however_often_one_knocks() throws IOException {
    HttpServer other = server(0, 404);
    try {
      assertThat(doors(other).deafAtStart()).hasSize(2);
      assertThat(knocks.get()).isBetween(4, 40);
    } finally {
      other.stop(0);
    }
  }
}
