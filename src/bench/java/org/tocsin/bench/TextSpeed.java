package org.tocsin.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "texts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Texts a second to a stand-in for Twilio that takes its time, without a rate limit; beside"
            + " it connections ÷ latency.")
final class TextSpeed implements Callable<Integer> {
  @Option(names = "--subscribers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int people = 5_000;

  @Option(names = "--connections", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int connections = 8;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "Of the stand-in. Default: ${DEFAULT-VALUE}")
  private int millis = 50;

  @Mixin private Setup setup;

  @Override
  public Integer call() {
    Results results = new Results(setup, "texts");
    try (TwilioStub stub = new TwilioStub(Duration.ofMillis(millis));
        Server server =
            Server.create(
                setup, stub.settings(Map.of("tocsin.twilio.connections", "" + connections)))) {
      World world = new World(server.folder());
      Setup.say("Importing " + people + " people …");
      world.importInto(server, people, true);
      server.serve();
      Setup.say("Tocsin …");
      Alert alert = Alert.publish(server, world.sheet(6_500), "sms");
      String what =
          "%,d texts over %d connections, each answered after %d ms"
              .formatted(people, connections, millis);
      results.addSpeeds(
          what,
          alert.sentToAll(people).perSecond(),
          "connections ÷ latency",
          connections * 1000.0 / millis);
      results.addMemory(what, server.peakMemory(), setup.heapMegabytes);
    }
    results.write();
    return 0;
  }
}
