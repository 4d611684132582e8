package org.tocsin.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gather",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How long it takes from the release of an alert until everyone has a row in the ledger, and"
          + " until the first mail is handed over. Sending goes on meanwhile.",
      "Beside it one INSERT … SELECT of the same rows into a table with the same indexes."
    })
final class GatherSpeed implements Callable<Integer> {
  @Option(names = "--subscribers", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int people = 1_000_000;

  @Option(names = "--connections", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int connections = 8;

  @Option(
      names = "--mails-per-second",
      paramLabel = "N",
      description = "At most, meanwhile; 0 is no limit. Default: ${DEFAULT-VALUE}")
  private int mailsPerSecond = 0;

  @Mixin private MailPeers peers;
  @Mixin private Setup setup;

  @Override
  public Integer call() {
    Results results = new Results(setup, "gather");
    try (MailSink sink = peers.sink(setup.out);
        Server server = Server.create(setup, settings(sink))) {
      World world = new World(server.folder());
      Setup.say("Importing " + people + " people …");
      world.importInto(server, people, false);
      server.serve();
      Setup.say("Tocsin …");
      Alert alert = Alert.publish(server, world.sheet(6_500), "email");
      double seconds = alert.awaitGathered();
      var memory = server.peakMemory();
      Alert.Sent sent = alert.sent();
      server.stopServing();
      Setup.say("One INSERT of the same rows …");
      double ceiling = insertSeconds(server.jdbi());
      report(results, alert.rows(), seconds, sent, ceiling);
      results.addMemory("%,d people gathered".formatted(people), memory, setup.heapMegabytes);
    }
    results.write();
    return 0;
  }

  private Map<String, String> settings(MailSink sink) {
    Map<String, String> settings = new HashMap<>(EmailSpeed.to(sink.port(), connections));
    settings.put("tocsin.email.per-second", "" + mailsPerSecond);
    return settings;
  }

  private static double insertSeconds(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> {
          handle.execute("CREATE TABLE same (LIKE delivery INCLUDING ALL)");
          long start = System.nanoTime();
          handle.execute("INSERT INTO same OVERRIDING SYSTEM VALUE SELECT * FROM delivery");
          return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        });
  }

  private void report(
      Results results, long rows, double seconds, Alert.Sent sent, double insertSeconds) {
    results.add(
        "%,d deliveries gathered, while %,d mails leave".formatted(rows, sent.accepted()),
        "%.1f s, %,.0f rows/s".formatted(seconds, rows / seconds),
        "one INSERT of the same rows: %.1f s".formatted(insertSeconds),
        "%.2f".formatted(insertSeconds / seconds));
    results.add(
        "From the release to the first mail handed over, %,d people".formatted(people),
        "%.2f s".formatted(sent.firstSeconds()),
        "all gathered after %.1f s".formatted(seconds),
        "%.3f".formatted(sent.firstSeconds() / seconds));
  }
}
