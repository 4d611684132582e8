package org.tocsin.app.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.tocsin.TocsinException;
import org.tocsin.web.ErrorPages;

/** The HTTP server that the world reaches. What it takes from strangers has bounds. */
public final class FrontDoor implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;
  private static final int SWEEP_MILLIS = 1000;

  private final Vertx vertx = Vertx.vertx(options());
  private final Router router = Router.router(vertx);
  private final HttpLimits limits;
  private final Connections connections;
  private final Replies replies;
  private final HttpServer server;
  private volatile boolean isReady;
  private volatile Counter counter = (method, status, nanos) -> {};

  /** Is called with each answer. */
  @FunctionalInterface
  public interface Counter {
    /**
     * @param nanos from the head of the request to the end of the answer
     */
    void answered(String method, int status, long nanos);
  }

  private FrontDoor(HttpLimits limits, ErrorPages errors, Map<String, String> guards) {
    this.limits = limits;
    this.connections = new Connections(limits.connections(), System::nanoTime);
    this.replies = new Replies(router, connections, limits, errors, guards);
    this.server = vertx.createHttpServer(serverOptions());
    router.route().handler(this::greet);
    replies.answerErrors();
    server
        .connectionHandler(this::opened)
        .invalidRequestHandler(replies::malformed)
        .requestHandler(this::received);
    vertx.setPeriodic(SWEEP_MILLIS, timer -> connections.sweep());
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(2)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(HttpLimits.LINE)
        .setMaxHeaderSize(HttpLimits.HEAD);
  }

  /**
   * Binds the port; requests are put off until {@link #welcome}.
   *
   * @param port 0 for any that is free
   * @param guards headers that stand on every answer
   * @throws TocsinException where it cannot be had
   */
  public static FrontDoor open(
      String host, int port, HttpLimits limits, ErrorPages errors, Map<String, String> guards) {
    FrontDoor door = new FrontDoor(limits, errors, guards);
    try {
      door.listen(host, port);
      return door;
    } catch (RuntimeException e) {
      door.close();
      throw e;
    }
  }

  private void listen(String host, int port) {
    try {
      server
          .listen(port, host)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new TocsinException(
          ("Port %d of %s cannot be listened on (%s). Stop the program that has it, or set"
                  + " tocsin.http.port and tocsin.http.host to others.")
              .formatted(port, host, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TocsinException("Interrupted while a port was opened.", e);
    }
  }

  private static String reason(Exception e) {
    return e.getCause() == null ? "no answer" : e.getCause().getMessage();
  }

  private void opened(HttpConnection connection) {
    ProtocolGuard.bound(connection);
    connections.opened(connection, limits.request());
  }

  /** The head of a request is here. */
  private void received(HttpServerRequest request) {
    replies.guard(request.response());
    router.handle(request);
  }

  private void greet(RoutingContext request) {
    long began = System.nanoTime();
    request.addEndHandler(
        ended ->
            counter.answered(
                request.request().method().name(),
                request.response().getStatusCode(),
                System.nanoTime() - began));
    connections.await(request.request().connection(), limits.request(), () -> request.fail(408));
    if (isReady) {
      request.next();
    } else {
      request.fail(503);
    }
  }

  /** Tells {@code counter} of each answer from now on. */
  public void count(Counter counter) {
    this.counter = counter;
  }

  /** A request for this path is answered at any time, with 204; nobody else must know it. */
  public void answerTo(String path) {
    router
        .route(path)
        .order(Integer.MIN_VALUE)
        .handler(request -> request.response().setStatusCode(204).end());
  }

  /** What Camel's routes come in by. */
  public PlatformHttpEngine engine() {
    BodyReader bodies = new BodyReader(new Bodies(HttpLimits.BODIES));
    Room urgent = new Room(vertx, "urgent", HttpLimits.URGENT_AT_ONCE, HttpLimits.URGENT);
    Room pages = new Room(vertx, "pages", HttpLimits.PAGES_AT_ONCE, HttpLimits.PAGES);
    return new HttpEngine(
        router, lane -> lane.isUrgent() ? urgent : pages, connections, bodies, replies, port());
  }

  /** The one that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Requests are answered from now on. */
  public void welcome() {
    isReady = true;
  }

  /** Puts off what still comes, while the rest is being answered. */
  public void turnAway() {
    isReady = false;
  }

  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new TocsinException("The HTTP server does not end.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
