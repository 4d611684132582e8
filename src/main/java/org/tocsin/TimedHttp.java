package org.tocsin;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks over HTTP within a time for the whole answer. The client's own limit ends with the head of
 * an answer, and a server can send what follows in drops for ever. How many bytes are taken is up
 * to who reads them. Any number of threads may ask.
 */
public final class TimedHttp {
  private final HttpClient client;
  private final ExecutorService threads;

  /** Takes what it needs of an answer; its body is closed afterwards. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(int status, InputStream body) throws IOException;
  }

  /** Takes what it needs of an answer with its head; its body is closed afterwards. */
  @FunctionalInterface
  public interface WholeReader<T> {
    T read(HttpResponse<InputStream> answer) throws IOException;
  }

  /**
   * @param name of the threads that read
   */
  public TimedHttp(HttpClient client, String name) {
    this.client = client;
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param limit from now to the last byte
   * @throws HttpTimeoutException when that is over; what may come yet is not awaited
   * @throws IOException when there is no connection or it breaks
   * @throws InterruptedException when this thread is
   */
  public <T> T ask(HttpRequest request, Duration limit, Reader<T> reader)
      throws IOException, InterruptedException {
    return askWhole(request, limit, answer -> reader.read(answer.statusCode(), answer.body()));
  }

  /** The same for whoever reads the head of the answer too. */
  public <T> T askWhole(HttpRequest request, Duration limit, WholeReader<T> reader)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> asked =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    CompletableFuture<T> read = asked.thenApplyAsync(answer -> read(answer, reader), threads);
    try {
      return read.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      hangUp(asked);
      throw new HttpTimeoutException("No whole answer within " + limit.toMillis() + " ms");
    } catch (InterruptedException e) {
      hangUp(asked);
      throw e;
    } catch (ExecutionException e) {
      throw cause(e.getCause());
    }
  }

  private static <T> T read(HttpResponse<InputStream> answer, WholeReader<T> reader) {
    try (InputStream body = answer.body()) {
      return reader.read(answer);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void hangUp(CompletableFuture<HttpResponse<InputStream>> asked) {
    asked.thenAccept(TimedHttp::close);
    asked.cancel(true);
  }

  private static void close(HttpResponse<InputStream> answer) {
    try {
      answer.body().close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  private static IOException cause(Throwable cause) {
    if (cause instanceof RuntimeException surprise) {
      throw surprise;
    }
    return cause instanceof IOException broken ? broken : new IOException(cause);
  }
}
