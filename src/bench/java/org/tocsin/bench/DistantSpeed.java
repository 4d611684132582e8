package org.tocsin.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "distance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Emails a second to a server that is far away; beside it a plain loop over as many"
            + " connections, and one round trip a mail.")
final class DistantSpeed implements Callable<Integer> {
  @Option(names = "--subscribers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int people = 10_000;

  @Option(names = "--connections", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int connections = 8;

  @Option(
      names = "--round-trip",
      paramLabel = "MS",
      description = "From a command to its answer. Default: ${DEFAULT-VALUE}")
  private int millis = 20;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Of a mail, about. Default: ${DEFAULT-VALUE}")
  private int bytes = 6_500;

  @Mixin private Setup setup;

  @Override
  public Integer call() {
    Results results = new Results(setup, "distance");
    try (SmtpSink sink = new SmtpSink(Duration.ofMillis(millis))) {
      Setup.say("A plain loop, " + people / 8 + " mails …");
      double plain = AngusLoop.perSecond(sink.port(), connections, people / 8, bytes);
      sink.forget();
      double speed = tocsin(sink).perSecond();
      String what =
          "%,d emails of %.1f kB over %d connections to a server %d ms away"
              .formatted(people, sink.averageBytes() / 1000.0, connections, millis);
      results.addSpeeds(what, speed, "Angus, the same connections", plain);
      results.addSpeeds(
          what, speed, "connections ÷ one round trip a mail", connections * 1000.0 / millis);
    }
    results.write();
    return 0;
  }

  private Alert.Sent tocsin(MailSink sink) {
    try (Server server = Server.create(setup, EmailSpeed.to(sink.port(), connections))) {
      World world = new World(server.folder());
      Setup.say("Importing " + people + " people …");
      world.importInto(server, people, false);
      server.serve();
      Setup.say("Tocsin …");
      return Alert.publish(server, world.sheet(bytes), "email").sentToAll(people);
    }
  }
}
