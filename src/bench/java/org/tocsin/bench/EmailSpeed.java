package org.tocsin.bench;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "email",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Emails a second into a sink on this machine; beside it a source that only sends, and a"
            + " loop that builds a message for each recipient.")
final class EmailSpeed implements Callable<Integer> {
  @Option(names = "--subscribers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int people = 20_000;

  @Option(names = "--connections", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int connections = 8;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Of a mail, about. Default: ${DEFAULT-VALUE}")
  private int bytes = 6_500;

  @Mixin private MailPeers peers;
  @Mixin private Setup setup;

  /** What one run measured. */
  record Run(Alert.Sent sent, double ceiling, OptionalLong peakMemory) {}

  @Override
  public Integer call() {
    Results results = new Results(setup, "email");
    try (MailSink sink = peers.sink(setup.out)) {
      Setup.say("A message for each recipient, " + people / 4 + " of them …");
      double floor = AngusLoop.perSecond(sink.port(), connections, people / 4, bytes);
      Run run = run(setup, peers, sink, people, connections, bytes);
      String what =
          "%,d emails of %.1f kB over %d connections into %s"
              .formatted(people, bytes / 1000.0, connections, sink.name());
      double speed = run.sent.perSecond();
      results.addSpeeds(what, speed, peers.sourceName(setup.out), run.ceiling);
      results.addSpeeds(what, speed, "Angus, a message built for each", floor);
      results.addMemory(what, run.peakMemory, setup.heapMegabytes);
    }
    results.write();
    return 0;
  }

  /** One alert to a new audience, and the ceiling right before it. */
  static Run run(
      Setup setup, MailPeers peers, MailSink sink, int people, int connections, int bytes) {
    Setup.say("The ceiling, " + people + " mails …");
    double ceiling = peers.ceiling(setup.out, sink.port(), people, bytes);
    try (Server server = Server.create(setup, to(sink.port(), connections))) {
      World world = new World(server.folder());
      Setup.say("Importing " + people + " people …");
      world.importInto(server, people, false);
      server.serve();
      Setup.say("Tocsin …");
      Alert alert = Alert.publish(server, world.sheet(bytes), "email");
      return new Run(alert.sentToAll(people), ceiling, server.peakMemory());
    }
  }

  static Map<String, String> to(int port, int connections) {
    return Map.of(
        "tocsin.smtp.host", "127.0.0.1",
        "tocsin.smtp.port", "" + port,
        "tocsin.smtp.connections", "" + connections);
  }
}
