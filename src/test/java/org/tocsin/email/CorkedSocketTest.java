package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorkedSocketTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_server_that_stops_reading_is_left_after_a_while(boolean corked) throws Exception {
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CorkedSocket socket = new CorkedSocket()) {
      socket.connect(deaf.getLocalSocketAddress());
      watch.scheduleWithFixedDelay(() -> leave(socket), 50, 50, TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> write(socket, corked, new byte[32 << 20]))
          .isInstanceOf(IOException.class);
    } finally {
      watch.shutdownNow();
    }
  }

  private static void leave(CorkedSocket socket) {
    try {
      socket.closeIfStuck(Duration.ofMillis(200));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(CorkedSocket socket, boolean corked, byte[] much) throws IOException {
    if (corked) {
      socket.cork();
    }
    socket.getOutputStream().write(much);
    if (corked) {
      socket.uncork();
    }
  }
}
