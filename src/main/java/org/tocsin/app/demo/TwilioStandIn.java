package org.tocsin.app.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TocsinException;
import org.tocsin.app.SignedPost;

/**
 * Stands in for Twilio on loopback: takes texts by its Messages API, reports what became of them by
 * signed callbacks, and carries the replies of the demo's people to the program's own webhook.
 */
public final class TwilioStandIn implements AutoCloseable {
  /**
   * @param inboundUrl the program's {@code /twilio/inbound} as the public writes it
   * @param number from which texts come that name a messaging service; E.164
   * @param landlines numbers that take no texts; E.164
   */
  public record Account(
      String sid, String authToken, String inboundUrl, String number, Set<String> landlines) {}

  /**
   * @param status of the program's webhook
   * @param answers what the phone got in return, in order
   */
  public record Heard(int status, List<DemoText> answers) {}

  private static final Logger LOG = LoggerFactory.getLogger(TwilioStandIn.class);
  // standards K01
  private static final Set<String> STOP_WORDS =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
  private static final Set<String> START_WORDS = Set.of("START", "YES", "UNSTOP");

  private final Account account;
  private final DemoTexts texts;
  private final TwilioWire wire;
  private final SignedPost webhooks;
  private final HttpServer server;
  private final ExecutorService requests = Executors.newFixedThreadPool(8);
  private final ExecutorService callbacks = Executors.newFixedThreadPool(4);

  private TwilioStandIn(Account account, DemoTexts texts) throws IOException {
    this.account = account;
    this.texts = texts;
    this.wire = new TwilioWire(account.sid);
    this.webhooks = new SignedPost(account.authToken);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
  }

  /**
   * @param segments counts the segments of a text
   */
  public static TwilioStandIn start(Account account, ToIntFunction<String> segments, Clock clock) {
    try {
      TwilioStandIn standIn = new TwilioStandIn(account, new DemoTexts(segments, clock));
      standIn.serve();
      return standIn;
    } catch (IOException e) {
      throw new TocsinException("The demo's Twilio stand-in did not start: " + e.getMessage(), e);
    }
  }

  private void serve() {
    server.setExecutor(requests);
    server.createContext(
        "/2010-04-01/Accounts/" + account.sid + "/Messages.json",
        new TwilioApi(
            account,
            texts,
            wire,
            (text, callback) -> callbacks.execute(() -> report(text, callback))));
    server.start();
  }

  private void report(DemoText text, String callback) {
    for (String status : List.of("queued", "sent", "delivered")) {
      texts.move(text.sid(), status);
      try {
        webhooks.send(callback, wire.statusForm(text, status));
      } catch (TocsinException e) {
        LOG.debug("No one took the report on {}: {}", text.sid(), e.getMessage());
      }
    }
  }

  /** For {@code tocsin.twilio.api-url}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From which its texts come, where the program names none. */
  public String number() {
    return account.number;
  }

  /** Everything that went either way, oldest first. */
  public List<DemoText> texts() {
    return texts.all();
  }

  /**
   * Sends a reply from a person's phone: Twilio minds STOP and START itself, then posts it to the
   * program, whose answers go back to the phone unless it has said STOP.
   *
   * @param from E.164
   */
  public Heard reply(String from, String body) {
    DemoText reply = texts.keep(DemoText.Direction.REPLY, from, account.number, body, "received");
    List<DemoText> answers = new ArrayList<>();
    // standards K03: Twilio blocks or frees the number and confirms by itself
    String word = body.strip().toUpperCase(Locale.ROOT);
    if (STOP_WORDS.contains(word) && texts.stop(from)) {
      answers.add(answer(from, TwilioWire.STOPPED));
    } else if (START_WORDS.contains(word) && texts.start(from)) {
      answers.add(answer(from, TwilioWire.STARTED));
    }
    HttpResponse<String> heard = webhooks.send(account.inboundUrl, wire.inboundForm(reply));
    if (!texts.isStopped(from)) {
      TwimlReader.messages(heard.body()).forEach(words -> answers.add(answer(from, words)));
    }
    return new Heard(heard.statusCode(), answers);
  }

  private DemoText answer(String to, String words) {
    return texts.keep(DemoText.Direction.ANSWER, account.number, to, words, "delivered");
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
    callbacks.shutdownNow();
  }
}
