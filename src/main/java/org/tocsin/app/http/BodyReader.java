package org.tocsin.app.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;

/**
 * Reads the body of a request: no more of it than belongs there, and no more than there is room
 * for.
 */
final class BodyReader {
  private final Bodies bodies;

  BodyReader(Bodies bodies) {
    this.bodies = bodies;
  }

  /**
   * @param largest bytes; a larger one is answered with 413 as soon as that is clear
   * @param whole takes the body, and how to let go of it
   */
  void read(RoutingContext context, int largest, BiConsumer<Buffer, Runnable> whole) {
    HttpServerRequest request = context.request();
    if (announced(request) > largest) {
      context.fail(413);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    Buffer soFar = Buffer.buffer();
    Bodies.Body body = bodies.begin(() -> stop(context, 503));
    request.exceptionHandler(broken -> bodies.end(body));
    request.handler(
        piece -> {
          if (soFar.length() + piece.length() > largest) {
            bodies.end(body);
            stop(context, 413);
          } else {
            soFar.appendBuffer(piece);
            bodies.add(body, piece.length());
          }
        });
    request.endHandler(
        nothing -> {
          bodies.whole(body);
          whole.accept(soFar, () -> bodies.end(body));
        });
  }

  /** Bytes; 0 where it does not say. */
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
  }

  private static void stop(RoutingContext context, int status) {
    Handler<Buffer> unread = piece -> {};
    context.request().handler(unread).endHandler(nothing -> {});
    context.fail(status);
  }
}
