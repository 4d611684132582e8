package org.tocsin.bench;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.tocsin.TocsinException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stops",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "People who text STOP while an alert goes out to them: how long Twilio waits for its"
            + " answer, and whether anyone still gets a text more than 250 ms after it.")
final class StopSpeed implements Callable<Integer> {
  private static final int P3_MILLIS = 250;

  @Option(names = "--subscribers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int people = 20_000;

  @Option(names = "--stops", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int stops = 10_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "In which they come. Default: ${DEFAULT-VALUE}")
  private int seconds = 60;

  @Mixin private Setup setup;

  @Override
  public Integer call() {
    Results results = new Results(setup, "stops");
    try (TwilioStub stub = new TwilioStub(Duration.ofMillis(50));
        Server server = Server.create(setup, settings(stub))) {
      World world = new World(server.folder());
      Setup.say("Importing " + people + " people …");
      world.importInto(server, people, true);
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      Stops stops = new Stops(client, server, TwilioStub.TOKEN);
      stops.warmUp(stub.url());
      server.serve();
      Alert.publish(server, world.sheet(6_500), "sms").awaitGathered();
      Setup.say(this.stops + " people text STOP …");
      List<Stops.Answered> answered = stops(server, stops);
      Children.pause(5_000); // what still goes to them would go now
      report(results, server, stub, answered);
    }
    results.write();
    return 0;
  }

  private List<Stops.Answered> stops(Server server, Stops stops) {
    List<String> numbers =
        new ArrayList<>(
            server
                .jdbi()
                .withHandle(
                    handle ->
                        handle
                            .createQuery("SELECT phone FROM subscriber ORDER BY id")
                            .mapTo(String.class)
                            .list()));
    Collections.shuffle(numbers, new Random(7));
    return stops.send(numbers.subList(0, this.stops), Duration.ofSeconds(seconds));
  }

  private void report(
      Results results, Server server, TwilioStub stub, List<Stops.Answered> answered) {
    long recorded =
        server
            .jdbi()
            .withHandle(
                handle ->
                    handle.createQuery("SELECT count(*) FROM suppression").mapTo(Long.class).one());
    if (recorded != stops) {
      throw new TocsinException("Of " + stops + " STOPs " + recorded + " were recorded.");
    }
    long late =
        answered.stream()
            .filter(a -> stub.tookAfter(a.number(), a.nanos() + P3_MILLIS * 1_000_000L))
            .count();
    double[] millis = answered.stream().mapToDouble(Stops.Answered::millis).sorted().toArray();
    String what = "%,d STOPs in %d s while an alert goes out".formatted(stops, seconds);
    add(results, what + ", half of the answers within", millis[millis.length / 2], 100);
    add(results, what + ", 99 % of the answers within", millis[millis.length * 99 / 100], 100);
    results.add(
        what + ", texts handed over later than " + P3_MILLIS + " ms after the answer",
        "" + late,
        "allowed: 0",
        "-");
  }

  private static void add(Results results, String what, double millis, int most) {
    results.add(
        what, "%.1f ms".formatted(millis), "wanted: " + most, "%.2f".formatted(millis / most));
  }

  /** Slow enough that the alert still goes out when the last of them comes. */
  private Map<String, String> settings(TwilioStub stub) {
    return stub.settings(
        Map.of(
            "tocsin.twilio.own-replies",
            "true",
            "tocsin.sms.per-second",
            "" + 2 * people / 3 / seconds));
  }
}
