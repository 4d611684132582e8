package org.tocsin.bench;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.tocsin.TocsinException;
import org.tocsin.app.SignedPost;

/** Texts of STOP as Twilio hands them on: evenly in time, whether or not the last was answered. */
final class Stops {
  private static final String INBOUND = "/twilio/inbound";

  private final HttpClient client;
  private final Server server;
  private final SignedPost post;

  /**
   * One that was answered.
   *
   * @param nanos when, by {@link System#nanoTime}
   * @param millis since it should have been sent
   */
  record Answered(String number, long nanos, double millis) {}

  Stops(HttpClient client, Server server, String authToken) {
    this.client = client;
    this.server = server;
    this.post = new SignedPost(authToken);
  }

  /** Of the client, so that only the server is measured: Twilio's clients are never cold. */
  void warmUp(String url) {
    for (int i = 0; i < 100; i++) {
      Map<String, String> form = Map.of("From", "+13155550100", "Body", "warm-up " + i);
      Stream.generate(() -> post.request(url, url, form))
          .limit(20)
          .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  List<Answered> send(List<String> numbers, Duration within) {
    List<CompletableFuture<Answered>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < numbers.size(); i++) {
      long due = start + within.toNanos() * i / numbers.size();
      LockSupport.parkNanos(due - System.nanoTime());
      answers.add(send(numbers.get(i), i, due));
    }
    try {
      return answers.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw new TocsinException("A STOP was not answered: " + e.getCause(), e);
    }
  }

  private CompletableFuture<Answered> send(String number, int n, long due) {
    Map<String, String> form =
        Map.of(
            "MessageSid",
            "SM%032x".formatted(n),
            "AccountSid",
            "AC" + "0".repeat(32),
            "From",
            number,
            "To",
            "+12025550100",
            "Body",
            "STOP",
            "NumMedia",
            "0");
    return client
        .sendAsync(
            post.request(server.url(INBOUND), server.publicUrl() + INBOUND, form),
            BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new TocsinException("A STOP was answered with " + answer.statusCode());
              }
              long now = System.nanoTime();
              return new Answered(number, now, (now - due) / 1e6);
            });
  }
}
